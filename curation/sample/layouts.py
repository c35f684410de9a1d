"""Five ways to draw an invoice as a PDF page. The same invoice gives the same bytes."""

import io
from collections.abc import Callable, Sequence
from datetime import timedelta

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from curation.sample.invoice import Invoice, Layout
from curation.sample.printed import (
    english,
    english_day,
    french,
    french_day,
    german,
    german_day,
    german_words,
)

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 60.0, _WIDTH - 60.0
Cells = Sequence[str]


def draw_invoice(invoice: Invoice) -> bytes:
    """The invoice as a PDF file of one page, in its vendor's layout."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)  # no clock, no random id
    canvas.setTitle(f"{invoice.vendor.name} {invoice.number}")
    _LAYOUTS[invoice.vendor.layout](canvas, invoice)
    canvas.save()
    return target.getvalue()


def _classic(page: Canvas, invoice: Invoice) -> None:
    vendor, currency = invoice.vendor, invoice.vendor.currency
    _text(page, _LEFT, 780, vendor.name, size=15, bold=True)
    _block(page, _LEFT, 762, (vendor.street, vendor.town, vendor.tax_id))
    _text(page, _RIGHT, 780, "INVOICE", size=20, bold=True, right=True)
    facts = (
        f"Invoice number: {invoice.number}",
        f"Invoice date: {english_day(invoice.day, currency)}",
        f"Due date: {english_day(invoice.day + timedelta(days=30), currency)}",
    )
    _block(page, _RIGHT, 756, facts, right=True)
    _block(page, _LEFT, 690, ("Bill to", *invoice.customer))
    rows = [
        (line.text, str(line.count), english(line.price), english(line.total))
        for line in invoice.lines
    ]
    below = _table(page, 610, ("Description", "Qty", "Unit price", "Amount"), rows, ruled=True)
    totals = (
        ("Subtotal", english(invoice.net, currency)),
        (f"{'Sales tax' if currency == 'USD' else 'VAT'} ({vendor.tax}%)", english(invoice.tax)),
        ("Total", english(invoice.gross, currency)),
    )
    _totals(page, below - 24, totals)
    _text(page, _LEFT, 90, "Payable within 30 days. Thank you for your business.", size=9)


def _band(page: Canvas, invoice: Invoice) -> None:
    vendor, currency = invoice.vendor, invoice.vendor.currency
    page.setFillColor(HexColor("#1f4e5f"))
    page.rect(0, _HEIGHT - 110, _WIDTH, 110, stroke=0, fill=1)
    page.setFillColor(HexColor("#ffffff"))
    _text(page, _LEFT, _HEIGHT - 60, vendor.name, size=22, bold=True)
    _text(page, _LEFT, _HEIGHT - 82, f"{vendor.street}, {vendor.town}", size=9)
    page.setFillColor(HexColor("#000000"))
    facts = (
        ("INVOICE NO", invoice.number),
        ("DATE", f"{invoice.day:%d %b %Y}"),
        ("AMOUNT DUE", english(invoice.gross, currency)),
    )
    for column, (label, value) in enumerate(facts):
        _text(page, _LEFT + column * 165, 690, label, size=8)
        _text(page, _LEFT + column * 165, 674, value, size=12, bold=True)
    _block(page, _LEFT, 640, ("Billed to", *invoice.customer))
    rows = [
        (line.text, f"{line.count} x", english(line.price), english(line.total))
        for line in invoice.lines
    ]
    below = _table(page, 560, ("Service", "", "Rate", "Total"), rows, striped=True)
    totals = (
        ("Net total", english(invoice.net)),
        (f"Tax {vendor.tax}%", english(invoice.tax)),
        (f"Total {currency}", english(invoice.gross)),
    )
    _totals(page, below - 24, totals)
    _text(page, _LEFT, 80, f"{vendor.name} · {vendor.tax_id}", size=8)


def _letter(page: Canvas, invoice: Invoice) -> None:
    vendor, currency = invoice.vendor, invoice.vendor.currency
    _text(page, _RIGHT, 790, vendor.name, size=14, bold=True, right=True)
    _block(page, _RIGHT, 774, (vendor.street, vendor.town, vendor.tax_id), right=True)
    _text(page, _LEFT, 712, f"{vendor.name} · {vendor.street} · {vendor.town}", size=7)
    _block(page, _LEFT, 696, invoice.customer)
    facts = (
        f"Rechnungsnummer: {invoice.number}",
        f"Rechnungsdatum: {german_day(invoice.day)}",
        f"Leistungsdatum: {german_day(invoice.day - timedelta(days=6))}",
    )
    _block(page, _RIGHT, 696, facts, right=True)
    _text(page, _LEFT, 616, "Rechnung", size=16, bold=True)
    _text(page, _LEFT, 596, "Für unsere Leistungen erlauben wir uns zu berechnen:", size=10)
    rows = [
        (f"{place}  {line.text}", str(line.count), german(line.price), german(line.total))
        for place, line in enumerate(invoice.lines, 1)
    ]
    head = ("Pos. Bezeichnung", "Menge", "Einzelpreis", "Gesamtpreis")
    below = _table(page, 566, head, rows, ruled=True)
    totals = (
        ("Nettobetrag", german(invoice.net, currency)),
        (f"zzgl. {vendor.tax} % USt.", german(invoice.tax, currency)),
        ("Rechnungsbetrag", german(invoice.gross, currency)),
    )
    _totals(page, below - 24, totals)
    due = german_words(invoice.day + timedelta(days=14))
    _text(page, _LEFT, 96, f"Zahlbar ohne Abzug bis zum {due}.", size=10)


def _facture(page: Canvas, invoice: Invoice) -> None:
    vendor, currency = invoice.vendor, invoice.vendor.currency
    _text(page, _LEFT, 784, vendor.name, size=17, bold=True)
    _block(page, _LEFT, 768, (vendor.street, vendor.town, vendor.tax_id))
    page.rect(_RIGHT - 220, 690, 220, 70)
    _block(page, _RIGHT - 210, 744, ("Client", *invoice.customer))
    _text(page, _LEFT, 660, f"Facture n° {invoice.number}", size=15, bold=True)
    _text(page, _LEFT, 642, f"Date de facture : {french_day(invoice.day)}", size=10)
    rows = [
        (line.text, str(line.count), french(line.price), french(line.total))
        for line in invoice.lines
    ]
    below = _table(page, 606, ("Désignation", "Qté", "Prix unitaire", "Montant HT"), rows)
    totals = (
        ("Total HT", french(invoice.net, currency)),
        (f"TVA {vendor.tax} %", french(invoice.tax, currency)),
        ("Total TTC", french(invoice.gross, currency)),
    )
    _totals(page, below - 24, totals)
    _text(page, _LEFT, 84, "Règlement à 30 jours, pas d'escompte.", size=9)


def _slip(page: Canvas, invoice: Invoice) -> None:
    vendor, currency = invoice.vendor, invoice.vendor.currency
    middle = _WIDTH / 2
    for step, text in enumerate((vendor.name, vendor.street, vendor.town, vendor.tax_id)):
        page.setFont("Courier-Bold" if step == 0 else "Courier", 13 if step == 0 else 9)
        page.drawCentredString(middle, 780 - step * 15, text)
    page.setFont("Courier-Bold", 15)
    page.drawCentredString(middle, 700, f"Total {english(invoice.gross, currency)}")
    place = 668.0
    facts = [
        (f"Invoice {invoice.number}", f"{invoice.day:%d/%m/%Y}"),
        (f"To: {invoice.customer[0]}", ""),
        ("", ""),
        *((f"{line.count} {line.text}", english(line.total)) for line in invoice.lines),
        ("", ""),
        ("Net total", english(invoice.net)),
        (f"VAT {vendor.tax}%", english(invoice.tax)),
        ("Grand total", english(invoice.gross)),
    ]
    page.setFont("Courier", 10)
    for left, right in facts:
        page.drawString(middle - 150, place, left)
        page.drawRightString(middle + 150, place, right)
        place -= 15
    page.drawCentredString(middle, place - 20, "Paid with thanks")


def _text(
    page: Canvas,
    x: float,
    y: float,
    text: str,
    *,
    size: float = 10,
    bold: bool = False,
    right: bool = False,
) -> None:
    page.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    (page.drawRightString if right else page.drawString)(x, y, text)


def _block(page: Canvas, x: float, y: float, lines: Cells, *, right: bool = False) -> None:
    for step, line in enumerate(lines):
        _text(page, x, y - step * 14, line, right=right)


def _table(
    page: Canvas,
    top: float,
    head: Cells,
    rows: Sequence[Cells],
    *,
    ruled: bool = False,
    striped: bool = False,
) -> float:
    """Draw a table with one wide column and three narrow ones; returns where it ends."""
    columns = (_LEFT, _LEFT + 290, _LEFT + 385, _RIGHT)
    for index, row in enumerate((head, *rows)):
        y = top - index * 20
        if striped and index % 2:
            page.setFillColor(HexColor("#eef3f5"))
            page.rect(_LEFT - 4, y - 6, _RIGHT - _LEFT + 8, 20, stroke=0, fill=1)
            page.setFillColor(HexColor("#000000"))
        for column, cell in enumerate(row):
            _text(page, columns[column], y, cell, bold=index == 0, right=column > 0)
        if ruled:
            page.line(_LEFT, y - 6, _RIGHT, y - 6)
    return top - len(rows) * 20


def _totals(page: Canvas, top: float, rows: Sequence[tuple[str, str]]) -> None:
    for index, (label, amount) in enumerate(rows):
        last = index == len(rows) - 1
        _text(page, _RIGHT - 200, top - index * 18, label, bold=last)
        _text(page, _RIGHT, top - index * 18, amount, bold=last, right=True)


_LAYOUTS: dict[Layout, Callable[[Canvas, Invoice], None]] = {
    Layout.CLASSIC: _classic,
    Layout.BAND: _band,
    Layout.LETTER: _letter,
    Layout.FACTURE: _facture,
    Layout.SLIP: _slip,
}
