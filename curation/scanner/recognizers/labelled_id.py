"""Numbers that are personal because of the label before them: customer, account, passport …

A number is looked at from its own place backwards, so that time goes with the count of numbers.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Kind

_NUMBER = r"(?:numbers?|num|no|nr|nbr|nbre|n[°ºo]|ids?|code|ref(?:erence)?)(?![A-Za-z])|#"
# By entity: labels that need a word such as "number" or a long number after them, and labels that
# need neither. " ?" stands for a blank, "_", "-" or nothing.
LABELS: dict[str, tuple[str, str]] = {
    "CUSTOMER_NUMBER": (
        "customer|client|user|member(?: ?ship)?|subscriber|loyalty|frequent flyer|card ?holder"
        "|policy ?holder|guest|contact|registration|voter",
        "kunden ?(?:nummer|nr)|kd\\.?[ -]{0,2}nr|mitglieds ?(?:nummer|nr)"
        "|klant(?:en)? ?(?:nummer|nr)"
        "|kunde ?(?:nummer|nr)|(?:num[eé]ro|n°|no|code|r[eé]f) (?:de |du )?client"
        "|(?:n[uú]mero|c[oó]digo) (?:de )?cliente|(?:numero|codice) cliente|numer klienta",
    ),
    "ACCOUNT_NUMBER": (
        "(?:bank|checking|chequing|savings?|current|deposit|billing|utility|brokerage|loan|mortgage)?"
        " ?(?:account|acct?)|loan|mortgage",
        "konto ?(?:nummer|nr)|rekening ?(?:nummer|nr)|(?:num[eé]ro|n°) de compte"
        "|n[uú]mero de cuenta|numero (?:di )?conto|(?:aba|bank)? ?routing(?: ?transit)?|aba|rtn"
        "|bsb|clabe|ifsc|numer konta",
    ),
    "TRACKING_NUMBER": (
        "tracking|parcel|shipment|consignment|waybill|awb",
        "sendungs ?(?:nummer|nr)|paket ?(?:nummer|nr)|track ?(?:&|and|en|n) ?trace"
        "|num[eé]ro de (?:suivi|colis)|n[uú]mero de (?:seguimiento|env[ií]o)"
        "|(?:codice|numero) (?:di )?(?:tracciamento|spedizione)",
    ),
    "POLICY_NUMBER": (
        "(?:insurance )?(?:policy|claim)|insurance|coverage",
        "versicherungs ?(?:nummer|nr|schein ?nummer)|polic?en ?(?:nummer|nr)|polis ?(?:nummer|nr)"
        "|vertrags ?(?:nummer|nr)|schaden ?(?:nummer|nr)|num[eé]ro de (?:contrat|police|sinistre)"
        "|n[uú]mero de p[oó]liza|numero (?:di )?polizza",
    ),
    "PATIENT_NUMBER": ("patient|medical (?:record|file)|health card|medicare|medicaid", "mrn|pid"),
    "EMPLOYEE_NUMBER": (
        "employee|staff|personnel|worker|badge|student|officer|(?:suspect )?identification",
        "personal ?(?:nummer|nr)|matricule|matrikel ?(?:nummer|nr)",
    ),
    "PASSPORT": (
        "passport",
        "passport|reisepass ?(?:nummer|nr)?|pass ?(?:nummer|nr)|passeport|pasaporte|passaporto"
        "|paspoort ?(?:nummer|nr)?",
    ),
    "DRIVER_LICENSE": (
        "licen[cs]e",
        "(?:driver'?s?|driver’s|driving|drivers’|drivers'|operator'?s?) ?(?:licen[cs]e|permit)"
        "(?: (?:data|details|card))?|dl|dln|f[uü]hrerschein ?(?:nummer|nr)?|permis de conduire"
        "|rijbewijs ?(?:nummer|nr)?|carn[eé] de conducir|patente (?:di guida)?",
    ),
    "LICENSE_PLATE": (
        "(?:licen[cs]e|number|registration|vehicle|car) ?(?:plate|registration|reg)",
        "(?:licen[cs]e|number|registration) plate|plate|kfz kennzeichen|kennzeichen|kenteken"
        "|targa|matr[ií]cula|immatriculation",
    ),
    "DEVICE_NUMBER": ("device|meid|imsi", "imei|iccid|device serial"),
    "TAX_NUMBER": (
        "(?:federal |state |medicare )?tax(?:payer)?(?: identification)?",
        "tin|ein|fein|itin|atin|utr|tax id|tax file|steuer ?(?:nummer|nr|id|identifikationsnummer)"
        "|idnr|siret|siren|numero fiscale|num[eé]ro fiscal|gstin|abn|pan(?: card)?|cnpj|rfc",
    ),
    "NATIONAL_ID": (
        "national|identity|identity card|citizen|social insurance|social security|aadhaa?r"
        "|(?:state|government|gov)",
        "aadhaa?r|aadhar|nric|fin|bsn|burgerservice ?(?:nummer|nr)|pesel|cpf|curp|dni|nie|nif"
        "|codice fiscale|c\\.? ?f\\.?|personalausweis ?(?:nummer|nr)?|ausweis ?(?:nummer|nr)"
        "|person ?nummer|personal identity|cpr(?: ?(?:nummer|nr))?|henkil[oö]tunnus|sin|tfn"
        "|s[eé]curit[eé] sociale|sozialversicherungs ?(?:nummer|nr)|carta d'identit[aà]|voter id",
    ),
}  # fmt: skip
_LINK = (
    r"[\s:=#\"'’(\[.-]{0,6}"
    r"(?:(?:is|was|are|being|as|of|being|on file|details?|listed as|reads|reading|showed|showing)"
    r"(?![A-Za-z])[\s:=#\"'’(-]{0,4}){0,2}"
    r"(?:[A-Z]{2,4}:[ ]?)?\Z"  # "DL:" once more
)
_VALUE = re.compile(
    r"(?<![\w$€£¥@&.,+*%-])(?=[A-Za-z._/-]{0,12}\d)"
    r"(?:\d{2,6}(?:[ -]\d{2,6}){1,6}|[A-Za-z0-9]{1,40}(?:[-./_]{1,2}[A-Za-z0-9]{1,30}){0,7})"
    r"(?![\w@%]|[.,:]\d|\*)"
)
_NOT_IDS = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d|\d{1,3}(?:[.,]\d{3})*[.,]\d{2}|\d{1,9}[.,]\d{1,2}"
    r"|\d+(?:st|nd|rd|th|k|m|am|pm|x|gb|mb|kg|ml|cm|mm)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[ -]?(?:dollars?|usd|eur|euros?|gbp|pounds?|bucks|rupees?|inr|cents?|years?|months?|weeks?"
    r"|days?|hours?|times?|points?|miles?|percent|people|items?|pieces?|units?|[€$£%])(?![A-Za-z])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d_#][\s:=#\"'’(\[.-]{0,10}\Z|#\s?\Z")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 60
_SURE = 0.6
"""Less than a recogniser that knows the number's form: of equally long ones the surest wins."""


