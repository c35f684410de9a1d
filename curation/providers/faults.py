"""What went wrong at a provider, as a person can act on it; keys never appear in a message."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from curation.errors import CurationError, ProviderBusy, ProviderRefused, ProviderUnreachable

if TYPE_CHECKING:  # the client takes a second to import; only what has used it gets here
    from openai import APIStatusError, OpenAIError

MOST_QUOTED = 300
_IF_IT_STAYS = "; if it stays, check credit and limits of the account. The release is kept."
NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Codes of a 429 that no waiting cures."""

GONE = "job_is_gone"
"""Our code for a job that its provider had and does not know any more."""

_KEY = re.compile(r"\b(sk|key|Bearer)[-_ ][\w*.-]{4,}")


def as_refusal(
    error: "OpenAIError", *, title: str, model: str = "", key: str = ""
) -> CurationError:
    """The refusal that an exception of the client means; `title` names the provider."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APITimeoutError):
        return _unreachable(title, "It did not answer in time.")
    if isinstance(error, APIConnectionError):
        return _unreachable(title, "The connection could not be made, or it broke.")
    if isinstance(error, APIStatusError):
        return _by_status(error, title, model, key)
    return ProviderRefused(
        f"{title} answered something unexpected",
        cause=f"The answer could not be read ({type(error).__name__}).",
        cure="Check that the base URL belongs to a server of the OpenAI fine-tuning contract.",
    )


def quoted(message: str, key: str = "") -> str:
    """A provider's own words: on one line, shortened, without anything that looks like a key."""
    text = " ".join(message.split())
    if key:
        text = text.replace(key, "…")
    text = _KEY.sub("…", text)
    return text if len(text) <= MOST_QUOTED else text[: MOST_QUOTED - 1] + "…"


def _by_status(error: "APIStatusError", title: str, model: str, key: str) -> CurationError:
    code = str(error.code or "")
    said = quoted(_words(error), key)
    if (status := error.status_code) >= 500:
        return _unreachable(title, f"It has a fault of its own (status {status}).")
    if status == 403 and code == "training_not_available":
        return _closed(title, code)
    refusals = {
        401: (
            f"{title} does not accept the key",
            "The key is wrong, was withdrawn, or belongs to another address.",
            "Put a valid key into the environment or .streamlit/secrets.toml and start the app "
            "again.",
        ),
        403: (
            f"{title} does not permit it",
            f"The key may not do this: {said}",
            "Ask whoever manages the account for permission, or choose another provider.",
        ),
        404: (
            f"{title} does not know it",
            f"There is no such file, job or model there: {said}"
            + (f" Asked for: {model}." if model else ""),
            "Check the name of the model and the base URL.",
        ),
        409: (
            f"{title} is busy with it",
            f"Another request changes the same thing: {said}",
            "Wait a moment and try again.",
        ),
        413: (
            f"{title} finds the file too large",
            f"The file is over the limit: {said}",
            "Cut a smaller release with the balance page.",
        ),
        429: (
            f"{title} has a limit that is reached",
            f"Too many requests, or no credit is left: {said}",
            "Wait a few minutes and try again" + _IF_IT_STAYS,
        ),
    }
    refused_title, cause, cure = refusals.get(
        status,
        (
            f"{title} refused the request",
            f"{said}" + (f" Named: {error.param}." if error.param else ""),
            "Change what it names and try again. The release is kept.",
        ),
    )
    if status == 429 and code not in NO_CREDIT:
        held = seconds_to_wait(error.response.headers)
        if held is not None:
            cure = f"Wait {max(1, round(held)):,} seconds and try again" + _IF_IT_STAYS
        return ProviderBusy(refused_title, cause=cause, cure=cure, code=code, wait=held)
    return ProviderRefused(refused_title, cause=cause, cure=cure, code=code)


def _closed(title: str, code: str) -> ProviderRefused:
    return ProviderRefused(
        f"{title} no longer trains for your organisation",
        cause="It is winding its fine-tuning down and refuses new jobs from you.",
        cure="Choose another provider, or train on this machine. The release is kept and can be "
        "downloaded.",
        code=code,
    )


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """What `Retry-After` asks for: seconds, or a date read against the answer's own `Date`.

    None where it is missing or cannot be read; never below 0. Source: RFC 9110, 10.2.3.
    """
    given = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(given)) if given else None
    except ValueError:
        pass
    try:
        until, now = (parsedate_to_datetime(text) for text in (given, headers.get("date", "")))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None


def gone(title: str) -> ProviderRefused:
    """The refusal of a job that was sent and is not there any more."""
    return ProviderRefused(
        f"{title} does not know this job any more",
        cause="It was deleted there, or the key belongs to another project than before.",
        cure="Put the key back under which it was sent; or cancel it here and try again, which "
        "sends it anew. The release is kept.",
        code=GONE,
    )


def unfit(title: str, said: str, key: str) -> ProviderRefused:
    """The refusal of a file that came whole and could not be read at the provider."""
    return ProviderRefused(
        f"{title} refuses the file",
        cause=quoted(said, key) or "It does not say why.",
        cure="Mend or reject the example of the line it names and cut a new release. The release "
        "is kept.",
        code="file_refused",
    )


def _words(error: "APIStatusError") -> str:
    """What the provider wrote, without the client's own words around it."""
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        message = inner.get("message") if isinstance(inner, dict) else inner
        if isinstance(message, str) and message:
            return message
    return f"status {error.status_code}."


def _unreachable(title: str, cause: str) -> ProviderUnreachable:
    return ProviderUnreachable(
        f"{title} does not answer",
        cause=cause,
        cure="Check the network and try again in a few minutes. The release is kept, and a job "
        "that was sent is found again.",
    )


@contextmanager
def translated(*, title: str, key: str, model: str = "") -> Iterator[None]:
    """Whatever the client raises inside, as a refusal of the provider of that title."""
    from openai import OpenAIError

    try:
        yield
    except OpenAIError as error:
        # without the cause: its request holds the key
        raise as_refusal(error, title=title, model=model, key=key) from None
    except (ValueError, TypeError, AttributeError, RuntimeError) as error:
        # a page of a website, say, which the client hands on as it is
        raise ProviderRefused(
            f"{title} answered something unexpected",
            cause=f"The answer could not be read ({type(error).__name__}).",
            cure="Check that the base URL belongs to a server of the OpenAI contract.",
        ) from None
