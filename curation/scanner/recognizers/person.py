"""Names where the words around them say that they are names.

There is no model of names here: a name in the middle of a sentence is not found.
"""

import re
from collections.abc import Iterable, Iterator

from curation.scanner.recognizers.finder import Finder, Found

_WORD = r"(?:[^\W\d_a-z]['’])?[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z](?:['’-][^\W\d_]+)*\b"
_INITIAL = r"[^\W\d_a-z]\."
_PART = rf"(?:{_WORD}|{_INITIAL}|van|von|de|der|da|di|bin|al)"
NAME = rf"(?P<name>(?:{_PART} ){{0,4}}{_WORD})"
"""One to five words with a capital."""

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Monsieur|Madame)\b\.?"
_GREETING = r"(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening))"
_SIGN_OFF = (
    r"\b(?:[Rr]egards|[Ss]incerely|[Tt]hank you|[Tt]hanks|[Cc]heers|[Bb]est wishes|[Bb]est"
    r"|[Rr]espectfully|[Ff]aithfully|[Yy]ours truly)"
)
_AFTER = re.compile(
    rf"(?:\b[Mm]y (?:full )?name(?: is|'s|’s)[ :]+"
    rf"|\b{_TITLE} "
    rf"|(?:^|[\n\"“>])[ \t]*{_GREETING},? (?:{_TITLE} )?"
    rf"|{_SIGN_OFF}[,.!]?[ \t]*\n\s{{0,20}}(?:{_TITLE} )?"
    rf"|\b(?:[Rr]egards|[Ss]incerely), "
    rf"|\b[Tt]his is (?=[^\n.,]{{2,40}} (?:from|calling|speaking|writing)\b)"
    rf"){NAME}"
)
_NO_NAMES = frozenset(
    word
    for line in (
        "zusammen damen herren kundenservice kundendienst alle leute tous toutes équipe",
        "madame monsieur mme señor señora signore signora mevrouw meneer señores",
        "equipo todos amigos tutti squadra allemaal klantenservice equipe senhores alla",
        "account accounts admin agent all any billing can care claims client colleague",
        "colleagues company could customer customers dear department desk do dr everybody",
        "everyone folks frau friend friends guest guys hello help herr hiring i it just",
        "ladies madam management manager member members miss mr mrs ms mx my office order our",
        "partner please product prof sales sender service services sir sirs so staff",
        "subscriber support team thank thanks that the there this to user users valued we",
        "what when where why world would yes you your yours",
    )
    for word in line.split()
)


def named(matches: Iterable[re.Match[str]]) -> Iterator[Found]:
    """The `NAME` of each match without such words at its end; none that holds one."""
    for match in matches:
        words = match.group("name").split(" ")
        while words and words[-1].lower() in _NO_NAMES:
            words.pop()
        if words and len(words) <= 5 and not _NO_NAMES & {word.lower() for word in words}:
            begins = match.start("name")
            yield begins, begins + len(" ".join(words)), 0.7


class Person(Finder):
    """The name after "my name is", a greeting, a title, or below a sign-off."""

    entity = "PERSON"

    def find(self, text: str) -> Iterator[Found]:
        """Every such name of one to four capitalised words."""
        return named(_AFTER.finditer(text))
