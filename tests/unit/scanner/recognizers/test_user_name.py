"""Names under which people sign in."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("username: jane_d", "jane_d"),
        ("user name is jd4711.", "jd4711"),
        ("my user id jsmith42", "jsmith42"),
        ("Username: janedoe\nbye", "janedoe"),
        ("login 'janedoe'", "janedoe"),
        ("my handle is @jane_d", "@jane_d"),
        ("thanks @jane_d99", "@jane_d99"),
        ("Benutzername: anna.berg", "anna.berg"),
    ],
)
def test_a_name_behind_a_label_is_found(values, text, name):
    assert values("USER_NAME", text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "my username is not working",
        "I forgot my user name",
        "login does not work",
        "I cannot login today",
        "write to ann_1@x.com",
        "the handle broke",
        "3 @ 4.50",
        "@alice said",
        "username: XXXX",
    ],
)
def test_words_of_the_sentence_are_no_names(values, text):
    assert values("USER_NAME", text) == []
