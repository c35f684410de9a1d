import io
import zipfile

import pytest

from curation.errors import InputRefused
from curation.ingest import zip_members
from curation.ingest.source_file import SourceFile
from curation.ingest.zip_members import is_zip, unpack


def zipped(*members, **options):
    """A zip of (name, data) in this order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members:
            packed.writestr(name, text)
    return data.getvalue()


def unpacked(data, **options):
    return unpack(SourceFile(name="e.zip", data=data, sha256=""), file_limit_mb=200, **options)


def test_members_are_named_below_the_zip_and_read_when_asked_for():
    (member,) = unpacked(zipped(("a/b.csv", "hello"))).members
    assert (member.name, member.size, member.read()) == ("e.zip/a/b.csv", 5, b"hello")


@pytest.mark.parametrize("name", ["../x.csv", "a/../../x.csv", "/etc/x.csv", "C:/x.csv", "..\\x"])
def test_a_name_that_leads_out_of_the_zip_is_refused(name):
    (member,) = unpacked(zipped((name, "x"))).members
    assert "leads out" in member.refusal.cause


def test_a_member_that_would_fill_the_disk_is_refused_and_the_others_are_not():
    bomb, good = unpacked(zipped(("bomb.csv", b"0" * 3_000_000), ("a.csv", "x"))).members
    assert "packed more tightly" in bomb.refusal.cause
    assert good.refusal is None


def test_a_zip_that_is_too_much_altogether_is_refused(monkeypatch):
    monkeypatch.setattr(zip_members, "MAX_TOTAL", 10)
    with pytest.raises(InputRefused, match="Unpacked"):
        unpacked(zipped(("a", "x" * 6), ("b", "y" * 6)))


def test_a_zip_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(zip_members, "MAX_MEMBERS", 2)
    with pytest.raises(InputRefused, match="3 files"):
        unpacked(zipped(("a", "1"), ("b", "2"), ("c", "3")))


def test_a_locked_member_is_refused():
    data = bytearray(zipped(("a.csv", "x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (member,) = unpacked(bytes(data)).members
    assert "password" in member.refusal.cause


def test_a_zip_in_a_zip_is_opened():
    inner = zipped(("a.csv", "x"))
    (member,) = unpacked(zipped(("in.zip", inner))).members
    assert (member.name, member.read()) == ("e.zip/in.zip/a.csv", b"x")


def test_a_zip_in_a_zip_in_a_zip_is_refused():
    data = zipped(("b.zip", zipped(("c.zip", zipped(("a.csv", "x"))))))
    (member,) = unpacked(data).members
    assert "a zip in a zip in a zip" in member.refusal.cause


def test_hidden_files_are_left_out_and_named():
    data = zipped(("__MACOSX/._a.csv", "x"), (".DS_Store", "y"), ("a.csv", "z"))
    found = unpacked(data)
    assert [member.name for member in found.members] == ["e.zip/a.csv"]
    assert found.note == "Hidden files in e.zip were left out: ._a.csv, .DS_Store."


def test_a_zip_that_is_cut_off_is_refused():
    with pytest.raises(InputRefused, match="damaged or cut off"):
        unpacked(zipped(("a.csv", "x" * 500))[:-20])


def test_a_zip_with_nothing_to_read_is_refused():
    with pytest.raises(InputRefused, match="holds no file"):
        unpacked(zipped((".DS_Store", "x")))


def test_a_member_over_the_limit_is_refused():
    file = SourceFile(name="e.zip", data=zipped(("a.csv", bytes(range(256)) * 5000)), sha256="")
    (member,) = unpack(file, file_limit_mb=1).members
    assert "takes 1 MB" in member.refusal.cause


def test_a_workbook_is_no_zip_of_files():
    assert not is_zip(zipped(("[Content_Types].xml", "x"), ("xl/workbook.xml", "y")))
    assert is_zip(zipped(("a.csv", "x")))
