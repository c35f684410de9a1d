"""Names, places and companies by the small model that ships with the project."""

from collections.abc import Iterable

from curation.scanner.names.model import find_tagged
from curation.scanner.recognizers.finder import Finder, Kind


class NameModel(Finder):
    """Names, places and companies by the trained model."""

    entities = ("PERSON", "LOCATION", "ORGANIZATION")

    def find_kinds(self, text: str) -> Iterable[Kind]:
        """Every place that the model takes for one of them."""
        return find_tagged(text)
