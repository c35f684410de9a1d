"""A gold example: what experts made final, ready to be written."""

from dataclasses import dataclass, field

from curation.example import Example, Json
from curation.privacy.masking import Masking
from curation.review.decision import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldExample:
    """An accepted example as it may leave: personal data replaced, with its final answers.

    `id` is the identity of the staged example; the masked text would have another one. `masking`
    is what was replaced, to be held against the line once more; `given_answer` is the verdict's
    answer to the trained question before that, empty when it is a choice; `given_prompt` is what
    was asked before that, for the search for near-duplicates: the same value has other stand-ins
    in each example. `has_edit_reason` is true when somebody said why they changed the answer.
    `pictures` are the parts of a message that show the pages of its document.
    """

    id: str
    version: int
    example: Example
    verdict: Verdict
    given_answer: str = ""
    given_prompt: str = ""
    has_edit_reason: bool = False
    masking: Masking = field(default_factory=Masking)
    pictures: tuple[Json, ...] = ()
