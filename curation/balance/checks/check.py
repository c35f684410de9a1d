"""What a check is, what it looks at, and what it finds."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curation.balance.near import NearPair, near_pairs


class Severity(StrEnum):
    """How bad it is when a check finds something."""

    ERROR = "error"  # a model would learn something wrong
    WARNING = "warning"  # somebody should look at it


class Kind(StrEnum):
    """What the answers of a task are."""

    TEXT = "text"
    FIELDS = "fields"
    CHOICE = "choice"  # of a label, a rating, or one of two answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An example as the checks see it, personal values replaced.

    `question` is the prompt without instructions, `answer` the one that would be trained, `label`
    that of the question by which the task is balanced; both may be empty. `instructions` are the
    system prompt it would be trained with, as it was written: shown to nobody. `people` is how many
    have judged it, `guidelines` the versions they were told; `accepted` says that it may be
    released. `source` is the file it was read from, `customer` stands for who asked, without saying
    who. `waits` says why nobody may read it yet: then it has no texts. `state` changes with every
    version and final answer.
    """

    id: str
    question: str = ""
    answer: str = ""
    label: str = ""
    original: str = ""
    original_answer: str = ""
    instructions: str = ""
    accepted: bool = False
    people: int = 0
    guidelines: tuple[str, ...] = ()
    source: str = ""
    customer: str = ""
    waits: str = ""
    version: int = 1
    state: str = ""

    @property
    def compared(self) -> str:
        """The prompt as it was written, to be held beside others."""
        return self.original or self.question

    @property
    def answer_compared(self) -> str:
        """The answer as it was written, to be held beside others."""
        return self.original_answer or self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a task wants of its examples.

    `fields` are the keys of an answer in JSON, `glossary` the names as they are to be written,
    `guideline` the version that holds. A training line has at most `most_tokens` as `count` counts
    them. `near` finds the texts, given by name, that are nearly the same.
    `production` are questions and answers that production has seen, newest first.
    """

    kind: Kind = Kind.TEXT
    fields: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    guideline: str = ""
    most_tokens: int = 65_536
    count: Callable[[str], int] = len
    production: tuple[tuple[str, str], ...] = ()
    near: Callable[[Mapping[str, str]], list[NearPair]] = near_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing that is wrong: with one example, or with several that belong together.

    `says` is what exactly, as far as the title of the check does not tell. `subject` names what of
    the whole set it is about, such as a label, where the examples may come and go.
    """

    ids: tuple[str, ...]
    says: str = ""
    subject: str = ""


def defect_keys(check: str, defect: Defect, states: Mapping[str, str]) -> tuple[str, ...]:
    """What names a defect for as long as it is the same: its own key, then one for each example.

    A key is 24 hexadecimal digits, and another one when the state of an example has changed. What
    is about the set has only the key of its subject.
    """
    if defect.subject:
        return (_key(check, "about", defect.subject),)
    own = [f"{name} {states.get(name, '')}" for name in sorted(defect.ids)]
    return (_key(check, *own), *(_key(check, "of", each) for each in own))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


Find = Callable[[Sequence[Checked], Wanted], list[Defect]]
"""What a check finds, the worst first."""

EVERY_KIND = frozenset(Kind)
SENTENCES = frozenset({Kind.TEXT})
FIELDS = frozenset({Kind.FIELDS})
_ONLY = {SENTENCES: "Only for answers in sentences", FIELDS: "Only for answers with fields"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is looked for; `cure` says what to do with what is found.

    It makes sense for answers of these `kinds`. Where `about_all` is true, what is found is wrong
    with the set and not with the examples. `cut`, if any, is the answer without what is wrong;
    `needs` says what is lacking to look for it.
    """

    name: str
    title: str
    severity: Severity
    cure: str
    find: Find
    kinds: frozenset[Kind] = EVERY_KIND
    about_all: bool = False
    cut: Callable[[str], str] | None = None
    needs: Callable[[Wanted], str] | None = None

    def why_not(self, wanted: Wanted) -> str:
        """Why it is not looked for in this task; "" when it is."""
        if wanted.kind not in self.kinds:
            return _ONLY.get(self.kinds, "Only for other kinds of answers")
        return self.needs(wanted) if self.needs else ""


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A check of one example at a time: what is wrong with it, "" if the title says all of it."""

    says: Callable[[Checked], str | None]

    def __call__(self, examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
        """The examples with which something is wrong, in their order."""
        told = ((one.id, self.says(one)) for one in examples)
        return [Defect(ids=(name,), says=found) for name, found in told if found is not None]


def by_size(groups: Mapping[str, Iterable[str]], says: Callable[[str], str]) -> list[Defect]:
    """One defect for each group of ids, about its name, the largest first."""
    found = [Defect(ids=tuple(ids), says=says(name), subject=name) for name, ids in groups.items()]
    return sorted(found, key=lambda one: (-len(one.ids), one.subject))
