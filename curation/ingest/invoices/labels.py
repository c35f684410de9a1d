"""What stands before a value on an invoice: English, German, French, Dutch, Italian, Spanish.

Each list of patterns goes from the surest to the least sure. Patterns are for re.IGNORECASE.
"""

_NO = r"(?:(?:number|nummer|num|nr|no|num[ée]ro|n[úu]mero|id)\b|n\.?\s?[°º])\.?"

NUMBER = (
    r"(?:invoice|rechnungs?|f ?actuur|facture|fattura|factura|credit note|avoir|gutschrifts?)"
    rf"\W{{0,3}}(?:de\s)?{_NO}\s*[:#]*\s*",
    rf"{_NO}\s(?:of |de |der |della |di |van )?(?:la |the |de )?"
    r"(?:invoice|rechnung|facture|factuur|fattura|factura)\b\s*[:#]*\s*",
    r"^(?!.*(?:versicherung|bestell\w*|auftrags?|kunden|vertrags?|order|commande|pedido)\W{0,2}n)"
    r"(?:[\w -]*\s)?(?:\w*rechnung\w*|gutschrift|buchungshilfe|fattura|factura|facture)\b"
    r"[\w -]*?\s+(?:(?:nr|no|n)\b|n[°º])\.?\s*[:#]?\s*",
    r"^ *(?:tax )?(?:invoice|facture|fattura|factura|rechnung|factuur|avoir|credit note|receipt)"
    r"\b\s*[:#]?\s*",
    rf"(?<!\w)(?:beleg|document|doc|receipt|bill|cash bill)\W{{0,2}}{_NO}\s*[:#]*\s*",
    r"^#\s*",
)

DATE = (
    r"(?:invoice date|date of (?:invoice|issue)|issue date|rechnungsdatum|beleg-?datum|"
    r"datum der rechnung|f ?actuur ?datum|date (?:de (?:la )?|d[’'e ])?(?:facture|émission|avoir)|"
    r"data (?:della )?(?:fattura|documento|emissione)|fecha (?:de )?(?:la )?"
    r"(?:factura|emisi[óo]n|expedici[óo]n))",
    r"^(?!.*(?:bestell|auftrag|order)).*\bnr\.?\s*:?\s*\S+\s+(?:vom|du|del)\b",
    r"^.*\binvoice\b.*\n(?:.*\n){0,3}.*(?<!due )\bdate\s*:",
    r"^(?:.*\s{2})?(?:date|datum|data|fecha)\b\s*:?",
    r"^(?=.*(?:rechnung|invoice|facture|factuur|fattura|factura|gutschrift|avoir)).*?(?=\b\d)",
)

DUE = (
    r"(?:due date|payment due|date due|due on|due by|pay by|"
    r"f[äa]llig(?:keit|keitsdatum|keitstag)?(?: am| bis)?|"
    r"zahlbar (?:\w+ ){0,4}bis(?: zum)?|date d[’']?\s?[ée]ch[ée]ance|[ée]ch[ée]ance|vervaldatum|"
    r"uiterste betaaldatum|te betalen (?:voor|vóór)|data (?:di )?scadenza|scadenza|"
    r"fecha (?:de )?vencimiento|vencimiento)",
)

GROSS = (
    r"(?:rechnungssumme|gesamtbetrag|gesamtsumme|summe|betrag) (?:mit|inkl\.?|einschl\.?) "
    r"(?:ust|mwst|umsatzsteuer|mehrwertsteuer)\W*",
    r"(?:total ttc|montant ttc|total incl\S* (?:vat|tax|gst)|total (?:with|including) (?:vat|tax)|"
    r"bruttobetrag|bruttosumme|rechnungsbetrag|rechnungsbeitrag|rechnungsendbetrag|endbetrag|"
    r"totaal incl\S* btw|totaalbedrag|totale (?:documento|fattura)|importe total|total factura|"
    r"total con iva)",
    r"(?:grand total|total amount due|total for this invoice|amount due|balance due|"
    r"net [àa] payer|total [àa] payer|te betalen|totale da pagare|total a pagar)",
    r"(?<!sub)(?<!sub )(?<!sub-)(?<!net )(?<!tax )(?<!vat )"
    r"\b(?:total|totaal|totale|gesamt|gesamtbetrag|gesamtsumme)\b"
    r"(?! (?:ht|tax|vat|net|excl|imponibile|iva|btw|mwst|ust|discount|qty|quantity))"
    r"\s*(?:\(?(?:eur|usd|gbp|chf)\)?)?\s*:?(?=\s|$)",
)

NET = (
    r"(?:rechnungssumme|gesamtbetrag|gesamtsumme|summe|betrag) (?:ohne|exkl\.?) (?:ust|mwst)\W*",
    r"(?:total ht|montant ht|total excl\S* (?:vat|tax|gst)|net total|net amount|nettobetrag|"
    r"nettosumme|summe netto|exclusief btw|totaal excl\S* btw|totale imponibile|imponibile|"
    r"base imponible|total sin iva)",
    r"^ *(?:.*\s{2})?(?:sub[ -]?total|subtotaal|subtotale|zwischensumme|sous-total|gesamtbeitrag|"
    r"warenwert|positionssumme)",
)

