"""Names after labels, of speakers, and pairs of capitalised words that are no ordinary words."""

from collections.abc import Iterable

from curation.scanner.names.rules import find_names
from curation.scanner.recognizers.finder import Finder, Found


class NameRules(Finder):
    """Names by labels and word lists."""

    entity = "PERSON"

    def find(self, text: str) -> Iterable[Found]:
        """Every such name; the less sure, the lower the score."""
        return find_names(text)
