"""Skills: what people are good at, so that the queue can ask them and nobody else."""

from collections.abc import Iterable, Mapping

from curation.errors import InputRefused
from curation.people import Actor, Role, require
from curation.review.submission import one_line
from curation.store import skills as stored
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

MOST_SKILLS = 20
LONGEST_SKILL = 40


def skills_of(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """The skills of everybody who has some, by person."""
    return stored.list_skills(workspace.store)


def people_with(workspace: Workspace) -> dict[str, frozenset[str]]:
    """Who has a skill, by skill, in the order of the alphabet."""
    found: dict[str, set[str]] = {}
    for person, skills in skills_of(workspace).items():
        for skill in skills:
            found.setdefault(skill, set()).add(person)
    return {skill: frozenset(found[skill]) for skill in sorted(found)}


def set_skills(
    workspace: Workspace, actor: Actor, person_id: str, skills: Iterable[str], *, request_id: str
) -> tuple[str, ...]:
    """Let a person have exactly these skills; returns them as kept.

    Blank ones are left out, and one that somebody has in other letters is written as there. The
    same request again changes nothing. Raises InputRefused for an unknown person and for too many
    or too long ones.
    """
    require(actor, Role.CURATOR, to="say what people are good at")
    known = {skill.casefold(): skill for skill in people_with(workspace)}
    cleaned = [one_line(skill) for skill in skills]
    kept = tuple(dict.fromkeys(known.get(skill.casefold(), skill) for skill in cleaned if skill))
    wrong = ""
    if person_id not in names(workspace):
        wrong = "This person has no account."
    elif len(kept) > MOST_SKILLS or any(len(skill) > LONGEST_SKILL for skill in kept):
        wrong = f"There can be {MOST_SKILLS} skills of {LONGEST_SKILL} characters."
    if wrong:
        raise InputRefused("Not saved", cause=wrong, cure="Change it and save again.")
    stored.add_skills(
        workspace.store,
        person_id,
        kept,
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    return kept
