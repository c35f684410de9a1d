import pytest

from curation.errors import InputRefused
from curation.ingest.decoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_is_read_without_a_note(encoding):
    decoded = decode("Grüße, 你好".encode(encoding))
    assert (decoded.text, decoded.note) == ("Grüße, 你好", "")


def test_big_endian_utf_16_with_a_mark_is_read():
    assert decode(b"\xfe\xff" + "é".encode("utf-16-be")).text == "é"


def test_an_eight_bit_text_is_windows_1252_and_says_so():
    decoded = decode("Größe: 5 €".encode("cp1252"))
    assert decoded.text == "Größe: 5 €"
    assert "Windows-1252" in decoded.note


def test_a_russian_file_in_an_old_encoding_is_refused(shared):
    with pytest.raises(InputRefused, match="encoding"):
        decode((shared / "badinput" / "encodings" / "sample-russian.txt").read_bytes())


def test_a_subtitle_file_with_a_mark_loses_the_mark(shared):
    data = (shared / "badinput" / "encodings" / "sample-english.bom.txt").read_bytes()
    assert decode(data).text.startswith("1\r\n") or decode(data).text.startswith("1\n")


def test_a_utf_8_text_with_a_wrong_byte_stays_utf_8():
    decoded = decode("äöüßéèñçøå".encode() + b"\xff")
    assert (decoded.encoding, decoded.damaged) == ("utf-8", True)
    assert decoded.text.startswith("äöü")
