"""Keys and tokens. Those here are made up in the form of real ones, and joined here from parts."""

import pytest

A36 = "a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7H8"
HEX = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + A36,
        "github_pat_" + A36,
        "glpat-" + A36[:20],
        "xoxb-" + "123456789012-abcdefABCDEF",
        "AIza" + A36[:35],
        "sk_live_" + A36[:24],
        "whsec_" + A36,
        "sk-" + A36,
        "sk-ant-api03-" + A36,
        "hf_" + A36[:34],
        "npm_" + A36,
        "SG." + A36[:22] + "." + A36 + A36[:7],
        "key-" + HEX,
        "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0." + A36,
        "postgres://admin:s3cret@db.example.com:5432/orders",
        "mongodb+srv://u:p%40ss@cluster0.example.net/db",
        "https://user:hunter2@example.com/path",
    ],
)
def test_a_secret_of_a_known_form_is_found_whole(values, secret):
    assert values("SECRET", f"Use {secret} for it.") == [secret]


@pytest.mark.parametrize(
    "text",
    [
        f"api_key = {A36}",
        f'"client_secret": "{A36}"',
        f"Access token: {A36}",
        f"the API key is {A36}",
        f"Authorization: Bearer {A36}",
        f"aws_secret_access_key={A36}",
    ],
)
def test_what_is_named_a_key_and_looks_random_is_found(values, text):
    assert values("SECRET", text) == [A36]


@pytest.mark.parametrize(
    "text",
    [
        "the key: international-business-machines",
        "token: authentication_required",
        "https://example.com:8080/a@b",
        "sk-learn-is-a-library-of-python",
        "the secret is out",
        "Key: 12",
        "hotkey = ctrl",
    ],
)
def test_words_are_no_secrets(values, text):
    assert values("SECRET", text) == []
