"""Whether a page announces an organization's own incident: its signs weighed by a table, and the reasons kept.

Core; imports signals and scope. It fails open: where the signs nearly balance, or a short text says nothing but its title, the
verdict is `unclassified`, never silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from noticewatch.extract.findings import Findings
from noticewatch.extract.masthead import masthead
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.extract.signals import signs_of
from noticewatch.extract.signs import Signs, after_mark
from noticewatch.model import Verdict
from noticewatch.text import letters

SHORT = 40  # characters of a body that tells nothing
LONGEST_POINTER = 100  # characters of a line that leads to another document
FEWEST_ENTRIES = 3
LONGEST_ENTRY = 120  # characters of a line that is one of a list's
MUCH = 2  # things that announcers do
MANY_OTHERS = 4  # statements on somebody's word for each of one's own
OWN_TOLD = 2  # sentences in which the announcer tells of what befell it; one may be about anything
REST_OF_CELL = 3  # characters: ランサム|ウェア
_DIGIT = re.compile(r"\d")
_LISTED_FIELD = re.compile(r"(?:原因|件数|被害|cause|affected|records)\s*:")
_DATED_HEAD = re.compile(r"[^.。\n]{3,60}\((?:19|20)[0-9]{2}\)")  # of an entry: "Fenwick Stores (2016)"
# "Fenwick Stores (Ohio). A laptop"
_PLACED_HEAD = re.compile(r"(?:[0-9]{1,2}\. )?[A-Z][^.\n()]{2,60} \([A-Za-z][A-Za-z ,]{1,24}\)\. \S")
_ENTRY_MARK = re.compile(r"【[^】\n]{0,30}#[^】\n]{1,20}】")


def _others(signs: Signs) -> int:
    """How often somebody else tells of it, where the announcer speaks less; a collector's post may tell in its own words."""
    return 0 if signs["collected"] or signs["signed"] or signs["reported"] <= signs["own_voice"] else signs["reported"]


def _attributed(signs: Signs) -> int:
    """How often what happened is told on somebody's word; collectors' posts tell so, and of one incident each."""
    return 0 if signs["collected"] else signs["attributed"]


def _genre(signs: Signs) -> int:
    """How many marks of another kind of page there are; a report to investors of one event speaks as they all do."""
    return signs["genre"] + _venue(signs) + (0 if signs["filing"] else signs["fiscal"])


def _venue(signs: Signs) -> int:
    """Marks of where many write; who says that it was his own fault, and tells of it, may do so on a blog with comments."""
    own = signs["admits"] and signs["own_told"] >= OWN_TOLD and signs["reported"] <= signs["own_voice"]
    return 0 if own else signs["venue"]


def _claims(signs: Signs) -> int:
    """How much a page is about claims; a law firm that gives notice of its own event has an advertiser's last line too."""
    return 0 if signs["declares"] and not _against(signs) and signs["data"] else signs["claims"]


def _speaks(signs: Signs) -> int:
    """How often the announcer speaks; a reporter may say "we" once, among much that others say."""
    return signs["own_voice"] if signs["reported"] < MANY_OTHERS * signs["own_voice"] else 0


def _aside(signs: Signs) -> int:
    """Whether somebody speaks, but never where the event or the data is told of."""
    return int(bool(signs["own_voice"]) and not signs["own_told"] and not signs["collected"])


def _untouched_told(signs: Signs) -> int:
    """How often data is said to be untouched, where nobody tells of his own."""
    return 0 if signs["own_told"] >= OWN_TOLD else signs["untouched"]


def _elsewhere(signs: Signs) -> int:
    """How often somebody else is said to be hit; who reports to an authority and tells those affected was hit himself.

    So was who tells again and again of what happened to data, and names the systems that were spared.
    """
    own = (signs["own_event"] and signs["notified"]) or (signs["own_told"] > OWN_TOLD and signs["exposure"])
    return 0 if own and signs["cause"] and signs["authority"] else signs["elsewhere"]


def _no_event(signs: Signs) -> int:
    return int(not (signs["told"] or signs["harm"] or signs["counted"] or signs["cause"]))


def _no_data(signs: Signs) -> int:
    return int(not (signs["personal"] or signs["kinds"] >= 2 or signs["attack"]))


def _unstruck(signs: Signs) -> int:
    """Whether no sentence tells of an event and of somebody's data at once, and nothing of an attack."""
    return int(not (signs["hit"] or signs["attack"]))


