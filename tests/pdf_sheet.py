"""A PDF of one sheet, for tests of what stands behind a page."""

from __future__ import annotations

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))


def pdf(text: str) -> bytes:
    """Lines of text as a PDF."""
    file = io.BytesIO()
    to = Canvas(file, invariant=1)
    to.setFont("HeiseiMin-W3", 11)
    for number, line in enumerate(text.split("\n")):
        to.drawString(60, 770 - 20 * number, line)
    to.showPage()
    to.save()
    return file.getvalue()
