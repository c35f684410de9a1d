"""One HTTP POST to an address that a person gave; no other address is ever followed."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

SECONDS = 10.0


class _NoOtherAddress(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer; 0 when nobody answered within SECONDS."""
    request = urllib.request.Request(address, data=body, headers=dict(headers), method="POST")
    opener = urllib.request.build_opener(_NoOtherAddress)
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, HTTPException, ValueError):
        return 0
