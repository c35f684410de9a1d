"""Messages that no person wrote: out of office, tickets received, mail not delivered."""

import re

_AUTOMATIC = re.compile(
    r"\A\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"automatische antwort|abwesenheitsnotiz|réponse automatique)",
    re.IGNORECASE,
)


def is_auto_reply(text: str) -> bool:
    """True for a text that says of itself that a machine sent it."""
    return bool(_AUTOMATIC.match(text[:500]))
