"""E-mail addresses."""

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "alice@x.com",
        "first.last+tag@sub.example.co.uk",
        "kowalczyk.p@corp.internal",
        "eve@mail.local",
        "o'neil_1@host-name.example",
        "jürgen@münchen.de",
        "me@xn--80ak6aa92e.com",
    ],
)
def test_an_address_is_found_whole(values, address):
    assert values("EMAIL_ADDRESS", f"Write to {address}, please.") == [address]


@pytest.mark.parametrize(
    "text",
    ["icon@2x.png", "3 @ 4.50", "@alice said", "a@b", "meet @ noon.", "user@"],
)
def test_what_only_has_an_at_sign_is_not_found(values, text):
    assert values("EMAIL_ADDRESS", text) == []


@pytest.mark.parametrize("before", ["<", "(", "mailto:", "=" * 70, "--", '"', "'"])
def test_signs_before_an_address_do_not_hide_it(values, before):
    assert values("EMAIL_ADDRESS", f"{before}alice@x.com") == ["alice@x.com"]


def test_an_address_behind_a_wall_of_junk_is_found(values):
    assert values("EMAIL_ADDRESS", "a.b_c-" * 4000 + " alice@x.com") == ["alice@x.com"]


@pytest.mark.parametrize(
    "address",
    [
        "john at example dot com",
        "john.doe (at) example.com",
        "john[at]example[dot]co[dot]uk",
        "john dot doe at mail dot example dot org",
        "John (at) Example (dot) Com",
        "jo{at}x.de",
    ],
)
def test_an_address_spelt_in_words_is_found_whole(values, address):
    assert values("EMAIL_ADDRESS", f"write to {address} please") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "look at example.com",
        "we met at noon. Come on",
        "I was at home (at last)",
        "at dot",
        "close it at this point and wait",
    ],
)
def test_a_sentence_with_at_is_no_address(values, text):
    assert values("EMAIL_ADDRESS", text) == []
