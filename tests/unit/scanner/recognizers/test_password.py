"""Passwords, PINs and codes behind a label."""

import pytest


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password: hunter2", "hunter2"),
        ("Password = Tr0ub4dor&3.", "Tr0ub4dor&3"),
        ("my password is W!nter2024, thanks", "W!nter2024"),
        ("with password Qr7!dke#39.", "Qr7!dke#39"),
        ("and password 'WinterIsComing!$'", "WinterIsComing!$"),
        ('"password": "correcthorse"', "correcthorse"),
        ("Passwort: Sommer2024", "Sommer2024"),
        ("mot de passe : Soleil99", "Soleil99"),
        ("contraseña: Luna2020", "Luna2020"),
        ("pwd=abc123;", "abc123"),
        ("passcode: 493021", "493021"),
        ("PIN: 4321", "4321"),
        ("my pin is 9876", "9876"),
        ("CVV 123", "123"),
        ("security code: 4321", "4321"),
        ("your verification code is 482913.", "482913"),
        ("OTP 482913", "482913"),
    ],
)
def test_what_stands_behind_the_label_is_found(values, text, secret):
    assert values("SECRET", text) == [secret]


def test_a_password_behind_an_address_and_a_slash_is_found(values):
    assert values("SECRET", "login: ann@x.com / SecureP@ss8901.") == ["SecureP@ss8901"]


@pytest.mark.parametrize(
    "text",
    [
        "I forgot my password",
        "my password is wrong",
        "my password is not working, please reset it",
        "Password: reset link",
        "the password was changed 3 times",
        "password: ********",
        "password: {{Password}}",
        "the password is XXXX",
        "pin code 110001",
        "my pin was blocked",
        "password reset https://example.com",
        "change my PIN 2 times",
        "I entered my pin 3 times",
        "ann@x.com / bob@y.org",
        "pin 1999.99",
    ],
)
def test_words_of_the_sentence_are_no_passwords(values, text):
    assert values("SECRET", text) == []
