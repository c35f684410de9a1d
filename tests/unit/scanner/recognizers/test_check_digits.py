"""Check digits, with the examples of the standards."""

from curation.scanner.recognizers.check_digits import passes_luhn, passes_mod_11_10, weighted


def test_the_check_digit_of_luhns_example():
    """7992739871 has the check digit 3 (ISO/IEC 7812-1, annex B, as commonly worked)."""
    assert [digit for digit in "0123456789" if passes_luhn("7992739871" + digit)] == ["3"]


def test_the_check_digit_of_mod_11_10s_example():
    """0794 has the check character 5 (ISO/IEC 7064, MOD 11,10)."""
    assert [digit for digit in "0123456789" if passes_mod_11_10("0794" + digit)] == ["5"]


def test_what_has_no_weight_does_not_count():
    assert weighted("1239", (1, 10, 100)) == 321
