"""VAT numbers of the EU, the UK, Switzerland and Norway.

The forms are those of the European Commission's VIES; check digits where they are published and
cheap. With the country and the right check digits a number is sure, without them it needs a label.
"""

import re
from collections.abc import Callable, Iterator

from curation.scanner.recognizers.check_digits import passes_luhn, passes_mod_11_10, weighted
from curation.scanner.recognizers.finder import Finder, Found

_FORMS = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}", "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}",
    "ES": r"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]", "FI": r"\d{8}", "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}",
    "GB": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}", "HR": r"\d{11}", "HU": r"\d{8}",
    "IE": r"\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W]", "IT": r"\d{11}", "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}", "PL": r"\d{10}",
    "PT": r"\d{9}", "RO": r"\d{6,10}", "SE": r"\d{10}01", "SI": r"\d{8}", "SK": r"\d{10}",
    "XI": r"\d{9}|\d{12}", "CHE": r"\d{9}", "NO": r"\d{9}",
}  # fmt: skip
_PATTERNS = {country: re.compile(form) for country, form in _FORMS.items()}


def _digit_sum(digits: str) -> int:
    """The sum of the digits of each number of its own, every second one doubled."""
    return sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(digits))


_CHECKS: dict[str, Callable[[str], bool]] = {
    "AT": lambda n: (96 - _digit_sum(n[1:8])) % 10 == int(n[8]),
    "BE": lambda n: 97 - int(n[:-2]) % 97 == int(n[-2:]),
    "DE": passes_mod_11_10,
    "DK": lambda n: weighted(n, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0,
    "EE": lambda n: weighted(n, (3, 7, 1, 3, 7, 1, 3, 7, 1)) % 10 == 0,
    "EL": lambda n: weighted(n, (256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10 == int(n[8]),
    "FI": lambda n: (11 - weighted(n, (7, 9, 10, 5, 8, 4, 2)) % 11) % 11 == int(n[7]),
    "FR": lambda n: not n[:2].isdigit() or (12 + 3 * (int(n[2:]) % 97)) % 97 == int(n[:2]),
    "HR": passes_mod_11_10,
    "HU": lambda n: weighted(n, (9, 7, 3, 1, 9, 7, 3, 1)) % 10 == 0,
    "IT": passes_luhn,
    "LU": lambda n: int(n[:6]) % 89 == int(n[6:]),
    "PL": lambda n: weighted(n, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(n[9]),
    "PT": lambda n: (11 - weighted(n, (9, 8, 7, 6, 5, 4, 3, 2)) % 11) % 11 % 10 == int(n[8]),
    "SE": lambda n: passes_luhn(n[:10]),
    "SI": lambda n: (11 - weighted(n, (8, 7, 6, 5, 4, 3, 2)) % 11) % 10 == int(n[7]),
    "SK": lambda n: int(n) % 11 == 0,
    "CHE": lambda n: (11 - weighted(n, (5, 4, 3, 2, 7, 6, 5, 4)) % 11) % 11 == int(n[8]),
    "NO": lambda n: weighted(n, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w-])(?P<country>CHE|AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL"
    r"|NO|PL|PT|RO|SE|SI|SK|XI)[ -]?(?=[A-Z0-9+*]{0,3}[ .-]?\d)"
    r"(?P<rest>[A-Z0-9](?:[ .-]?[A-Z0-9+*]){5,13})(?:[ ](?:MVA|MWST|TVA|IVA))?(?![\w-])"
)
_LABEL = re.compile(
    r"(?<![^\W_])(?:vat|gst|ust|mwst|u\.?st|tva|iva|p\.? ?iva|partita iva|btw|moms|mva|nip|alv|dph"
    r"|[aá]fa|pvn|pvm|uid|nif|cif|siren|steuer)(?![^\W\d_])[^\d\n]{0,30}\Z",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![^\W_])(?P<label>vat|gst|ust|tva|iva|p\.? ?iva|partita iva|btw|moms|nip|cif)(?![^\W\d_])"
    r"[ .-]{0,3}(?:(?:reg(?:istration)?|id(?:entification)?|idnr|number|no|nr|num|code|n[°º]"
    r"|intracom(?:munautaire)?|nummer)(?![A-Za-z])[ .:-]{0,3}){0,3}[\s:=#\"']{0,5}(?:(?:is|was)\s)?"
    r"(?P<number>\d[\d .-]{6,14}\d|[A-Z]-?\d{7,8}[A-Z]?)(?![\w%]|[.,-]\d|[ ]?[€$£%])",
    re.IGNORECASE,
)


class Vat(Finder):
    """Numbers with their country, and without it behind a label such as "VAT No"."""

    entity = "VAT_NUMBER"

    def find(self, text: str) -> Iterator[Found]:
        """Every number whose check digits are right, or that is labelled."""
        for match in _NUMBER.finditer(text):
            length = _fitting(match)
            if length:
                rest = re.sub(r"[ .-]", "", match.group("rest")[:length])
                labelled = _LABEL.search(text, max(0, match.start() - 50), match.start())
                check = _CHECKS.get(match.group("country"))
                right = bool(check and check(rest))
                if right or labelled:
                    whole = length == len(match.group("rest"))
                    ends = match.end() if whole else match.start("rest") + length
                    yield match.start(), ends, 0.9 if right else 0.7
        for match in _BARE.finditer(text):
            number = match.group("number")
            if 7 <= sum(sign.isdigit() for sign in number) <= 13 and not _is_amount(number):
                yield *match.span("number"), 0.7


def _fitting(match: re.Match[str]) -> int:
    """How many signs of the rest make a number of its country; 0 when none do.

    A word or a number in capitals may stand behind it.
    """
    rest, form = match.group("rest"), _PATTERNS[match.group("country")]
    ends = [len(rest), *(gap.start() for gap in reversed(list(re.finditer("[ .-]", rest))))]
    for end in ends:
        if form.fullmatch(re.sub(r"[ .-]", "", rest[:end])):
            return end
    return 0


def _is_amount(number: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(?:[ .]\d{3})*\.\d{2}|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}", number))
