"""PDF files.

Core; imports errors and model.
"""

from __future__ import annotations

from noticewatch.errors import ReadError
from noticewatch.model import Document


def read_pdf(body: bytes, url: str = "") -> Document:
    """Read a PDF. Raises ReadError."""
    raise ReadError(f"this is a PDF of {len(body):,} bytes ({url}), which is not read yet")