CURRENCY = r"(?:w[äa]hrung|currency|devise|valuta|divisa|moneda|munt)\b"

TITLE = (
    r"(?:tax invoice|invoice|credit note|rechnung\w*|[a-zäöü-]+rechnung|gutschrift|"
    r"rechnungs-?korrektur|facture|avoir|factuur|creditnota|fattura|nota di credito|factura|"
    r"receipt)"
)

SELLER = (
    r"(?:verk[äa]ufer|lieferant|rechnungssteller|leistungserbringer|seller|vendor|supplier|"
    r"from|bill from|vendeur|fournisseur|[ée]metteur|prestataire|leverancier|verkoper|afzender|"
    r"fornitore|cedente(?:[ /]prestatore)?|venditore|vendedor|proveedor|emisor)"
)

BUYER = (
    r"(?:bill(?:ed)? to|invoice to|ship(?:ped)? to|sold to|deliver(?:y)?(?: to| address)?|to:|"
    r"customer|client|buyer|attn|k[äa]ufer|kunde\b|rechnungsempf[äa]nger|leistungsempf[äa]nger|"
    r"rechnungsadresse|lieferadresse|warenempf[äa]nger|acheteur|adresse de|factur[ée] [àa]|"
    r"livr[ée] [àa]|destinataire|klant|factuuradres|afleveradres|aan:|cliente|cessionario|"
    r"destinatario|spett|fatturare a|facturar a)"
)

LEGAL_FORM = (
    r"(?:\b(?:gmbh|mbh|ag|kg|ohg|ug|gbr|e\.?\s?k\.?|e\.\s?v\.|se|sarl|s\.a\.r\.l\.|sas|sasu|"
    r"eurl|s\.?a\.?|b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|ltd|limited|llc|llp|plc|inc|corp|corporation|"
    r"sdn\.? bhd|bhd|pty|oy|ab|a/s|aps|as|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?l\.?u?|s\.?c\.?)(?!\w)\.?"
    r"|a\.\s?g\.)"
)

REGISTER = (
    r"(?:gesch[äa]ftsf[üu]hr|vorstand|amtsgericht|registergericht|handelsregister|\bhr[ab]\b|"
    r"ust\W?-?id|umsatzsteuer|steuer-?n|\bvat\b|\btva\b|siret|siren|\brcs\b|\bbtw\b|\bkvk\b|"
    r"\biban\b|p\.?\s?iva|partita|\bcif\b|\bnif\b|company (?:no|reg)|registered|\bgst\b)"
)

STREET = (
    r"(?:^\d+[a-z]?,? \S+|\S+ \d+ ?[a-z]?(?:\s?-\s?\d+)?$|(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|"
    r"allee|street|\bst\b|road|\brd\b|lane|avenue|\bave\b|court|drive|row|close|square|"
    r"\brue\b|boulevard|chemin|place|impasse|laan|straat|plein|weena|\bvia\b|viale|piazza|corso|calle|"
    r"plaza|avda|jalan|\bjln?\b|lorong))"
)

POSTCODE = (
    r"(?:\b(?:[A-Z]{1,2}-? ?)?\d{4,5}\b|\b\d{4} ?[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|"
    r"\b[A-Z]\d{2} [A-Z\d]{4}\b)"
)

AFTER_LINES = (
    r"^\s*(?:(?:total |sales )?(?:tax|vat|gst|mwst|ust|umsatzsteuer|zzgl|tva|taxes|btw|iva)\b"
    r".*[.,]\d\d"
    r"|payment|zahlbar|zahlungs|summe\b|belegsummen|(?:sonstige )?zu- und abschl|steueraufschl"
    r"|rechnungsrabatt)"
)
"""What begins the line after a table of lines."""

COLUMNS = {
    "description": r"\b(?:description|item|service|product|details|bezeichnung|beschreibung|"
    r"artikel\w*|leistung|d[ée]signation|article|libell[ée]|omschrijving|descrizione|descripci[óo]n|"
    r"concepto)\b",
    "quantity": r"\b(?:qty|quantity|menge|anzahl|anz|qt[ée]|quantit[ée]|aantal|q\.?t[àa]|"
    r"quantit[àa]|cantidad|cant|hours|units)\b",
    "price": r"\b(?:unit price|price|rate|einzelpreis|e-preis|nettopreis|vk-preis|st[üu]ckpreis|"
    r"preis|prix unitaire|unitaire|prijs(?: per stuk|(?! incl))|stukprijs|prezzo|precio)\b",
    "amount": r"\b(?:amount|total|betrag|gesamt(?:preis|betrag)?|zeilenbetrag|positionsbetrag|"
    r"nettowert|montant|prix ht|bedrag|prijs incl|totaal|importo|totale|importe)\b",
}
"""The headings of the columns of a table of lines."""
