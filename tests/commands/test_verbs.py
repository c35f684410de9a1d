"""The table of the verbs: each is found by its name, and loads nothing of the others."""

import subprocess
import sys

from curation.commands import COMMANDS, LOCAL_COMMANDS, every_verb, get_verb
from curation.commands.command import Command


def test_every_verb_is_the_one_its_row_names():
    assert [verb.name for verb in every_verb()] == [*COMMANDS, *LOCAL_COMMANDS]
    assert {verb.name for verb in every_verb() if isinstance(verb, Command)} == set(COMMANDS)


def test_what_is_no_verb_is_none():
    assert get_verb("command") is None
    assert get_verb("") is None


def test_a_verb_loads_no_other():
    code = (
        "import sys; from curation.commands import get_verb; get_verb('tasks')\n"
        "names = (name.removeprefix('curation.commands.') for name in sys.modules)\n"
        "print(sorted({'tasks', 'train', 'evaluate', 'release', 'balance'} & set(names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tasks']"