def _outage(signs: Signs) -> int:
    """Whether the top tells of an outage or of money, and the text neither of somebody's data nor of an attack.

    One that floods a line is no attack on data.
    """
    if signs["data"] >= 2 or signs["hit"] or (signs["attack"] and not signs["flood"]):
        return 0
    return signs["outage"] + signs["flood"]


def _quoted(signs: Signs) -> int:
    """How often an event is told in somebody's quoted words, where the page itself tells none."""
    return 0 if signs["told"] else signs["told_quoted"]


def _untouched(signs: Signs) -> int:
    """How often data is said to be untouched, where none is said to be hit."""
    attack = signs["attack"] and not signs["flood"]
    return 0 if signs["data"] >= 2 or attack or signs["hit"] else signs["untouched"]


def _supposed(signs: Signs) -> int:
    """How often an event is named as a possible one, where none is told."""
    return 0 if signs["told"] else signs["supposed"]


_CONTRARY = (
    "reported", "told_quoted", "genre", "venue", "promotion", "several", "subjects", "guidance", "template", "warning",
    "elsewhere", "supposed",
)  # fmt: skip

_NOT_OWN = (
    "elsewhere",
    "untouched",
    "template",
    "unreal",
    "several",
    "subjects",
    "claims",
    "genre",
    "promotion",
    "told_quoted",
    "outage",
)
_PARTS = ("authority", "notified", "apology", "dated", "counted", "exposure", "data", "misuse", "admits", "declares")
ENOUGH_PARTS = 3  # of those of a notice


def _unopposed(signs: Signs) -> int:
    """Whether an event is told with whom it hit, and nothing at all speaks for another kind of page."""
    told = (signs["told"] or signs["harm"]) and (signs["data"] or signs["counted"])
    return int(bool(told) and not _against(signs) and not _headline_against(signs) and not any(signs[name] for name in _CONTRARY))


def _may_be_own(signs: Signs) -> int:
    """Whether somebody tells of his own throughout, with parts of a notice, and nothing says that it is no notice."""
    own = signs["own_told"] >= OWN_TOLD and signs["reported"] <= signs["own_voice"]
    if not own or _against(signs) or any(signs[name] for name in _NOT_OWN):
        return 0
    return int(sum(signs[name] > 0 for name in _PARTS) >= ENOUGH_PARTS)


def _teaching(name: str) -> Callable[[Signs], int]:
    """How often a page advises, offers or warns, where its announcer does not tell of its own data throughout."""

    def seen(signs: Signs) -> int:
        return 0 if signs["own_event"] >= 2 and signs["data"] else signs[name]

    seen.__name__ = name
    return seen


def _against(signs: Signs) -> int:
    return signs["title_guidance"] + signs["title_other"]


def _against_event(signs: Signs) -> int:
    return _against(signs) if signs["title_event"] else 0


def _against_alone(signs: Signs) -> int:
    return 0 if signs["title_event"] else _against(signs)


def _headline_against(signs: Signs) -> int:
    return signs["headline_guidance"] + signs["headline_other"]


@dataclass(frozen=True, slots=True)
class Row:
    """A sign that was seen so often or oftener adds its points; `because` is its reason in the answer."""

    sign: str | Callable[[Signs], int]
    least: int
    points: int
    because: str

    def counts(self, signs: Signs) -> bool:
        """Whether the sign was seen often enough."""
        return (self.sign(signs) if callable(self.sign) else signs[self.sign]) >= self.least


