"""Text recognition (OCR) by the program tesseract, where it is installed."""

import os
import shutil
import subprocess
from functools import cache

PROGRAM = "tesseract"
SECONDS = 9
"""How long one page may take; readers give a file ten."""


def is_installed() -> bool:
    """True when the program is there."""
    return shutil.which(PROGRAM) is not None


def read_page(picture: bytes) -> str:
    """The text in a page's picture (PNG) with its layout kept by blanks.

    Raises RuntimeError when the program is missing, fails or takes longer than SECONDS.
    """
    command = [
        *(PROGRAM, "stdin", "stdout", "-l", _languages(), "--dpi", "200", "--psm", "4"),
        *("-c", "preserve_interword_spaces=1"),
    ]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads make it slower
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise RuntimeError("Text recognition failed.") from error
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


@cache
def _languages() -> str:
    """The languages to look for: of those that invoices are read in, what is installed."""
    wanted = ("eng", "deu", "fra", "nld", "ita", "spa")
    try:
        done = subprocess.run(
            [PROGRAM, "--list-langs"], capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return "eng"
    there = done.stdout.decode("utf-8", "replace").split()
    return "+".join(language for language in wanted if language in there) or "eng"
