"""Invoices that are only pictures, as an office scanner makes them: nothing in them can be read."""

import io
import random

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from curation.sample.invoice import Invoice
from curation.sample.printed import english

_SIZE = (827, 1170)  # A4 at 100 dots per inch
_PAPER, _INK = 246, 40


def draw_scan(invoice: Invoice, *, seed: int) -> bytes:
    """The invoice as a PDF page that holds one grey picture, slightly askew and with specks."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    picture = ImageReader(_picture(invoice, random.Random(seed)))
    canvas.drawImage(picture, 0, 0, width=A4[0], height=A4[1])
    canvas.save()
    return target.getvalue()


def _picture(invoice: Invoice, rng: random.Random) -> Image.Image:
    page = Image.new("L", _SIZE, _PAPER)
    draw = ImageDraw.Draw(page)
    vendor = invoice.vendor
    lines = [
        vendor.name,
        vendor.street,
        "",
        f"Invoice {invoice.number}",
        f"{invoice.day:%d.%m.%Y}",
        "",
        *(f"{line.count} x {line.text}   {english(line.total)}" for line in invoice.lines),
        "",
        f"Total {english(invoice.gross)} {vendor.currency}",
    ]
    font = ImageFont.load_default(size=22)
    for step, line in enumerate(lines):
        draw.text((90, 90 + step * 34), line, fill=_INK, font=font)
    page = page.rotate(rng.uniform(-0.8, 0.8), fillcolor=_PAPER)
    for _ in range(400):
        page.putpixel((rng.randrange(_SIZE[0]), rng.randrange(_SIZE[1])), rng.randrange(120, 230))
    return page
