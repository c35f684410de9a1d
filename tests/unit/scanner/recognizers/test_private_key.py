"""Private keys. They are made of letters that no key has."""

import pytest

BODY = "\n".join(["AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHHIIIIJJJJKKKKLLLLMMMMNNNNOOOOPPPP"] * 90)


def key(kind: str) -> str:
    return f"-----BEGIN {kind}-----\n{BODY}\nAAAA==\n-----END {kind}-----"


@pytest.mark.parametrize("kind", ["RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY"])
def test_a_key_longer_than_a_piece_of_text_is_found_whole(values, kind):
    assert values("SECRET", f"Our key:\n{key(kind)}\nThanks") == [key(kind)]


def test_a_key_without_its_last_line_is_found_to_its_last_sign(values):
    cut = key("PRIVATE KEY").partition("\n-----END")[0]
    assert values("SECRET", f"{cut}\nPlease delete it, thank you.") == [cut]


def test_a_key_in_json_is_found_to_its_end(values):
    written = key("PRIVATE KEY").replace("\n", "\\n")
    assert values("SECRET", '{"key": "' + written + '"}') == [written]


def test_a_putty_key_is_found(values):
    text = "Private-Lines: 2\nAAAABBBBCCCC\nAAAABBBB\n"
    assert values("SECRET", f"x\n{text}\nPrivate-MAC: 0") == [text.rstrip()]


def test_a_public_key_is_no_secret(values):
    assert values("SECRET", key("PUBLIC KEY")) == []
