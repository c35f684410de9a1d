"""Examples that are too long to be trained whole."""

from collections.abc import Sequence

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted


def find_tokens(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples with more tokens than one line of training may have, the longest first.

    A token has at least one byte, so only texts with as many bytes are counted.
    """
    found = []
    for one in examples:
        text = f"{one.instructions}\n{one.question}\n{one.answer}"
        if len(text) * 4 > wanted.most_tokens < len(text.encode("utf-8", "replace")):
            count = wanted.count(text)
            if count > wanted.most_tokens:
                found.append((count, one.id))
    return [
        Defect(ids=(name,), says=f"{count:,} tokens; possible are {wanted.most_tokens:,}")
        for count, name in sorted(found, key=lambda each: (-each[0], each[1]))
    ]


TOKENS = Check(
    name="tokens",
    title="The example is longer than a line of training may be",
    severity=Severity.WARNING,
    cure="Shorten it, or choose a model that reads more; what is too long is cut off at its end.",
    find=find_tokens,
)
