"""The rules for the fields of an invoice; the desk in the browser is held to the same cases."""

import json

import pytest

from curation.ingest.invoices.field_rules import broken_rules, rules_for, tables_for
from tests.field_rule_cases import CASES


@pytest.mark.parametrize(("values", "broken"), CASES)
def test_values_break_just_the_rules_that_they_should(values, broken):
    assert [[one.rule.kind, one.line] for one in broken_rules(values)] == broken


def test_rules_are_about_fields_that_the_answer_has():
    assert rules_for(["vendor", "net"]) == rules_for(["net"])
    assert {rule.fields for rule in rules_for(["date", "due_date"])} == {
        ("date",),
        ("due_date",),
        ("date", "due_date"),
    }


def test_only_lines_are_a_table():
    assert tables_for(["net"]) == {}
    assert tables_for(["net", "line_items"])["line_items"][-1] == "amount"


def test_rules_can_be_sent_as_json():
    assert json.dumps([rule.pattern for rule in rules_for(["net"])])
