"""The lines that mail programs write around a reply: attributions, headers, signatures.

Every pattern is tried on lines of bounded length, so that no text takes more than linear time.
"""

import re
from collections.abc import Sequence

_LONGEST = 300  # characters of a line that a mail program wrote
_WRAPPED = 3  # lines over which an attribution may be broken

QUOTED = re.compile(r"[ \t]{0,3}>")
"""A line that a mail program marked as quoted."""

_COLON = re.compile(r"[:：]\s*\Z")
_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d|\d年", re.IGNORECASE
)
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}")
SAYS = re.compile(
    r"(?<!\w)(?:wrote|writes|schrieb|schreibt|geschrieben|écrit|escribió|scritto|scrive|escreveu|"
    r"schreef|geschreven|napisał(?:a|\(a\))?|pisze|пишет|писал[аи]?|написал(?:а|\(а\))?|skrev|"
    r"kirjoitti|napsala?|napsal\(a\)|yazdı|írta)(?!\w)|写道|寫道|書きました|のメール",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:i|we|you|ich|wir|sie|ik|wij)\s(?:\w{1,20}\s)?(?:wrote|schrieb|schreef)|"
    r"\b(?:schrieb|schreef)\s(?:ich|wir|sie|ik|wij)\b|j'ai écrit|ho scritto(?= ?:)",
    re.IGNORECASE,
)
"""What a person says of a letter, and no program does."""
_LEAD = re.compile(
    r"\s*(?:(?:on|am|le|el|il|em|op|den|dnia|w dniu|vào|dne|в)\b|"
    r"在|于|於|(?:\w{1,12}[.,]{0,2} ?){0,2}\d)",
    re.IGNORECASE,
)
_UNSEEN = "".join(map(chr, (0x200E, 0x200F, 0xFEFF)))

_FROM = "from von de da van od от från fra lähettäjä kimden 差出人 送信者 发件人 寄件者 寄件人"
_SENT = (
    "sent gesendet envoyé enviado inviato verzonden wysłano wysłane отправлено skickat sendt "
    "lähetetty 送信日時 发送时间 寄件日期 傳送時間"
)
_DATED = "date datum fecha data дата dato päivämäärä 日付 日期"
_TO = "to an à para a aan do кому till til vastaanottaja 宛先 收件人"
_SUBJECT = "subject betreff objet asunto oggetto onderwerp temat тема ämne emne aihe 件名 主题 主旨"
_MORE = "cc bcc kopie copie reply-to antwort an importance priority attachments organization"
_NAMES = {
    name: kind
    for kind, names in {
        "from": _FROM, "sent": _SENT, "date": _DATED, "to": _TO, "subject": _SUBJECT, "more": _MORE,
    }.items()
    for name in names.split()
}  # fmt: skip
_HEADER = re.compile(r"[\s*_>|]{0,6}([^\W\d_][\w-]{0,15})[*_ ]{0,3}[:：](?:[*_\s]|\S)")
_HEADER_LINES = 12  # that a block of headers takes, broken and empty ones included

SEPARATOR = re.compile(
    r"\s{0,3}[-_—]{2,20}\s{0,3}(?:original message|original appointment|reply message|"
    r"ursprüngliche nachricht|original[- ]?nachricht|ursprüngliche e-mail|message d'origine|"
    r"message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|origineel bericht|(?:wiadomość|oryginalna) (?:oryginalna|wiadomość)|"
    r"исходное сообщение|originalmeddelande|ursprungligt meddelande|oprindelig meddelelse|"
    r"opprinnelig melding|原始邮件|原始郵件|元のメッセージ|original-mail)\s{0,3}[-_—]{2,20}\s*\Z|"
    r"\s{0,3}#{2}- .{0,120}(?:above|über|au-dessus|por encima|sopra|boven) .{0,80}-#{2}\s*\Z",
    re.IGNORECASE,
)
"""A line under which the earlier message stands as a whole."""

FORWARDED = re.compile(
    r"\s{0,3}(?:-{2,20}\s{0,3}(?:forwarded message|weitergeleitete nachricht|"
    r"message transféré|message transmis|mensaje reenviado|messaggio inoltrato|"
    r"doorgestuurd bericht|wiadomość przekazana|пересылаемое сообщение|"
    r"vidarebefordrat meddelande|videresendt meddelelse|videresendt melding|転送|转发)|"
    r"begin forwarded message\s*:|anfang der weitergeleiteten nachricht\s*:|"
    r"début du message réexpédié\s*:)",
    re.IGNORECASE,
)
"""A line under which a message stands that the writer wants to be read."""

