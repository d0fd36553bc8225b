"""English: every word that the engines of `extract` match with. Tables only; a new language is a folder like this one."""

from __future__ import annotations

from noticewatch.extract.lexicon.en.authorities import AUTHORITIES
from noticewatch.extract.lexicon.en.causes import CAUSES
from noticewatch.extract.lexicon.en.counting import EN_COUNTS
from noticewatch.extract.lexicon.en.desk import DESK
from noticewatch.extract.lexicon.en.exposure import EXPOSURE
from noticewatch.extract.lexicon.en.further import FURTHER
from noticewatch.extract.lexicon.en.kinds import KINDS
from noticewatch.extract.lexicon.en.layout import LAYOUT
from noticewatch.extract.lexicon.en.parties import PARTIES
from noticewatch.extract.lexicon.en.scope import SCOPE
from noticewatch.extract.lexicon.en.stages import STAGES
from noticewatch.extract.lexicon.en.timing import EN_TIMES
from noticewatch.extract.lexicon.en.verdict import VERDICT
from noticewatch.extract.lexicon.wording import Wording

EN = Wording(
    language="en",
    layout=LAYOUT,
    scope=SCOPE,
    verdict=VERDICT,
    party=PARTIES,
    cause=CAUSES,
    kinds=KINDS,
    exposure=EXPOSURE,
    authority=AUTHORITIES,
    stage=STAGES,
    desk=DESK,
    further=FURTHER,
    counts=EN_COUNTS,
    times=EN_TIMES,
)
