"""Words near a find that raise its score, looked for only where they decide something."""

from typing import Any

from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts


class WeakFindsEnhancer(LemmaContextAwareEnhancer):
    """Presidio's enhancer for finds below the threshold of recognisers that have context words.

    Presidio copies every result once per recogniser, and has the text cut into tokens for the sure
    ones too, and where none of the words stands in the text: a fifth of the time of a scan.
    """

    def __init__(self, *, threshold: float, **settings: Any) -> None:
        super().__init__(**settings)
        self._threshold = threshold

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The results, the weak ones with the score that the words around them give."""
        words = {one.id: one.context for one in recognizers if one.context}
        said = text.lower()
        holds: dict[str | None, bool] = {}
        weak: list[RecognizerResult] = []
        others: list[RecognizerResult] = []
        for result in raw_results:
            by = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY)
            needs = result.score < self._threshold
            if needs and not context:
                if by not in holds:
                    holds[by] = any(word.lower() in said for word in words.get(by, ()))
                needs = holds[by]
            (weak if needs else others).append(result)
        if not weak:
            return others
        return others + super().enhance_using_context(
            text, weak, nlp_artifacts, recognizers, context
        )


class FixedRegistry(RecognizerRegistry):
    """A registry that looks up once who finds what: Presidio asks each for each kind every time."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._known: dict[tuple[str, tuple[str, ...]], list[EntityRecognizer]] = {}

    def get_recognizers(
        self,
        language: str,
        entities: list[str] | None = None,
        all_fields: bool = False,
        ad_hoc_recognizers: list[EntityRecognizer] | None = None,
    ) -> list[EntityRecognizer]:
        """The recognisers of these kinds, always in the same order."""
        if all_fields or ad_hoc_recognizers or not entities:
            return list(super().get_recognizers(language, entities, all_fields, ad_hoc_recognizers))
        asked = language, tuple(entities)
        if asked not in self._known:
            wanted = set(super().get_recognizers(language, entities))
            self._known[asked] = [one for one in self.recognizers if one in wanted]
        return self._known[asked]


class QuickAnalyzer(AnalyzerEngine):
    """Presidio's analyzer for recognisers that leave the words around a find to the enhancer.

    For each recogniser Presidio parts all results into its own and the others' before it asks it,
    though it adds nothing: with many finds in a text that takes longer than finding them.
    """

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        plain = EntityRecognizer.enhance_using_context
        if any(type(one).enhance_using_context is not plain for one in recognizers):
            return list(
                super()._enhance_using_context(
                    text, raw_results, nlp_artifacts, recognizers, context
                )
            )
        return list(
            self.context_aware_enhancer.enhance_using_context(
                text=text,
                raw_results=raw_results,
                nlp_artifacts=nlp_artifacts,
                recognizers=recognizers,
                context=context,
            )
        )
