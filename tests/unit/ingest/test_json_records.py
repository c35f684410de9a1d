"""What an API wrapped is unwrapped; what a person wrote is left as it is."""

import json

import pytest

from curation.ingest.json_records import json_object, json_records
from curation.ingest.source_file import RowRefused


def rows(*values) -> list:
    """The rows of one value, or of several as lines."""
    text = "\n".join(json.dumps(value) for value in values)
    return [json.loads(row) for _, row in json_records(text).rows]


ONE, TWO = {"id": 1, "subject": "a"}, {"id": 2, "subject": "b"}


@pytest.mark.parametrize(
    "value",
    [
        {"tickets": [ONE, TWO], "next_page": None, "count": 2},
        {"results": [ONE, TWO], "paging": {"next": {"after": "2"}}},
        {"_embedded": {"conversations": [ONE, TWO]}, "page": {"size": 2}, "_links": {}},
        {"assets": {"Ticket": {"1": ONE, "2": TWO}}, "record_ids": [1, 2]},
        [ONE, TWO],
    ],
    ids=["named", "results", "embedded", "assets", "list"],
)
def test_the_objects_of_a_list_are_the_rows(value):
    assert rows(value) == [ONE, TWO]


def test_pages_of_an_api_are_one_list():
    assert rows({"tickets": [ONE], "next_page": "x"}, {"tickets": [TWO]}) == [ONE, TWO]
    assert rows([{"tickets": [ONE]}, {"tickets": [TWO]}]) == [ONE, TWO]


def test_what_stands_beside_a_list_is_kept():
    found = json_records(json.dumps({"tickets": [ONE], "users": [{"id": 5}], "count": 1}))
    assert (found.wrapper, found.beside["users"]) == ("tickets", [{"id": 5}])


def test_what_stands_beside_one_object_belongs_to_it():
    comments = [{"id": 7}]
    assert rows({"ticket": ONE, "comments": comments}) == [ONE | {"comments": comments}]


def test_lines_that_wrap_one_object_each_are_unwrapped():
    assert rows({"ticket": ONE}, {"ticket": TWO}) == [ONE, TWO]


def test_rows_are_numbered_through():
    text = json.dumps({"tickets": [ONE]}) + "\n" + json.dumps({"tickets": [TWO]})
    assert [number for number, _ in json_records(text).rows] == [1, 2]


@pytest.mark.parametrize(
    "value",
    [
        {"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]},
        {"messages": [{"role": "user", "content": "a"}]},
        {"id": 3, "subject": "a", "comments": [ONE]},
        {"id": 3, "conversations": [ONE]},
        {"question": "a", "data": {"x": 1}},
        {"items": [{"sku": "x"}], "order": 5},
        {"id": 3, "_embedded": {"threads": [ONE]}},
        ONE,
    ],
    ids=["sharegpt", "messages", "ticket", "conversation", "field", "order", "embedded", "plain"],
)
def test_an_object_of_its_own_is_one_row(value):
    assert rows(value) == [value]


def test_lines_of_tuning_are_left_alone():
    line = {"conversations": [{"from": "human", "value": "a"}]}
    assert rows(line, line) == [line, line]


def test_lines_with_a_list_in_them_are_no_pages():
    line = {"items": [{"sku": "x"}]}
    assert rows(line, line) == [line, line]


def test_a_broken_line_among_pages_stays_a_row():
    text = json.dumps({"tickets": [ONE]}) + '\n{"tickets": [{\n'
    assert [text for _, text in json_records(text).rows] == [json.dumps(ONE), '{"tickets": [{']


def test_an_empty_list_has_no_rows():
    assert rows({"tickets": [], "count": 0}) == []


@pytest.mark.parametrize("text", ["5", "[]", "null", '"a"', '{"a": "\\ud800"}', '{"a": NaN}', "{"])
def test_what_is_no_whole_object_is_refused(text):
    with pytest.raises(RowRefused):
        json_object(text)
