"""In which sector the announcer works: by the form of its name, else by what it says of itself. Core; imports scope and page."""

from __future__ import annotations

import unicodedata

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.model import Sector


def find_sector(survey: Survey, organization: Found[str] | None) -> Found[Sector] | None:
    """The sector; None where neither the name nor the text tells it.

    A name's own form goes first: what a text says may be about somebody else.
    """
    words = survey.wording.further.sector
    if organization is not None:
        name = unicodedata.normalize("NFKC", organization.value).lower()
        for sector, pattern in words.names:
            if pattern.search(name):
                return Found(sector, organization.spans, "derived")
    for sector, pattern in words.own:
        for start, end in survey.hits(pattern):
            if not survey.advised(start):
                return Found(sector, ((start, end),), "derived")
    return None
