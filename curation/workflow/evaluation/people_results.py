"""What people found who graded the answers of models: who won, and how far they agree."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.evaluation.evaluation import Evaluation
from curation.evaluation.people import PeopleScore, gain_of_choices, gain_of_stars, score_gains
from curation.people import Actor, Role, require
from curation.review.agreement.agreement import Agreement
from curation.review.decision import Outcome, Verdict
from curation.review.preference import Choice, chosen
from curation.store import evaluations, verdicts
from curation.store.examples import list_examples
from curation.task import QuestionKind, Task
from curation.workflow.agreement.agreement import blind_answers, measure_task
from curation.workflow.agreement.agreement_choices import Leaning, measure_choices
from curation.workflow.evaluation.graded_examples import chosen_lines, line_of
from curation.workflow.workspace import Workspace

Votes = Mapping[tuple[str, str], Sequence[str]]
"""What people answered, by test example and model; the model is empty for a pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleResult:
    """One grading by people: `score` is the second model against the first.

    `asked` counts the examples people were asked about, `same` the pairs of equal answers, which
    are ties unasked; `both_bad` counts the answers that neither would do. `stars` is the mean of
    each model, empty for pairs. `shown_first` is how often the answer shown as A was chosen; None
    for stars.
    """

    task: Task
    score: PeopleScore
    asked: int
    judged: int
    same: int
    both_bad: int
    stars: Mapping[str, float]
    agreement: Agreement
    shown_first: Leaning | None


def read_people(
    workspace: Workspace, actor: Actor, evaluation: Evaluation, task: Task
) -> PeopleResult:
    """What people found so far in one of `list_gradings`. Needs a curator.

    A verdict overrules the single answers; what was rejected does not count. A test example counts
    once it has an answer, for stars one to either model.
    """
    require(actor, Role.CURATOR, to="read what people found")
    assert task.grading is not None
    is_pairs = task.answer_question.kind is QuestionKind.PREFERENCE
    every = {one.id: line_of(one.example) for one in list_examples(workspace.store, task.id)}
    lines = {one: line for one, line in every.items() if line[0]}  # and nothing read in by hand
    votes = _votes(workspace, task, lines)
    same: set[str] = set()
    if is_pairs:
        gains = {one: gain_of_choices([*map(chosen, votes[one, ""])]) for one, _ in votes}
        same = _same(workspace, evaluation, task.grading.models, {one for one, _ in lines.values()})
        gains |= dict.fromkeys(same if gains else (), 0.0)
    else:
        first, second = task.grading.models
        stars = {place: [int(text) for text in given] for place, given in votes.items()}
        gains = {
            one: gain_of_stars(stars[one, first], stars[one, second])
            for one in {one for one, _ in stars}
            if (one, first) in stars and (one, second) in stars
        }
    places = evaluations.read_places(workspace.store, evaluation.number, "")
    leanings = measure_choices(workspace, task)
    return PeopleResult(
        task=task,
        score=score_gains(gains, {one: places.get(one, ("", ""))[0] or one for one in gains}),
        asked=len(lines),
        judged=len(votes),
        same=len(same),
        both_bad=sum(chosen(text) == Choice.BOTH_BAD for given in votes.values() for text in given),
        stars={} if is_pairs else _means(votes),
        agreement=measure_task(workspace, task.id)[task.answer],
        shown_first=leanings.leanings["shown_first"] if leanings else None,
    )


def _votes(workspace: Workspace, task: Task, lines: Mapping[str, tuple[str, str]]) -> Votes:
    settled = {
        verdict.example_id: verdict for verdict in verdicts.list_verdicts(workspace.store, task.id)
    }
    answers = blind_answers(workspace, task, with_routed=True)
    votes: dict[tuple[str, str], list[str]] = defaultdict(list)
    own = answers[answers["question"] == task.answer]
    for example_id, text in zip(own["item"], own["value"], strict=True):
        if text and example_id in lines and example_id not in settled:
            votes[lines[example_id]].append(text)
    for example_id, verdict in settled.items():
        if example_id in lines and (text := _settled(verdict, task)):
            votes[lines[example_id]] = [text]
    return votes


def _settled(verdict: Verdict, task: Task) -> str:
    return verdict.answers.get(task.answer, "") if verdict.outcome is Outcome.ACCEPT else ""


def _same(
    workspace: Workspace, evaluation: Evaluation, models: tuple[str, str], asked: set[str]
) -> set[str]:
    """Of the test examples drawn with those that were asked: where both answers are the same."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for answer in evaluations.list_grades(workspace.store, evaluation.id):
        said[answer.example_id][answer.model] = answer.answer.strip()
    equal = {one for one, own in said.items() if own[models[0]] == own[models[1]]}
    drawn = list(chosen_lines(workspace, evaluation, len(said)))
    last = max((place for place, one in enumerate(drawn) if one in asked), default=-1)
    return equal.intersection(drawn[: last + 1])


def _means(votes: Votes) -> dict[str, float]:
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for (_, model), given in votes.items():
        sums[model] += sum(int(text) for text in given)
        counts[model] += len(given)
    return {model: sums[model] / counts[model] for model in counts}