_STEMS = tuple(
    re.findall(
        r"\S+",
        "cust client user memb subscr loyal freq card policy polic guest contact regist voter "
        "kund kd mitgl klant acc konto loan mortg rekening compte cuenta conto rout aba rtn "
        "bsb clabe ifsc track parcel shipm consign waybill awb sendung paket suivi colis "
        "seguim env tracc spediz claim insur cover versich poliz póliz polis vertrag schaden "
        "contrat sinistre patient medic health mrn pid empl staff person worker badge student "
        "offic ident matr passp reisep passe pass pasap passap paspo licen driv operator dl "
        "führ fuhr permi rijb carn patente plate kennz kfz kentek targa immat vehic devic "
        "meid imsi imei iccid tax tin ein fein itin atin utr steuer idnr siret siren fisc num "
        "núm gstin abn pan cnpj rfc nation citiz social aadh state gov nric fin bsn burger "
        "pesel cpf curp dni nie nif codi códi c ausw cpr henkil sin tfn sécur secur sozial "
        "carta ",
    )
)
"""How labels begin: words that begin otherwise are not looked at."""


class Labels:
    """Finds what stands behind the labels of a table such as `LABELS`."""

    def __init__(self, labels: dict[str, tuple[str, str]], stems: tuple[str, ...] = ("",)) -> None:
        self._stems = stems
        parts = []
        for name, (counted, alone) in labels.items():
            parts.append(f"(?P<a_{name}>{alone})(?:['’]s)?[ _-]{{0,2}}(?:{_NUMBER})?")
            parts.append(f"(?P<c_{name}>{counted})(?:['’]s)?[ _-]{{0,2}}(?P<w_{name}>{_NUMBER})?")
        either = "|".join(parts).replace(" ?", "[ _-]?")
        self._before = re.compile(rf"(?<![^\W\d_])(?:{either})(?![^\W\d_]){_LINK}", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Kind]:
        """Every number with a label before it on its line or the line above."""
        for match in _VALUE.finditer(text):
            value = match.group()
            if sum(character.isdigit() for character in value) < 3 or not _LABELLED.search(
                text, max(0, match.start() - 16), match.start()
            ):
                continue
            before = text[max(0, match.start() - _REACH) : match.start()].lower()
            if not any(word.startswith(self._stems) for word in _WORD.findall(before)):
                continue
            label = self._before.search(text, max(0, match.start() - _REACH), match.start())
            if label and _is_id(text, match, label):
                name = (label.lastgroup or "")[2:]
                yield name, match.start(), match.end(), _SURE


class LabelledId(Finder):
    """Every number with a label that makes it somebody's."""

    entities = tuple(LABELS)

    def __init__(self) -> None:
        super().__init__()
        self._labels = Labels(LABELS, _STEMS)

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every such number, each as what its label says."""
        return self._labels.find(text)


def _is_id(text: str, match: re.Match[str], label: re.Match[str]) -> bool:
    """True for what may be an identifier: no date, amount or count; long, unless said to be one."""
    value = match.group()
    digits = sum(character.isdigit() for character in value)
    lines = label.group().count("\n")
    kind = label.lastgroup or ""
    said = kind.startswith(("a_", "w_"))
    if lines > said or _NOT_IDS.fullmatch(value) or _UNIT.match(text, match.end()):
        return False
    return digits >= (4 if said and value.isdigit() else 3 if said else 6)
