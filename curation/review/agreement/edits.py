"""How far reviewers made the same change to a text: agreement on the change, not on the text.

Two texts that share most of their words look alike even where the reviewers changed different
sentences. What they took out and put in is compared instead.
"""

import re
from difflib import SequenceMatcher

from curation.review.agreement.overlap import Parts

_WORDS = re.compile(r"\w+|[^\w\s]")


def edits_of(draft: str, final: str) -> Parts:
    """The words that lead from the draft to the final text; white space does not count.

    Each is taken out (-) or put in (+), at which word of the draft, and which word.
    """
    old, new = _WORDS.findall(draft), _WORDS.findall(final)
    found: set[tuple[str, int, str]] = set()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.update(("-", place, old[place]) for place in range(a, b))
            found.update(("+", a, word) for word in new[c:d])
    return frozenset(found)
