"""Names where words of other languages around them say that they are names."""

import re
from collections.abc import Iterator

from curation.scanner.names.languages import lower_words
from curation.scanner.recognizers.finder import Finder, Found
from curation.scanner.recognizers.person import NAME, named

_TITLE = (
    r"(?:Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Signor[ae]?|Sig|Mevrouw|Meneer|Mevr|Dhr"
    r"|Senhora?|Dr|Prof)\b\.?"
)
_GREETING = (
    r"(?:Hallo|Liebe[rs]?|Guten (?:Tag|Morgen|Abend)|Sehr geehrter?|Moin|Bonjour|Bonsoir|Salut|Cher"
    r"|Chère|Hola|Estimad[oa]|Querid[oa]|Buen[oa]s (?:días|tardes)|Ciao|Buongiorno|Gentile|Car[oa]"
    r"|Beste|Geachte|Goedemorgen|Hoi|Olá|Prezad[oa]|Bom dia|Hej|Hei|Kära|Kjære|Kære|Cześć)"
)
_SIGN_OFF = (
    r"\b(?i:grü(?:ß|ss)en?|mfg|lg|vg|danke|cordialement|merci|à vous|salutations|saludos?"
    r"|atentamente|gracias|saluti|grazie|groet(?:en|jes)?|bedankt|atenciosamente|cumprimentos"
    r"|obrigad[oa]|hälsningar?|hilsen|mvh|pozdrawiam)"
)
_MY_NAME = (
    r"(?:[Ii]ch hei(?:ß|ss)e|[Mm]ein Name ist|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo"
    r"|[Mm]i nombre es|[Mm]i chiamo|[Mm]ijn naam is|[Ii]k heet|[Mm]e chamo|[Mm]eu nome é"
    r"|[Jj]ag heter|[Jj]eg heter|[Nn]azywam się)"
)
_AFTER = re.compile(
    rf"(?:\b{_MY_NAME}[ :]+"
    rf"|\b{_TITLE} (?:{_TITLE} )?"
    rf"|(?:^|[\n\"“>])[ \t]*{_GREETING},? (?:{_TITLE} ){{0,2}}"
    rf"|{_SIGN_OFF}[,.!]?[ \t]*\n\s{{0,20}}(?:{_TITLE} )?"
    rf"){NAME}"
)
_TELLING = frozenset(
    word
    for line in (
        "herr herrn frau monsieur madame mme mlle señor señora sr sra signor signora signore",
        "sig mevrouw meneer mevr dhr senhor senhora hallo liebe lieber liebes guten sehr moin",
        "bonjour bonsoir salut cher chère hola estimado estimada querido querida buenos buenas",
        "ciao gentile buongiorno caro cara beste geachte goedemorgen hoi olá prezado prezada",
        "bom hej hei kära kjære kære cześć grüße grüßen grüsse grüssen gruß gruss mfg lg vg",
        "danke cordialement merci vous salutations saludo saludos atentamente gracias saluti",
        "grazie groet groeten groetjes bedankt atenciosamente cumprimentos obrigado obrigada",
        "hälsning hälsningar hilsen mvh pozdrawiam heiße heisse mein m'appelle m’appelle nom",
        "llamo nombre chiamo naam heet chamo nome heter nazywam",
    )
    for word in line.split()
)
"""Texts without any of these are not searched: most are in English."""


class PersonElsewhere(Finder):
    """The name after "ich heiße", "Bonjour", "Señora", or below "Cordiali saluti"."""

    entity = "PERSON"

    def find(self, text: str) -> Iterator[Found]:
        """Every such name of one to four capitalised words."""
        if not _TELLING.isdisjoint(lower_words(text)):
            yield from named(_AFTER.finditer(text))
