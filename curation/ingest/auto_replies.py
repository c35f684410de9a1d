"""Messages that no person wrote: out of office, tickets received, mail not delivered."""

import re
from collections.abc import Mapping
from html import unescape

_LOOKED_AT = 4_000  # characters, of which many may be markup
_READ = 600  # characters without it

_TAGS = re.compile(r"<(?:style|head)\b.{0,3000}?</(?:style|head)>|<[^<>]{0,500}>", re.DOTALL | re.I)

_TITLES = (
    r"automatic reply|auto[- ]?reply|auto(?:matic|mated)?[- ]response|out of (?:the )?office\b|"
    r"undeliverable\b|undelivered mail|mail delivery (?:failed|failure|system|subsystem)|"
    r"delivery status notification|delivery (?:failure|has failed)|returned mail\b|"
    r"failure notice|automatische antwort|abwesenheit(?:snotiz|sassistent)?\b|unzustellbar|"
    r"réponse automatique|non remis|message d'absence|respuesta automática|no se puede entregar|"
    r"risposta automatica|resposta automática|automatisch antwoord|afwezigheidsbericht|"
    r"automatyczna odpowiedź|autoodpowiedź|автоматический ответ|автоответ|autosvar|"
    r"automatiskt svar|automatisk svar|automaattinen vastaus|自動返信|自動応答|自动回复|自動回覆"
)
_PHRASES = (
    # a machine says so
    r"this is an? (?:auto|automatic|automated|auto-generated|automatically generated)[ -]"
    r"(?:reply|response|message|e-?mail|notification|acknowledge?ment)",
    r"this (?:message|e-?mail) (?:was|is|has been) (?:sent automatically|automatically (?:sent|"
    r"generated|created)|created automatically|generated automatically|auto-generated)",
    r"diese (?:e-?mail|nachricht) (?:wurde|ist) automatisch (?:erstellt|erzeugt|generiert|"
    r"versendet|verschickt)|dies ist eine automatische?(?: generierte| erstellte)? (?:antwort|"
    r"nachricht|e-?mail)",
    r"(?:ceci est|il s'agit d')\s?une? (?:message|réponse|e-?mail) (?:automatique|généré)",
    r"este es un (?:mensaje|correo)(?: electrónico)? (?:automático|generado automáticamente)",
    r"questo è un messaggio (?:automatico|generato automaticamente)|messaggio è stato generato "
    r"automaticamente",
    r"esta é uma (?:mensagem|resposta) automática",
    r"dit is een automatisch (?:bericht|gegenereerd|antwoord)",
    r"wiadomość (?:została )?(?:wygenerowana|wysłana) automatycznie|to jest automatyczna",
    r"это автоматическ(?:ое сообщение|ий ответ)|сообщение (?:создано|отправлено) автоматически",
    r"detta är ett (?:automatiskt|automatgenererat)|dette er (?:en|et) automatisk",
    r"このメールは自動|自動的に送信|此邮件(?:为|是|由系统)自动|这是一封自动",
    # a person is away
    r"(?:i am|i'm|i will be|i'll be|we are) (?:currently |now |presently )?(?:out of (?:the |my )?"
    r"office|away from (?:the |my )(?:office|desk)|"
    r"on (?:annual|parental|maternity|paternity) leave)"
    r"(?= (?:until|from|with|and|on|till|between|this|for|through|today)|[.,!])",
    r"ich bin (?:derzeit|zur ?zeit|momentan|aktuell|bis|vom|ab|im moment|heute).{0,60}?"
    r"(?:nicht im (?:büro|haus)|außer haus|im urlaub|abwesend|nicht erreichbar)",
    r"je suis (?:actuellement |présentement )?(?:absente?|en congés?|hors du bureau)\b",
    r"(?:estoy|me encuentro|estaré) (?:actualmente )?"
    r"(?:fuera de (?:la )?oficina|ausente|de vacaciones)",
    r"sono (?:attualmente |al momento )?(?:fuori (?:sede|ufficio)|assente|in ferie)\b",
    r"(?:estou|estarei) (?:atualmente )?(?:fora do escritório|ausente|de férias)",
    r"ik ben (?:momenteel |op dit moment |tot )?.{0,30}?(?:niet op kantoor|afwezig|met vakantie)",
    r"(?:jestem|będę) (?:obecnie )?(?:poza biurem|na urlopie|nieobecn[ya])",
    r"меня (?:сейчас )?(?:нет в офисе|не будет в офисе)|я (?:сейчас )?(?:в отпуске|вне офиса)",
    r"jag är (?:för närvarande )?(?:inte på kontoret|på semester|tjänstledig)|"
    r"jeg er (?:for tiden |i "
    r"øjeblikket )?(?:ikke på kontoret|på ferie)|不在にして(?:おり|い)|我(?:目前|现在)不在办公室",
    # a ticket was received
    r"your (?:request|ticket|case|enquiry|inquiry|e-?mail|message) "
    r"(?:\([#\w-]{1,20}\) |[#\w-]{1,20} )?"
    r"has been (?:received|created|logged|registered|opened) and (?:is being reviewed|will be|"
    r"(?:a |an )?(?:ticket|case))",
    r"(?:confirm(?:s|ing)?|acknowledg(?:e|es|ing)) (?:the )?receipt of your (?:ticket|request|"
    r"e-?mail|message|enquiry|inquiry)",
    r"(?:ein ticket|eine anfrage) (?:wurde )?.{0,40}?(?:mit der nummer|unter der nummer).{0,40}?"
    r"(?:erstellt|eröffnet|angelegt)|ihre (?:anfrage|nachricht|e-?mail) ist bei uns eingegangen",
    # mail was not delivered
    r"this is the mail system at host|(?:message|mail) (?:you sent )?(?:could not|couldn't|wasn't|"
    r"was not) (?:be )?delivered to (?:one|the following|[^\s@]{1,64}@)|delivery to the following "
    r"recipients? (?:has )?failed|the following address(?:es)? (?:failed|had permanent)|"
    r"i'm afraid i wasn't able to deliver your message",
    r"ihre nachricht (?:konnte nicht|wurde nicht) .{0,40}?zugestellt|n'a pas pu être remis",
)  # fmt: skip
_TITLE = re.compile(rf"\A\W*(?:re: ?|aw: ?|sv: ?)?(?:{_TITLES})", re.IGNORECASE)
_PHRASE = re.compile("|".join(_PHRASES), re.IGNORECASE)

