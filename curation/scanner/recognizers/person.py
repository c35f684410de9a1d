"""Names where the words around them say that they are names.

There is no model of names here: a name in the middle of a sentence is not found.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_WORD = r"(?:[^\W\d_a-z]['’])?[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z](?:['’-][^\W\d_]+)*\b"
_INITIAL = r"[^\W\d_a-z]\."
_PART = rf"(?:{_WORD}|{_INITIAL}|van|von|de|der|da|di|bin|al)"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Signor[ae]?"
    r"|Sig|Mevrouw|Meneer|Mevr|Dhr|Senhora?)\b\.?"
)
_GREETING = (
    r"(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)"
    r"|Hallo|Liebe[rs]?|Guten (?:Tag|Morgen|Abend)|Sehr geehrter?|Moin|Bonjour|Bonsoir|Salut|Cher"
    r"|Chère|Hola|Estimad[oa]|Querid[oa]|Buen[oa]s (?:días|tardes)|Ciao|Buongiorno|Gentile|Car[oa]"
    r"|Beste|Geachte|Goedemorgen|Hoi|Olá|Prezad[oa]|Bom dia|Hej|Hei|Kära|Kjære|Kære|Cześć)"
)
_SIGN_OFF = (
    r"\b(?:[Rr]egards|[Ss]incerely|[Tt]hank you|[Tt]hanks|[Cc]heers|[Bb]est wishes|[Bb]est"
    r"|[Rr]espectfully|[Ff]aithfully|[Yy]ours truly"
    r"|(?i:grü(?:ß|ss)en?|mfg|lg|vg|danke|cordialement|merci|à vous|salutations|saludos?"
    r"|atentamente|gracias|saluti|grazie|groet(?:en|jes)?|bedankt|atenciosamente|cumprimentos"
    r"|obrigad[oa]|hälsningar?|hilsen|mvh|pozdrawiam))"
)
_MY_NAME = (
    r"(?:[Mm]y (?:full )?name(?: is|'s|’s)|[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m['’]appelle"
    r"|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Mm]ijn naam is|[Ii]k heet"
    r"|[Mm]e chamo|[Mm]eu nome é|[Jj]ag heter|[Jj]eg heter|[Nn]azywam się)"
)
_AFTER = re.compile(
    rf"(?:\b{_MY_NAME}[ :]+"
    rf"|\b{_TITLE} "
    rf"|(?:^|[\n\"“>])[ \t]*{_GREETING},? (?:{_TITLE} )?"
    rf"|{_SIGN_OFF}[,.!]?[ \t]*\n\s{{0,20}}(?:{_TITLE} )?"
    rf"|\b(?:[Rr]egards|[Ss]incerely), "
    rf"|\b[Tt]his is (?=[^\n.,]{{2,40}} (?:from|calling|speaking|writing)\b)"
    rf")(?P<name>(?:{_PART} ){{0,4}}{_WORD})"
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


class Person(Finder):
    """The name after "my name is", a greeting, a title, or below a sign-off, in ten languages."""

    entity = "PERSON"

    def find(self, text: str) -> Iterator[Found]:
        """Every such name of one to four capitalised words."""
        for match in _AFTER.finditer(text):
            words = match.group("name").split(" ")
            while words and words[-1].lower() in _NO_NAMES:
                words.pop()
            if words and len(words) <= 5 and not _NO_NAMES & {word.lower() for word in words}:
                begins = match.start("name")
                yield begins, begins + len(" ".join(words)), 0.7