# Points are tenths of a logistic regression's weights, fitted to all pages with gold (tests/weigh_verdict.py prints them anew)
# and held to the side that reason gives them. A page without any sign has BIAS, set where precision and recall met.
BIAS = -33
ROWS = (
    Row("title_announces", 1, 17, "The title announces it"),
    Row("headline_event", 1, 9, "A heading at the top names an event"),
    Row(_unopposed, 1, 8, "Nothing speaks for another kind of page"),
    Row("cause", 1, 9, "It says why it happened"),
    Row("exposure", 1, 6, "It says whether data was exposed"),
    Row("dated", 1, 18, "It says when it happened or was noticed"),
    Row("data", 3, 15, "It names kinds of data exposed"),
    Row("authority", 1, 11, "It was reported to an authority"),
    Row("notified", 1, 4, "Those affected were or will be told"),
    Row("misuse", 1, 7, "It says whether data was misused"),
    Row("apology", 1, 9, "It apologizes"),
    Row("response", 1, 3, "It tells what was done about it"),
    Row(_speaks, 1, 24, "The announcer speaks"),
    Row("collected", 1, 13, "A collector's post tells of an event"),  # in whose posts no announcer speaks
    Row(_aside, 1, -7, "The announcer speaks of other things"),
    Row("own_told", 2, 7, "The announcer tells of it"),
    Row("own_told", 4, 8, "The announcer tells of it throughout"),
    Row("filing", 1, 20, "It is a report to investors of one event"),
    Row("signed", 1, 5, "It is signed"),
    Row("release", 1, 10, "It does what an announcer does"),
    Row("release", 2, 13, "It does much that an announcer does"),
    Row("nobody", 1, -21, "No announcer speaks or acts"),
    Row(_attributed, 2, -12, "What happened is told on somebody's word throughout"),
    Row("hearsay", 1, -13, "Nobody speaks for himself"),
    Row("hearsay", 2, -17, "Nobody speaks for himself, and others are heard"),
    Row(_no_event, 1, -16, "No event is told"),
    Row(_no_data, 1, -8, "No personal data and no attack is named"),
    Row(_unstruck, 1, -2, "No event is told of anybody's data"),
    Row(_outage, 1, -17, "It tells of an outage, of money or of conduct"),
    Row(_untouched, 1, -38, "It says that nobody's data was touched"),
    Row(_untouched_told, 1, -9, "It says that data was not touched, and nobody tells of his own"),
    Row(_quoted, 1, -25, "An event is told in quoted words only"),
    Row(_genre, 1, -21, "It has marks of another kind of page"),
    Row(_genre, 2, -38, "It has several marks of another kind of page"),
    Row(_claims, 1, -10, "Somebody offers to press claims"),
    Row(_claims, 2, -40, "It is about claims"),
    Row("unreal", 1, -80, "It says itself that it is made up"),
    Row("heads", 2, -33, "It tells of organizations one after another"),
    Row(_teaching("warning"), 4, -11, "It warns of somebody's fraud throughout"),
    Row(_teaching("guidance"), 1, -11, "It speaks as advice does"),
    Row(_teaching("guidance"), 3, -7, "It speaks as advice does throughout"),
    Row(_against_alone, 1, -20, "The title speaks of something else"),
    Row(_against_event, 1, -30, "The title speaks of something else too"),
    Row(_headline_against, 1, -33, "A heading at the top speaks of something else"),
    Row("title_roundup", 1, -40, "The title is that of a list"),
    Row("several", 1, -17, "It speaks of incidents in the plural"),
    Row("several", 2, -21, "It speaks of several incidents"),
    Row("subjects", 3, -28, "It tells of several organizations"),
    Row("subjects", 4, -29, "It tells of many organizations"),
    Row(_others, 2, -5, "Somebody else tells of it"),
    Row(_others, 4, -14, "It is a report on others"),
    Row(_supposed, 3, -21, "Events are named as possible ones"),
    Row("advice_share", 25, -10, "A quarter of it is advice"),
    Row("advice_share", 50, -23, "Half of it is advice"),
    Row(_teaching("promotion"), 1, -14, "It offers or teaches something"),
    Row(_teaching("promotion"), 2, -24, "It offers or teaches a lot"),
    Row("template", 1, -7, "It has blanks to be filled in"),
    Row("template", 3, -72, "It is a form to be filled in"),
    Row("template", 6, -20, "It is all blanks"),
    Row(_elsewhere, 1, -37, "It says that somebody else was hit"),
    Row(_elsewhere, 2, -23, "It says so more than once"),
)
SURE, DOUBT = 0, -8  # points from which a page is an incident, and from which it may be one


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the words that made it, how many incidents a roundup lists, and the reasons in short sentences."""

    verdict: Found[Verdict]
    entries: Found[int] | None
    reasons: tuple[str, ...]


def judge(survey: Survey, findings: Findings) -> Judgement:
    """Weigh a page."""
    entries = _entries(survey)
    if entries is not None:
        reason = f"It lists {entries.value} incidents of several organizations."
        return Judgement(Found("roundup", entries.spans[:1]), entries, (reason,))
    signs = signs_of(survey, findings)
    score, reasons = BIAS, []
    for row in ROWS:
        if row.counts(signs):
            score += row.points
            reasons.append(f"{row.points:+d} {row.because}{_shown(survey, signs, row)}.")
    reasons.append(f"Score {score}, from {BIAS}: {SURE} or more is an incident, {DOUBT} or more is in doubt.")
    verdict = _decide(survey, score, signs)
    proof = (
        tuple(signs.told[:1])
        or tuple(signs.words[name] for name in ("harm", "counted", "title_event") if name in signs.words)[:1]
    )
    return Judgement(Found(verdict, proof if verdict in ("incident", "unclassified") else ()), None, tuple(reasons))


def _shown(survey: Survey, signs: Signs, row: Row) -> str:
    place = signs.words.get(row.sign) if isinstance(row.sign, str) else None
    return f" ({survey.page.text[place[0] : min(place[1], place[0] + 40)].strip()})" if place else ""


def _decide(survey: Survey, score: int, signs: Signs) -> Verdict:
    words = survey.wording.verdict
    against = _against(signs) or _headline_against(signs)
    if score >= SURE:
        return "incident"
    eventful = signs["exposure"] or signs["release"] >= MUCH or not _no_event(signs)
    if (score >= DOUBT and eventful) or _unopposed(signs) or _may_be_own(signs):
        return "unclassified"  # what befell somebody's data is told plainly, and nothing speaks against it
    if not against and _no_event(signs) and _titled(survey) and _own_words(survey) < SHORT:
        return "unclassified"
    if signs["several"] >= 2 and not _no_event(signs):
        return "roundup"
    secure = next(survey.hits(words.subject), None) is not None
    teaches = signs["template"] or signs["title_guidance"] or signs["headline_guidance"] or signs["guidance"] >= 2
    return "guidance" if secure and teaches and not _others(signs) >= 2 else "other"


def _own_words(survey: Survey) -> int:
    """How many characters below the title tell anything: not lines that repeat it, nor those that lead to another document."""
    title, pointer = letters(survey.lowered[: survey.page.title_end]), survey.wording.verdict.pointer
    own = 0
    for line in survey.layout.lines:
        length = line.end - line.start
        if line.start < survey.page.title_end or (title and letters(survey.lowered[line.start : line.end]).startswith(title)):
            continue
        if length > LONGEST_POINTER or next(survey.hits(pointer, line.start, line.end), None) is None:
            own += length
    return own


def _titled(survey: Survey) -> bool:
    """Whether the title alone could be an incident's."""
    words, end = survey.wording.verdict, survey.page.title_end
    return any(next(survey.hits(pattern, 0, end), None) for pattern in (words.event_title, words.personal))


