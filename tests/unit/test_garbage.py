"""How often Python looks for garbage is nobody's business on the command line."""

import subprocess
import sys

from curation.settings import ROOT


def test_a_verb_prints_nothing_beside_its_answer():
    done = subprocess.run(
        [sys.executable, "-m", "curation", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
