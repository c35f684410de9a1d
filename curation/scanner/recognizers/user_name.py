"""Names under which people sign in, behind a label."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_LABELLED = re.compile(
    r"(?<![^\W_])(?:user[ _-]?name|user[ _-]?id|login(?:[ _-]?(?:name|id))?|screen[ _-]?name|handle"
    r"|nick(?:[ _-]?name)?|benutzername|nom d'utilisateur|nombre de usuario|gebruikersnaam"
    r"|skype(?:[ _-]?(?:name|id))?|twitter|instagram|telegram|discord|github)(?![^\W\d_])"
    r"[\"']?(?P<sign>[ \t]{0,2}[:=]\s{0,2}|[ ](?:is|was)[ ]|[ ])(?P<quote>[\"'‘“]?)"
    r"(?P<value>@?[A-Za-z0-9][\w.-]{2,40})(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![\w@./+-])@(?=[a-z_]{0,30}[\d_])[A-Za-z_]\w{3,30}(?![\w@.-]*[@.]\w)")


class UserName(Finder):
    """`username: jane_d`, `user id is jd4711`, and handles with a digit or a line: `@jane_d`."""

    entity = "USER_NAME"

    def find(self, text: str) -> Iterator[Found]:
        """Every name behind a label that is no word of the sentence."""
        for match in _LABELLED.finditer(text):
            value = match.group("value").rstrip(".-")
            named = ":" in match.group("sign") or "=" in match.group("sign")
            odd = bool(re.search(r"[\d_@]|\w\.\w", value))
            if (
                odd
                or (match.group("quote") and len(value) > 3)
                or (named and _ends_line(text, match))
            ):
                yield match.start("value"), match.start("value") + len(value), 0.7
        if "@" in text:
            for match in _AT.finditer(text):
                yield *match.span(), 0.5


def _ends_line(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] in ("", "\n", "\r", ",", ";")
