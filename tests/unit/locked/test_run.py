"""A Python grader computes, and can do nothing else."""

import pytest

from curation.locked.run import run_python
from curation.reward.template import Case

CASES = [Case(item={"total": "12"}, answer=answer) for answer in ("12", "13")]


def graded(body, cases=CASES, **limits):
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return run_python(f"def grade(sample, item):\n{lines}", cases, **limits)


def test_a_grader_sees_the_answer_and_the_lines_own_fields():
    assert graded("return float(sample['output_text'] == item['total'])") == [1.0, 0.0]


def test_modules_that_compute_can_be_imported():
    assert graded("import re\nreturn len(re.findall('1', sample['output_text']))") == [1.0, 1.0]


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "open('/tmp/left-behind', 'w')",
        "import os; os.listdir('/')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.kill(1, 0)",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "x = bytearray(3_000_000_000)",
    ],
)
def test_what_is_not_computing_is_refused(deed):
    assert graded(f"{deed}\nreturn 1") == [None, None]


def test_the_locked_child_has_none_of_the_apps_environment(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert graded("import os\nreturn float('OPENAI_API_KEY' in os.environ)") == [0.0, 0.0]


def test_a_case_that_takes_too_long_does_not_stop_the_next():
    body = "while sample['output_text'] == '12': pass\nreturn 1"
    assert graded(body, seconds=0.05) == [None, 1.0]


def test_what_never_ends_is_ended():
    body = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    assert graded(body, seconds=0.05, most=1.0) == [None, None]


@pytest.mark.parametrize("body", ["return 'much'", "return float('nan')", "raise SystemExit"])
def test_a_grade_that_is_no_number_is_none(body):
    assert graded(body) == [None, None]


def test_what_a_grader_prints_is_not_taken_for_a_grade():
    assert graded("print(0.5)\nreturn 1") == [1.0, 1.0]