_DEVICE = (
    r"i ?phone|i ?pad|i ?pod|blackberry|android|samsung|galaxy|huawei|xiaomi|nokia|pixel|htc|"
    r"windows|outlook|yahoo|mail|gmail|verizon|t-mobile|at&t|handy|smartphone|telefon|phone|mobile|"
    r"móvil|mobil|tablet|device|gerät|айфон|proton"
)
SENT_FROM = re.compile(
    r"\s{0,3}(?:(?:sent (?:from|via|with)|get|von|gesendet (?:mit|von|aus)|"
    r"diese nachricht wurde von|envoyé (?:de|depuis|à partir de)|télécharger|"
    r"enviado (?:desde|de|do)|"
    r"inviato da(?:l)?|verstuurd vanaf|verzonden (?:vanaf|met)|wysłan[eo] z|отправлено (?:с|из)|"
    r"skickat från|sendt fra|lähetetty)\b[^,;!?]{0,50}?(?:" + _DEVICE + r")[^,;!?]{0,50}|"
    r".{0,30}(?:iPhone|iPad)から送信|(?:发自|從|发送自)我的.{0,30})\.?\s*\Z",
    re.IGNORECASE,
)
"""A line that a program puts under what was written on a phone."""

DELIMITER = re.compile(r"--[ \t\r]*\Z")
"""The line that opens a signature (RFC 3676, section 4.3), with or without its blank."""

FOOTER = re.compile(r"_{20,}\s*\Z")
"""The line that mailing lists put above their address."""

LIST_WORDS = re.compile(r"mailing list|mailinglist|listinfo|unsubscribe|abmelden", re.IGNORECASE)


def attribution(lines: Sequence[str], end: int, *, quoted_below: bool) -> int | None:
    """The index of the line at which an attribution begins that ends on line `end`; None if none.

    `quoted_below` says that the next line is quoted: then a name or a date and a word such as
    "wrote" are enough. Otherwise a date, that word and a time or an address are needed.
    """
    if len(lines[end]) > _LONGEST or not _COLON.search(lines[end][-20:]):
        return None
    found = None
    for begin in range(end, max(end - _WRAPPED, -1), -1):
        if not lines[begin].strip() or len(lines[begin]) > _LONGEST or QUOTED.match(lines[begin]):
            break
        text = " ".join(line.strip() for line in lines[begin : end + 1])
        if _is_attribution(text, quoted_below=quoted_below):
            if _LEAD.match(text):
                return begin
            found = begin if found is None else found
    return found


def _is_attribution(text: str, *, quoted_below: bool) -> bool:
    says, date, address = SAYS.search(text), _DATE.search(text), _ADDRESS.search(text)
    if quoted_below:
        ends_so = says and len(text) - says.end() <= 3
        return bool((date and (says or address)) or (says and address) or ends_so)
    is_exact = address or (_TIME.search(text) and not _OF_ONESELF.search(text))
    return bool(says and date and is_exact and _LEAD.match(text))


def header_block(lines: Sequence[str], begin: int, *, is_separated: bool) -> bool:
    """True when the headers of an earlier message begin on this line.

    A sender, a time and a receiver or a subject; because a form of a ticket may ask for these as
    well, also an address, a subject or "Sent", or a separating line above.
    """
    if _header_kind(lines[begin]) in (None, "more"):
        return False
    kinds: set[str] = set()
    has_address = False
    missed = 0
    for line in lines[begin : begin + _HEADER_LINES]:
        kind = _header_kind(line)
        if kind:
            kinds.add(kind)
            missed = 0
        else:
            missed += 1
        if missed > 2:
            break
        has_address |= bool(_ADDRESS.search(line[:_LONGEST]))
    is_sure = is_separated or has_address or bool(kinds & {"sent", "subject"})
    return "from" in kinds and bool(kinds & {"sent", "date"}) and is_sure and len(kinds) >= 3


def _header_kind(line: str) -> str | None:
    found = _HEADER.match(line[:_LONGEST].strip(_UNSEEN) + " ")
    return _NAMES.get(found[1].casefold()) if found else None
