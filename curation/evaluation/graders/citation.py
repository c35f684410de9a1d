"""`citation`: what an answer quotes is in the prompt."""

import re

from curation.evaluation.grade import WRONG, Grade, Grader, plain

_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|^>\s*(.+)$", re.MULTILINE)
FEWEST_WORDS = 2
"""A single word in quotes is a name or a turn of phrase, no quotation."""


def grade_citation(prompt: str, answer: str) -> Grade:
    """The share of quotations that stand in the prompt word for word; right when all do.

    Case, white space and a full stop or comma at the end do not matter. An answer that quotes
    nothing is wrong: there is nothing to check it by.
    """
    quoted = [text for text in quotations(answer) if len(text.split()) >= FEWEST_WORDS]
    if not quoted:
        return WRONG
    source = plain(prompt)
    found = sum(text in source for text in quoted)
    return Grade(score=found / len(quoted), passed=found == len(quoted))


def quotations(text: str) -> list[str]:
    """What a text quotes: between quotation marks, or on a line that begins with ">"."""
    found = ("".join(parts) for parts in _QUOTED.findall(text))
    return [plain(one).strip(".,;:!? ") for one in found]


CITATION = Grader(
    name="citation",
    counts_as_right="it quotes something, and all that it quotes stands in the prompt",
    grade=grade_citation,
    against_prompt=True,
)
