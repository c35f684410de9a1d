"""Answers in another language than their question."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from curation.balance.checks.check import SENTENCES, Check, Checked, OneByOne, Severity

_WORD = re.compile(r"[^\W\d_]+")
_MOST_CHARACTERS = 500
FEWEST = 4
"""Telling words that a text must have before its language is named."""

_TELLING = {
    language: frozenset(words.split())
    for language, words in {
        "English": """the and you your is are was were have has not with this that for from we my
            it be will can please would could of to""",
        "German": """der die das und ist nicht sie ich wir mit für auf den dem ein eine einen haben
            habe sind wurde werden kann können bitte ihre ihr mein meine zu von""",
        "French": """le la les et est pas vous nous je avec pour dans une des du votre vos mon ma
            avons avez sont merci que qui sur au""",
        "Spanish": """el los las y es usted nosotros con para por una del su sus mi mis que se lo
            hemos puede gracias pero como muy está""",
        "Italian": """il gli e è non lei noi con per una del della suo sua mio mia che si sono
            abbiamo grazie può questo nel alla""",
        "Dutch": """de het en is niet u wij ik met voor op een van uw mijn zijn hebben heeft kan
            kunt wordt naar dat dit bij""",
    }.items()
}
_LANGUAGES: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, own in _TELLING.items() if word in own)
    for word in frozenset().union(*_TELLING.values())
}
"""In which languages a word is telling."""


@lru_cache(maxsize=100_000)
def _told_by(chunk: str) -> tuple[str, ...]:
    """The languages that the words between two blanks tell of."""
    return tuple(name for word in _WORD.findall(chunk) for name in _LANGUAGES.get(word, ()))


def language_of(text: str) -> str:
    """The language of a text by its first small words, in English; "" where that is not clear.

    Known are English, German, French, Spanish, Italian and Dutch. A language must have twice as
    many of its words as every other.
    """
    chunks = text[:_MOST_CHARACTERS].casefold().split()
    own = Counter(chain.from_iterable(filter(None, map(_told_by, chunks))))
    found = [*own.most_common(2), ("", 0), ("", 0)]
    (name, most), (_, next_most) = found[:2]
    return name if most >= FEWEST and most >= 2 * next_most else ""


def other_language(one: Checked) -> str | None:
    """Both languages when question and answer are in two different ones."""
    answered = language_of(one.answer)
    asked = language_of(one.question) if answered else ""
    return f"Asked in {asked}, answered in {answered}" if asked and asked != answered else None


LANGUAGE = Check(
    name="language",
    title="The answer is in another language than the question",
    severity=Severity.WARNING,
    cure="Translate the answer, or reject the example.",
    find=OneByOne(other_language),
    kinds=SENTENCES,
)
