"""One document's facts, each with the words that prove it.

Core; imports the finders. `extract` is pure: the same document gives the same facts for one version of the extractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from noticewatch.codec import fact_to_json
from noticewatch.extract.authorities import not_itself
from noticewatch.extract.counts import find_only_count
from noticewatch.extract.desk import find_contacts
from noticewatch.extract.exposure import exposure_by_cause
from noticewatch.extract.findings import Findings, findings_of
from noticewatch.extract.groups import find_groups
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, Page, page_of
from noticewatch.extract.parties import find_parties, parties_named
from noticewatch.extract.pending import find_pending
from noticewatch.extract.scope import Survey, survey
from noticewatch.extract.sector import find_sector
from noticewatch.extract.services import find_services
from noticewatch.extract.stage import find_stage
from noticewatch.extract.unmarked import with_unmarked
from noticewatch.extract.verdict import judge
from noticewatch.model import Contact, Count, Document, Evidence, Extraction, Facts
from noticewatch.text import LONGEST_QUOTE, sentence_at

EXTRACTOR = "4"  # of stored facts; raised when the rules change what they find

JAPANESE_SHARE = 0.08  # of kana and han among letters: English notices with a Japanese name stay below, tables of numbers above
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LANGUAGE_SAMPLE = 4000  # characters


def extract(
    document: Document, *, organization: str | None = None, language: str | None = None, announced: bool = False
) -> Extraction:
    """Find a document's facts.

    `organization` and `language` are what the source's configuration says. Offsets of evidence are code points of
    `document.text`, half-open. `announced`: an incident's facts are sought whatever the verdict is.

    >>> text = "書類の紛失について\\n\\n本市は、市民12名の氏名を記した書類を紛失しました。お詫びいたします。"
    >>> page = Document("", "書類の紛失について", text)
    >>> facts = extract(page, organization="汐見沢市").facts
    >>> facts.verdict, facts.organization, facts.cause, facts.data_types
    ('incident', '汐見沢市', 'loss', ('name',))
    """
    spoken = language or language_of(document.text)
    page = page_of(document, "ja" if spoken.startswith("ja") else "en")
    seen = survey(page, wording_of(page.language))
    findings = findings_of(seen)
    judgement = judge(seen, findings)
    timeline = findings.timeline
    gathered = _Gathered(page)
    gathered.one("verdict", judgement.verdict)
    gathered.one("published", timeline.published)
    gathered.one("entries", judgement.entries)
    if announced or judgement.verdict.value in ("incident", "unclassified"):
        if find_stage(seen).value != "update":  # whose days are those of what was done since
            timeline = with_unmarked(timeline)
        gathered.one("occurred_start", timeline.occurred_start)
        gathered.one("occurred_end", timeline.occurred_end)
        gathered.one("discovered", timeline.discovered)
        _gather(gathered, seen, findings, organization)
    return Extraction(Facts(language=spoken, **gathered.facts), gathered.evidence, judgement.reasons)


def language_of(text: str) -> str:
    """The main language of a text: ja, en, or und where it has no letters.

    >>> language_of("お知らせ"), language_of("Notice of data breach"), language_of("2024")
    ('ja', 'en', 'und')
    """
    sample = text[:_LANGUAGE_SAMPLE]
    japanese, enough = 0, JAPANESE_SHARE * len(sample)
    for run in _JAPANESE.finditer(sample):
        japanese += run.end() - run.start()
        if japanese >= enough:
            return "ja"  # whatever else the text holds
    if not japanese:
        return "en" if _LETTERS.search(sample) else "und"
    return "ja" if japanese / sum(map(len, _LETTERS.findall(sample))) >= JAPANESE_SHARE else "en"


def _gather(gathered: _Gathered, seen: Survey, findings: Findings, organization: str | None) -> None:
    """Every fact of an incident that rests on words, and its counts."""
    parties = find_parties(seen, organization) if organization else seen.once(parties_named)
    gathered.one("organization", parties.organization)
    gathered.one("vendor", parties.vendor)
    gathered.one("stage", find_stage(seen))
    cause = findings.cause
    gathered.one("cause", cause)
    affected = findings.affected if findings.affected.counts else find_only_count(seen.page)
    gathered.many("affected", affected.counts)
    gathered.one("affected_headline", affected.headline)
    gathered.many("data_types", findings.given)
    gathered.many("data_types_excluded", findings.excluded)
    gathered.one("exposure", findings.exposure or (exposure_by_cause(cause) if findings.given or affected.counts else None))
    announcer = parties.organization.value if parties.organization else None
    gathered.many("regulators", not_itself(seen, findings.regulators, announcer))
    gathered.one("misuse", findings.misuse)
    gathered.many("contacts", find_contacts(seen))
    _gather_further(gathered, seen, findings, parties.organization)


def _gather_further(gathered: _Gathered, seen: Survey, findings: Findings, organization: Found[str] | None) -> None:
    """What the announcer is, whose data it was, what held it, who was told, and what is still open."""
    sector = find_sector(seen, organization)
    exposed = next(iter(findings.given), None) or findings.affected.headline
    gathered.many("services", find_services(seen))
    gathered.many("affected_groups", find_groups(seen, sector.value if sector else None, exposed.spans[0] if exposed else None))
    gathered.many("pending", find_pending(seen))
    gathered.one("notified", findings.notified)
    gathered.one("sector", sector)


class _Gathered:
    """Facts and evidence as they come together, from spans of the folded text to quotes of the original."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.facts: dict[str, Any] = {}
        self.evidence: dict[str, tuple[Evidence, ...]] = {}

    def one(self, name: str, found: Found[Any] | None) -> None:
        """Keep a single fact."""
        if found is None:
            return
        self.facts[name] = found.value
        pieces = tuple(_evidence(self.page, start, end, found.how, None) for start, end in found.spans)
        if pieces:
            self.evidence[name] = pieces

    def many(self, name: str, found: Iterable[Found[Any]]) -> None:
        """Keep a list of facts, each piece of evidence with the value it proves."""
        listed = tuple(found)
        if not listed:
            return
        self.facts[name] = tuple(one.value for one in listed)
        pieces: list[Evidence] = []
        for one in listed:
            proves = _proves(one.value)
            pieces.extend(_evidence(self.page, start, end, one.how, proves) for start, end in one.spans)
        if pieces:
            self.evidence[name] = tuple(pieces)


def _proves(value: object) -> Any:
    """A list's value as its evidence names it: a count's number, a contact's address or number, else the value."""
    if isinstance(value, Count):
        return value.value
    if isinstance(value, Contact):
        return value.value
    return fact_to_json(value)


def _evidence(page: Page, start: int, end: int, how: Any, value: Any) -> Evidence:
    """The sentence that holds the proving words, cut to what a quote may hold with those words kept."""
    sentence = sentence_at(page.sentences, start)
    first, last = (min(sentence.start, start), max(sentence.end, end)) if sentence else (start, end)
    left, right = page.folded.span(first, last)
    if right - left > LONGEST_QUOTE:
        kept_left, kept_right = page.folded.span(start, end)
        room = max(0, LONGEST_QUOTE - (kept_right - kept_left))
        left = max(left, kept_left - room // 2)
        right = min(right, left + LONGEST_QUOTE)
        left = max(left if right - left == LONGEST_QUOTE else right - LONGEST_QUOTE, 0)
    return Evidence(page.folded.original[left:right], left, right, how, value)
