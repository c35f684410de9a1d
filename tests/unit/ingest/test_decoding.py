"""Files are read in the encoding they were saved in, or refused."""

import pytest

from curation.errors import InputRefused
from curation.ingest.decoding import decode
from curation.ingest.old_encodings import NAMES


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


ASKED = {
    "Der Kaffee ist für Größe übrig, schöne Grüße an die Straßen": ("cp1252", "latin-1"),
    "question,answer\nWo ist es? Es wäre schön,Es ist unterwegs – morgen\n": ("cp1252",),
    "Où est ma commande ? J'ai commandé une théière, reçue cassée. 5 €": ("cp1252",),
    "Señor, ¿dónde está mi pedido? mañana": ("cp1252", "latin-1"),
    "Onde está a minha encomenda? Não recebi a confirmação, João": ("cp1252",),
    "Hvor er min pakke? Jeg købte den i går. Tak, Søren Ågård": ("cp1252",),
    "Hvar er pöntunin mín? Ég keypti ketil í maí og bíð ennþá. Guðrún": ("cp1252",),
    "Gdzie jest moja przesyłka? Zamówiłem ją w maju i wciąż czekam.": ("cp1250",),
    "Kde je moje zásilka? Objednal jsem ji v květnu a stále čekám.": ("cp1250",),
    "Siparişim nerede? Mayıs ayında bir çaydanlık sipariş ettim.": ("cp1254",),
    "Где мой заказ? Я заказал чайник в мае и жду": ("cp1251", "koi8-r", "cp866"),
    "Πού είναι η παραγγελία μου; Περιμένω από τον Μάιο": ("cp1253",),
    "注文した商品がまだ届きません。どこにありますか。": ("cp932", "euc_jp"),
    "我的订单在哪里？我五月份订购了一个水壶。": ("gb18030",),
    "我的訂單在哪裡？我五月份訂購了一個水壺，還沒有收到。": ("big5",),
}


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, one) for text, them in ASKED.items() for one in them]
)
def test_an_old_encoding_is_told_from_its_letters(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert NAMES[decoded.encoding] in decoded.note


BEGINS = {
    "sample-arabic-1.txt": "بالموازاة مع ذلك",
    "sample-english.bom.txt": "1",
    "sample-greek.txt": "Η ελληνική αποτελεί",
    "sample-hebrew-3.txt": "אין כמעט ניבים",
    "sample-korean.txt": "역사적 예수 연구자들은",
    "sample-polish.txt": '"source";"target"',
    "sample-russian-3.txt": "Москва\u0301",
    "sample-russian.txt": "В гимназии он не был",
    "sample-turkish.txt": "İstanbul, Türkiye'nin",
}


def test_every_real_file_in_an_old_encoding_is_read_right(shared):
    folder = shared / "badinput" / "encodings"
    files = sorted(folder.glob("sample-*.txt"))
    wrong = [
        path.name
        for path in files
        if not decode(path.read_bytes()).text.startswith(BEGINS[path.name])
    ]
    assert len(files) == len(BEGINS)
    assert wrong == []


def test_bytes_of_no_language_are_refused():
    with pytest.raises(InputRefused, match="encoding"):
        decode(bytes(range(128, 256)) * 4)


def test_a_few_letters_in_a_big_file_tell_its_encoding():
    text = "Plain words.\n" * 20_000 + "Gdzie jest moja przesyłka? Zamówiłem ją, wciąż czekam.\n"
    assert decode(text.encode("cp1250")).text == text


def test_a_subtitle_file_with_a_mark_loses_the_mark(shared):
    data = (shared / "badinput" / "encodings" / "sample-english.bom.txt").read_bytes()
    assert decode(data).text.startswith("1\r\n") or decode(data).text.startswith("1\n")


def test_a_utf_8_text_with_a_wrong_byte_stays_utf_8():
    decoded = decode("äöüßéèñçøå".encode() + b"\xff")
    assert (decoded.encoding, decoded.damaged) == ("utf-8", True)
    assert decoded.text.startswith("äöü")
