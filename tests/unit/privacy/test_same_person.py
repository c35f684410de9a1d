"""Which values may name one person: full names, parts, initials, addresses written together."""

import pytest

from curation.privacy.same_person import in_common, name_parts

JULIA = ("PERSON", "Julia Hartmann")


def shared(one: tuple[str, str], other: tuple[str, str]) -> int:
    return in_common(name_parts(*one), name_parts(*other))


@pytest.mark.parametrize(
    "other",
    [
        ("PERSON", "HARTMANN, Julia"),
        ("PERSON", "Frau Júlia Hartmann"),
        ("EMAIL_ADDRESS", "julia.hartmann@example.org"),
        ("EMAIL_ADDRESS", "jhartmann@example.org"),
        ("EMAIL_ADDRESS", "hartmannj@example.org"),
        ("USER_NAME", "juliahartmann"),
    ],
)
def test_a_full_name_and_its_spellings_have_two_parts_in_common(other):
    assert shared(JULIA, other) == 2 == shared(other, JULIA)


@pytest.mark.parametrize(
    "other",
    [
        ("PERSON", "Hartmann"),
        ("PERSON", "J. Hartmann"),
        ("PERSON", "Mrs Hartmann"),
        ("EMAIL_ADDRESS", "j.hartmann@example.org"),
        ("EMAIL_ADDRESS", "julia@example.org"),
    ],
)
def test_a_part_of_the_name_is_one_in_common(other):
    assert shared(JULIA, other) == 1 == shared(other, JULIA)


@pytest.mark.parametrize(
    "other",
    [
        ("PERSON", "Peter Hartmann"),
        ("PERSON", "Julia Hartwig"),
        ("PERSON", "J. H."),
        ("EMAIL_ADDRESS", "info@hartmann.example"),
        ("EMAIL_ADDRESS", "p.hartmann@example.org"),
        ("PERSON", "12345"),
        ("PERSON", ""),
    ],
)
def test_another_name_has_nothing_in_common(other):
    assert shared(JULIA, other) == 0 == shared(other, JULIA)


def test_names_in_other_scripts_agree_as_a_whole():
    assert shared(("PERSON", "王小明"), ("PERSON", "王小明"))
    assert not shared(("PERSON", "王小明"), ("PERSON", "李小明"))
