"""Japanese: every word that the engines of `extract` match with. Tables only; a new language is a folder like this one."""

from __future__ import annotations

from noticewatch.extract.lexicon.ja.authorities import AUTHORITIES
from noticewatch.extract.lexicon.ja.causes import CAUSES
from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
from noticewatch.extract.lexicon.ja.desk import DESK
from noticewatch.extract.lexicon.ja.exposure import EXPOSURE
from noticewatch.extract.lexicon.ja.further import FURTHER
from noticewatch.extract.lexicon.ja.kinds import KINDS
from noticewatch.extract.lexicon.ja.layout import LAYOUT
from noticewatch.extract.lexicon.ja.parties import PARTIES
from noticewatch.extract.lexicon.ja.scope import SCOPE
from noticewatch.extract.lexicon.ja.stages import STAGES
from noticewatch.extract.lexicon.ja.timing import JA_TIMES
from noticewatch.extract.lexicon.ja.verdict import VERDICT
from noticewatch.extract.lexicon.wording import Wording

JA = Wording(
    language="ja",
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
    counts=JA_COUNTS,
    times=JA_TIMES,
)
