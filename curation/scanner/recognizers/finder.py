"""What all recognisers of our own share: a function that finds, wrapped for Presidio."""

from collections.abc import Iterable

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

Found = tuple[int, int, float]
"""Where it begins, where it ends, and how sure it is (0 to 1)."""

Kind = tuple[str, int, int, float]
"""The entity, and where and how sure it was found."""


class Finder(EntityRecognizer):
    """A recogniser with a `find` of its own; its time grows with the length of the text only."""

    name: str
    entity = ""
    entities: tuple[str, ...] = ()
    """What it finds when that is more than the one `entity`."""
    words: tuple[str, ...] = ()
    """Words that raise the score when they stand near, whole."""

    def __init__(self) -> None:
        super().__init__(
            supported_entities=list(self.entities or (self.entity,)),
            name=type(self).__name__,
            supported_language="en",
            context=list(self.words),
        )

    def find(self, text: str) -> Iterable[Found]:
        """Every place of the entity in the text."""
        raise NotImplementedError

    def find_kinds(self, text: str) -> Iterable[Kind]:
        """Every place of each entity; who finds several has an own one."""
        return ((self.entity, *found) for found in self.find(text))

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """What `find_kinds` found, as Presidio wants it."""
        found = dict.fromkeys(self.find_kinds(text))
        if not found:
            return []
        # Presidio writes the word it found near a value into this; nobody reads it
        told = AnalysisExplanation(self.name, 0.0)
        return [
            RecognizerResult(
                entity_type=entity,
                start=begins,
                end=ends,
                score=score,
                analysis_explanation=told,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for entity, begins, ends, score in found
        ]
