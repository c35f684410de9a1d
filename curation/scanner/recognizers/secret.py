"""Keys and tokens that their own form gives away, and passwords inside addresses of services.

The forms are those that the services publish. Each is looked for only where the few signs that
begin it occur.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_SHAPES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("AKIA", "ASIA", "ABIA"), r"(?<![A-Z0-9])A(?:KIA|SIA|BIA)[A-Z0-9]{16}(?![A-Z0-9])"),  # AWS
    (("gh", "github_pat_"), r"(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255})"),
    (("glpat-",), r"(?<!\w)glpat-[\w-]{20,64}"),  # GitLab
    (("xox", "xapp-"), r"(?<!\w)(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,250}"),  # Slack
    (
        ("hooks.slack.com", "discord"),
        r"(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks)/[\w/-]{20,150}",
    ),
    (("AIza",), r"(?<!\w)AIza[\w-]{35}(?!\w)"),  # Google
    (("ya29.",), r"(?<!\w)ya29\.[\w-]{20,500}"),
    (
        ("_live_", "_test_", "whsec_"),  # Stripe
        r"(?<!\w)(?:[srp]k_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{16,100})",
    ),
    (("sk-",), r"(?<!\w)sk-(?=[\w-]{0,60}\d)[A-Za-z0-9][\w-]{18,250}"),  # OpenAI, Anthropic
    (("hf_",), r"(?<!\w)hf_[A-Za-z0-9]{30,60}"),
    (("npm_",), r"(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)"),
    (("pypi-",), r"(?<!\w)pypi-[\w-]{50,250}"),
    (("SG.",), r"(?<!\w)SG\.[\w-]{16,32}\.[\w-]{32,64}"),  # SendGrid
    (("SK",), r"(?<!\w)SK[0-9a-f]{32}(?!\w)"),  # Twilio
    (("key-",), r"(?<!\w)key-[0-9a-f]{32}(?!\w)"),  # Mailgun
    (("do", "shp"), r"(?<!\w)(?:do[opr]_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32})(?!\w)"),
    (("AA",), r"(?<![\w:])\d{8,10}:AA[\w-]{32,34}(?![\w-])"),  # Telegram
    (("eyJ",), r"(?<!\w)eyJ[\w-]{8,4000}\.eyJ[\w-]{4,4000}(?:\.[\w-]{0,2000})?"),  # JSON web token
    (("AccountKey=", "AccessKey="), r"(?:Account|Access)Key=[A-Za-z0-9+/]{20,120}={0,2}"),
    (("sq0",), r"(?<!\w)sq0(?:atp|csp)-[\w-]{22,60}"),  # Square
)  # fmt: skip
_SERVICE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+-]{1,24}://[^\s:/@\"'<>]{0,100}:[^\s/@\"'<>]{1,200}@"
    r"[^\s\"'<>,;]{1,300}"
)
_NAMED = re.compile(
    r"(?:api|access|secret|private|auth|client|encryption|signing|license|app|consumer|refresh"
    r"|session|bearer|service|account|bot|web ?hook|oauth)?[ _-]?"
    r"(?:key(?:[ _-]?id)?|secret(?:[ _-]?key)?|token)"
    r"[\"']?(?:\s?[:=]\s?|\s(?:is|was)\s:?\s?)[\"']?"
    r"(?P<value>[A-Za-z0-9][\w+/=.~-]{11,400})",
    re.IGNORECASE,
)
_BEARER = re.compile(
    r"\b(?:Authorization|Bearer|Basic)\b:?\s{1,3}(?:(?:Bearer|Basic|Token)\s{1,3})?"
    r"(?P<value>(?=[A-Za-z+/=._~-]{0,60}\d)[A-Za-z0-9+/=._~-]{16,2000})"
)
_PATTERNS = tuple((starts, re.compile(shape)) for starts, shape in _SHAPES)


class Secret(Finder):
    """API keys, tokens and connection strings with a password."""

    entity = "SECRET"

    def find(self, text: str) -> Iterator[Found]:
        """Every one of a known form, and what is named a key or token and looks like one."""
        for starts, pattern in _PATTERNS:
            if any(start in text for start in starts):
                for match in pattern.finditer(text):
                    yield *match.span(), 0.95
        if "://" in text:
            for match in _SERVICE.finditer(text):
                yield match.start(), match.start() + len(match.group().rstrip(".,;:!?)")), 0.95
        lower = text.lower()
        if any(word in lower for word in ("key", "token", "secret")):
            yield from (
                (match.start("value"), _end(match), 0.85)
                for match in _NAMED.finditer(text)
                if _is_random(match.group("value"))
            )
        if "authorization" in lower or "bearer" in lower:
            for match in _BEARER.finditer(text):
                yield match.start("value"), _end(match), 0.85


def _end(match: re.Match[str]) -> int:
    return match.start("value") + len(match.group("value").rstrip(".,"))


def _is_random(value: str) -> bool:
    """True for letters and digits mixed, as in no word: at least two digits among letters."""
    digits = sum(character.isdigit() for character in value)
    letters = sum(character.isalpha() for character in value)
    return digits >= 2 and letters >= 3
