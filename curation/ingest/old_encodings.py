"""Which encoding from before Unicode a text was saved in, told from its letters."""

import re
from dataclasses import dataclass

NAMES = {
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "mac_cyrillic": "Macintosh (Cyrillic)",
    "cp866": "DOS (Cyrillic)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "Korean (Windows-949)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
}
"""The encodings that are told apart, and what they are called."""

_LATIN = ("cp1252", "cp1250", "cp1254")
_OTHERS = tuple(name for name in NAMES if name not in _LATIN)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_WORD = re.compile(rb"[\x80-\xff]{3}")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_LATIN_SHARE = 0.3  # of the letters are beyond ASCII at most in a language of Latin letters
_SAMPLE = 100_000  # bytes
_SURE = 0.55
_AHEAD = 0.04

_KANA = re.compile("[\u3041-\u30fc]")
_COMMON_HANGUL = re.compile("[이다는을가의에고하로요니습은도지한를]")
_COMMON_HAN = re.compile("[的一是不了在有我他这這的中来來到们們为為，。？]")
_TURKISH = re.compile("[ğışĞİŞ]")  # all that Windows-1254 has other than Windows-1252
_ICELANDIC = re.compile("[áæóúÁÆÓÚ]")
_NO_WORD = re.compile(
    "[a-zß-ÿ][¹³¿£][a-zß-ÿ]|[A-Za-zß-ÿ]ì[a-zß-ÿ]|[a-z]¿|[øì]\\w*[šž]|[šž]\\w*[øì]"
)
"""What Polish, Czech and their like come to when they are read as Windows-1252."""
_SCRIPTS = {
    "cp932": (_KANA, 0.2),
    "euc_jp": (_KANA, 0.2),
    "cp949": (_COMMON_HANGUL, 0.15),
    "gb18030": (_COMMON_HAN, 0.1),
    "big5": (_COMMON_HAN, 0.1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    encoding: str
    text: str
    score: float


def old_encoding_of(data: bytes) -> str:
    """The encoding, as Python calls it; "" when it cannot be told.

    Languages of Latin letters are taken for Windows-1252 where nothing speaks against it; for all
    others one encoding must be well ahead.
    """
    sample = _sample(data)
    high, letters = len(_HIGH.findall(sample)), len(_LETTER.findall(sample))
    if high <= _LATIN_SHARE * letters or not _HIGH_WORD.search(sample):
        return _latin(sample, data)
    ranked = sorted(_candidates(sample), key=lambda one: -one.score)
    if not ranked or ranked[0].score < _SURE or not _fits(data, ranked[0].encoding):
        return ""
    rivals = [one for one in ranked[1:] if one.text != ranked[0].text]
    is_ahead = not rivals or ranked[0].score - rivals[0].score >= _AHEAD
    return ranked[0].encoding if is_ahead else ""


def _latin(sample: bytes, data: bytes) -> str:
    """Windows-1252 unless its letters make no words, or are Turkish; they share most of theirs."""
    turkish = sample.decode("cp1254", "replace")
    if len(_TURKISH.findall(turkish)) > 2 and not _ICELANDIC.search(turkish):
        usual: tuple[str, ...] = ("cp1254", "cp1252", "cp1250")
    elif _NO_WORD.search(sample.decode("cp1252", "replace")):
        usual = ("cp1250", "cp1252")
    else:
        usual = _LATIN
    return next((name for name in usual if _fits(data, name)), "")


def _candidates(sample: bytes) -> list[_Candidate]:
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=list(_OTHERS))
    return [
        _Candidate(
            encoding=match.encoding,
            text=str(match),
            score=match.coherence - match.chaos + _script_score(match.encoding, str(match)),
        )
        for match in matches
    ]


def _script_score(encoding: str, text: str) -> float:
    """Up to 0.7 for letters as they are written: small ones, or those of the language."""
    letters = [character for character in text if ord(character) > 127]
    if encoding in _SCRIPTS and letters:
        letter, needed = _SCRIPTS[encoding]
        return 0.7 if len(letter.findall("".join(letters))) >= needed * len(letters) else 0.0
    cased = [character for character in letters if character.lower() != character.upper()]
    if not cased:
        return 0.3
    return 0.3 * sum(character.islower() for character in cased) / len(cased)


def _sample(data: bytes) -> bytes:
    """The lines that hold something beyond ASCII, as many as are needed."""
    if len(data) <= _SAMPLE:
        return data
    lines: list[bytes] = []
    size = begin = 0
    while size < _SAMPLE and (found := _HIGH.search(data, begin)):
        start = max(data.rfind(b"\n", 0, found.start()) + 1, begin)
        end = data.find(b"\n", found.end()) + 1 or len(data)
        lines.append(data[start:end][:_SAMPLE])
        size, begin = size + end - start, end
    return b"".join(lines)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
