"""Words near a find that raise its score, looked for only where they decide something."""

from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts


class WeakFindsEnhancer(LemmaContextAwareEnhancer):
    """Presidio's enhancer for finds below the threshold of recognisers that have context words.

    Presidio copies every result once per recogniser, and has the text cut into tokens for the sure
    ones too: a fifth of the time of a scan.
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
        named = {recognizer.id for recognizer in recognizers if recognizer.context}
        weak: list[RecognizerResult] = []
        others: list[RecognizerResult] = []
        for result in raw_results:
            by = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY)
            needs = result.score < self._threshold and (by in named or bool(context))
            (weak if needs else others).append(result)
        if not weak:
            return others
        return others + super().enhance_using_context(
            text, weak, nlp_artifacts, recognizers, context
        )


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
