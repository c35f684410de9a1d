"""Every verb's help has an example, and the examples run one after the other from nothing."""

import io
import json
import shlex

import pytest

from curation.cli import main
from curation.commands import every_verb
from curation.commands.help_examples import HELP_EXAMPLES
from tests.commands.test_pipeline import annotated

LINE = {
    "messages": [
        {"role": "system", "content": "Answer briefly."},
        {"role": "user", "content": "Where is it?"},
        {"role": "assistant", "content": "On its way."},
    ]
}
FILES = {
    "tickets.csv": "question,answer\nWhere is my parcel?,It is on its way.\n",
    "mix.json": json.dumps({"delivery": 1, "refund": 1, "billing": 1}),
    "requests.jsonl": '{"question": "Where is it?", "answer": "On its way."}\n',
    "texts.jsonl": '{"id": "1", "text": "Write to ann@example.org"}\n',
    "train.jsonl": f"{json.dumps(LINE)}\n" * 10,
    "answers.csv": "item,reviewer,value\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the files that the examples name."""
    folder = tmp_path_factory.mktemp("place")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    # the second import brings the answers, once what the first brought is scanned
    (folder / "label-studio.json").write_text(json.dumps([annotated(n) for n in range(40)]))
    return folder


def test_every_verb_has_an_example_of_its_own():
    verbs = {verb.name for verb in every_verb()}
    assert set(HELP_EXAMPLES) == verbs
    assert all(line.split()[0] == verb for verb, line in HELP_EXAMPLES.items())


def test_the_examples_run_in_their_order_from_nothing(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    monkeypatch.setenv("CURATION_WORKSPACE", str(place / "desk"))
    lines = list(HELP_EXAMPLES.values())
    lines.insert(lines.index(HELP_EXAMPLES["reviews"]), HELP_EXAMPLES["annotations"])
    for line in lines:
        words, _, given = line.partition(" < ")
        if given:
            monkeypatch.setattr("sys.stdin", io.StringIO((place / given).read_text()))
        status = main([*shlex.split(words), "--json"])
        said = capsys.readouterr()
        assert status == 0, f"{line}: {said.err}"
        for told in said.out.splitlines():
            json.loads(told, parse_constant=pytest.fail)


def test_help_shows_the_example(capsys):
    with pytest.raises(SystemExit):
        main(["sql", "--help"])
    assert "./run sql" in " ".join(capsys.readouterr().out.split())