def _entries(survey: Survey) -> Found[int] | None:
    """How many incidents a page lists, where it is a list of several organizations' incidents."""
    words, text = survey.wording.verdict, survey.lowered
    marks = [
        match.span()
        for match in _ENTRY_MARK.finditer(text)
        if not text[survey.layout.line_at(match.start()).start : match.start()].strip()
    ]
    if len(marks) > 1:
        return Found(len(marks), (marks[0],))
    top = masthead(survey)
    title = next(survey.hits(words.roundup_title, after_mark(survey), top[-1].end), None) if top else None
    lines = [
        (line.start, line.end)
        for line in survey.layout.lines
        if line.start >= survey.page.title_end and 0 < line.end - line.start <= LONGEST_ENTRY
    ]
    fields = [line for line in lines if text.startswith(("原因", "cause"), line[0]) and _LISTED_FIELD.match(text, *line)]
    heads = [line for line in lines if text[line[1] - 1] == ")" and _DATED_HEAD.fullmatch(text, *line)]
    entries = [line for line in lines if _is_entry(survey, *line)] if title is not None else []
    cells = [line for line in lines if _is_cell(survey, *line)] if title is not None else []
    placed = [line for line in _opened(survey) if _PLACED_HEAD.match(survey.page.text, *line)]
    lists = (fields, heads, entries, cells, placed)
    return next((Found(len(found), (found[0],)) for found in lists if len(found) >= FEWEST_ENTRIES), None)


def _opened(survey: Survey) -> Iterator[Place]:
    """The body's lines, which may be paragraphs."""
    return ((line.start, line.end) for line in survey.layout.lines if line.start >= survey.page.title_end)


def _is_cell(survey: Survey, start: int, end: int) -> bool:
    """Whether a line is a table's cell that names an event and nothing else."""
    event = survey.wording.verdict.roundup_entry.match(survey.lowered, start, end)
    return event is not None and end - event.end() <= REST_OF_CELL


def _is_entry(survey: Survey, start: int, end: int) -> bool:
    """Whether a line tells of one incident, with a number, and is no field of one that has several."""
    if _LISTED_FIELD.match(survey.lowered, start, end) or _DIGIT.search(survey.lowered, start, end) is None:
        return False
    return survey.wording.verdict.roundup_entry.glance(survey.lowered, start, end) is not None
