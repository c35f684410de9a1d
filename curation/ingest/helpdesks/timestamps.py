"""When something was said, as text that sorts: ISO 8601 in UTC, always of one length."""

import math
from datetime import UTC, datetime

_MILLISECONDS = 100_000_000_000  # seconds since 1970 reach this in the year 5138


def utc_text(found: object) -> str:
    """The moment as 2026-01-31T09:05:00.000Z; "" when it is not known or cannot be read.

    Takes ISO 8601 with any offset (UTC without one), with a blank for the T, and seconds or
    milliseconds since 1970 as a number or as digits.
    """
    if isinstance(found, bool) or found is None:
        return ""
    if isinstance(found, int | float):
        return _since_1970(found)
    if not isinstance(found, str):
        return ""
    text = found.strip()
    if text.isdecimal() and text.isascii() and 9 <= len(text) <= 13:
        return _since_1970(int(text))
    if text.endswith(" UTC"):
        text = text.removesuffix(" UTC") + "Z"
    try:
        return in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return ""


def in_utc(moment: datetime) -> str:
    """The moment as text; without a time zone it is taken for UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + (
        f"{aware.microsecond // 1000:03d}Z"
    )


def _since_1970(number: float) -> str:
    try:
        if not math.isfinite(number) or number <= 0:
            return ""
        seconds = number / 1000 if number >= _MILLISECONDS else number
        return in_utc(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return ""
