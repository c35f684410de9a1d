"""Companies by the legal form behind the name, in texts that are not in English."""

import re
from collections.abc import Iterator

from curation.scanner.names.languages import in_part, other_language
from curation.scanner.recognizers.address_rest import UP
from curation.scanner.recognizers.finder import Finder, Found

_FORM = re.compile(
    r"(?<=[ \t])(?:GmbH(?: & Co\.? KG)?|g?GmbH|OHG|AG|KG|KGaA|e\.[ ]?K\.|e\.[ ]?V\.|UG|SARL|SAS"
    r"|SASU|EURL|SA|S\.A\.(?:S\.)?|S\.[Rr]\.[Ll]\.?|S\.[Pp]\.[Aa]\.?|SRL|Srl"
    r"|SpA|S\.L\.(?:U\.)?|SL|Lda\.?"
    r"|Ltda\.?|B\.V\.|BV|N\.V\.|NV|AB|A/S|ApS|AS|Oy|sp\. z o\.o\.|Ltd\.?|Inc\.?|LLC)(?!\w)"
)
_NAME = re.compile(rf"(?:(?:{UP}|\d{{1,3}})(?:[ \t]{{1,3}}(?:(?:&|et|und|y|e|en|de|\+)[ \t])?))+$")
_LONGEST = 60


class Company(Finder):
    """`Maschinenbau Ostertag GmbH`, `Menuiserie Roussel SARL`: the words with a capital before."""

    entity = "ORGANIZATION"

    def find(self, text: str) -> Iterator[Found]:
        """Every one; in English the model finds them."""
        others = other_language(text)
        for form in _FORM.finditer(text) if others else ():
            before = text[max(0, form.start() - _LONGEST) : form.start()].rpartition("\n")[2]
            name = _NAME.search(before)
            if name and in_part(others, form.start()):
                yield form.start() - len(name.group()), form.end(), 0.6