_STEMS = (
    "auto", "автомат", "自動", "自动", "away from", "out of ", "leave", "nicht ", "haus", "urlaub",
    "abwesend", "absent", "congé", "bureau", "généré", "fuera", "ausente", "vacaciones", "fuori",
    "ferie", "assente", "fora do", "férias", "kantoor", "afwezig", "vakantie", "biurem", "urlopie",
    "nieobecn", "офис", "отпуск", "kontoret", "semester", "tjänstledig", "不在", "has been",
    "receipt of your", "ein ticket", "eine anfrage", "eingegangen", "mail system", "delivered",
    "failed", "had permanent", "deliver your", "zugestellt", "remis",
)  # fmt: skip
"""Each phrase holds one of these: looking for them first is fifty times quicker."""

_MACHINES = re.compile(r"\b(?:mailer-daemon|postmaster|mail delivery (?:sub)?system)\b", re.I)


def is_auto_reply(text: str) -> bool:
    """True for a text, or a subject, that says of itself that a machine sent it.

    Only its beginning counts, without markup: what a person reports of such a message comes later.
    """
    read = text[:_LOOKED_AT]
    if "<" in read:
        read = unescape(_TAGS.sub(" ", read))
    read = " ".join(read.replace("\u2019", "'").split())[:_READ]
    if _TITLE.match(read):
        return True
    small = read.lower()
    return any(stem in small for stem in _STEMS) and bool(_PHRASE.search(read))


def is_automatic_mail(headers: Mapping[str, str]) -> bool:
    """True when the headers of a message say that a machine sent it {name in small letters: value}.

    Automatic replies (RFC 3834), reports of delivery (RFC 3462) and newsletters. Help desks mark
    what their agents write as "auto-generated" too: an answer to a message is none of these.
    """
    submitted = _token(headers, "auto-submitted")
    precedence = _token(headers, "precedence")
    if submitted in ("auto-replied", "auto-notified") or precedence == "auto_reply":
        return True
    if any(name in headers for name in ("x-autoreply", "x-autorespond", "x-failed-recipients")):
        return _token(headers, "x-autoreply") not in ("no", "false")
    if _token(headers, "content-type") == "multipart/report":
        return True
    if headers.get("return-path", "").strip() == "<>" or _MACHINES.search(headers.get("from", "")):
        return True
    if headers.get("in-reply-to") or headers.get("references"):
        return False
    is_newsletter = "list-unsubscribe" in headers and "list-post" not in headers
    return submitted.startswith("auto-") or precedence in ("bulk", "junk") or is_newsletter


def _token(headers: Mapping[str, str], name: str) -> str:
    return headers.get(name, "").split(";")[0].split("(")[0].strip().casefold()
