"""Who announces the incident as its own.

Core; imports masthead, name, page and scope. Every name is a candidate, weighed by the words around it and by where it stands;
the strongest wins, if it is strong enough against what the source's configuration says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

from noticewatch.extract.layout import Line
from noticewatch.extract.masthead import masthead
from noticewatch.extract.name import Name
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.names import organization_key

# Weights of where a name stands. Only what is CLEARLY the announcer beats the source's configuration.
DEFINED, TITLE_HEAD = 10, 8
ANNOUNCES = TITLE_SITE = SIGNATURE = LETTERHEAD = 7
ENTRUSTS, SUBJECT, PLACE, KIND, IN_TITLE = 6, 5, 4, 4, 3
CLEARLY, ENOUGH, UNSURE = 7, 4, 5
OFTEN = 2.0  # what many mentions add at most
OWN_ADDRESS, NAMED_ADDRESS = 5, 3  # the page's own address spells the name; an address in its text does
OWN_BEFORE = 6  # characters of a pronoun and a bracket right before a name
LEAD = 600  # characters: a text names its announcer at its beginning or at its end
LAST_LINES, LONGEST_SIGNATURE, BESIDE_SIGNATURE = 7, 90, 34
BEFORE, BEHIND = 90, 160  # characters looked at around a name
SHORTEST_ADDRESS = 4  # letters; shorter labels of an address fit too many names
PROSE = 60  # characters; in shorter lines every word may have a capital

_PARTICLES = frozenset("はがをにのでとへも")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[a-z]\.[a-z]|\A[A-Z]{3,}\Z|[A-Za-z][0-9]")
_COLLECTED = re.compile(r"([^\s:|、。<>!/=&\"']{2,30}) ")
_NUMBERED_MARK = re.compile(r"[#0-9]")
_SITE = re.compile(r"(?:[|/»·•:–—]| -) ?(?:the )?\Z")
_LINE_LEAD = re.compile(
    r"[\s|・>»#*(\-]*(?:(?:(?:(?:令和|平成)[0-9元]{1,2}|[hr]?[0-9]{1,4})[年./-][0-9 ]{1,2}[月./-][0-9 ]{1,2}日?"
    r"|[0-9]{1,2} [a-z]{3,9},? [0-9]{4}|[a-z]{3,9}\.? [0-9]{1,2}, [0-9]{4})"
    r"[\s|/·–—-]*)?(?:国立|公立|私立|the )?"
)
_BESIDE = re.compile(
    r"[\s|:–—-]*(?:\([^)\n]{1,24}\)\s*)?(?:グループ)?(?:(?:公式|のブログ|ホームページ|プレスルーム|代表|理事長|院長|学長|校長|会長|所長|館長|園長|組合長|支配人|事務局|市長|町長|村長"
    r"|広報|本社|会員の皆|組合員の皆|保護者の皆|news|home|status|blog|official|help)[^\n。]{0,24})?$"
)
_BEHIND_PERSON = re.compile(r"(?:[^\s。、]{0,12}法人 ?[^。、\n]{0,24}|[^\s。、]{2,16}(?:代理店|加盟店|特約店|指定管理者)) \Z")
_ROMANIZED = re.compile(r" ?[a-z][a-z0-9 .,&'’-]{1,40}$")  # a Japanese name in Latin letters once more
_SEGMENT = re.compile(r" ?(?:[|/–—·•»:]|- |, (?=[0-9a-z]{1,9}[ .]))[^\n。]{0,80}$|,? ?\([^()\n]{2,60}\)$")
_DOMAIN = re.compile(
    r"(?:@|https?://|www\.)(?:[a-z0-9-]+\.){0,3}?([a-z0-9-]{3,40})\.(?:com|org|net|gov|edu|co|ac|gv|io|us|uk|ca|au|nz|ie|jp|no|de|example)\b"
)
_FOOT = re.compile(r" [·•|] |\. [A-Z]")  # what goes on behind a name that opens a page's foot
_ITEM = re.compile(r"[ \t]*[-*•‣] ")  # of a list: what it names is one of several things, and signs nothing
_LABELS_OF_TYPE = frozenset(
    ("www", "com", "org", "net", "gov", "edu", "co", "ac", "go", "or", "ne", "lg", "ed", "govt", "news", "blog", "info", "help")
)


@dataclass(slots=True)
class _Candidate:
    name: Name
    weight: float = 0.0
    clear: bool = False
    proper: bool = False
    mentions: int = 0


@dataclass(slots=True)
class _Sight:
    """What is asked of a page once for all its names."""

    survey: Survey
    heads: tuple[Line, ...]
    tail: int  # offset of the last lines
    own_address: tuple[str, ...]
    addresses: frozenset[str]
    speaks: bool
    candidates: dict[str, _Candidate] = field(default_factory=dict)


def find_announcer(
    survey: Survey, names: tuple[Name, ...], vendor: str, configured: str | None, site: str | None = None
) -> Found[str] | None:
    """Weigh every name as the announcer's; `vendor` is a vendor's key or "".

    `configured` is what the source's configuration says, `site` what the page calls its site: that may be a register of others'
    notices, so a name that the text makes the announcer's goes before it.
    """
    sight = _sight(survey)
    for name in names:
        key = name.key
        if key and not _same(key, vendor):
            _weigh(sight, name, key)
    _share(survey, names, sight.candidates)
    _hear(survey, names, vendor, sight.candidates)
    if not any(one.weight >= ENOUGH for one in sight.candidates.values()):
        plain = _plain_title_name(survey) or _plain_letterhead(sight) or _brand(survey) or _plain_signature(sight)
        if plain and not _same(plain.key, vendor):
            sight.candidates[plain.key] = _Candidate(plain, UNSURE, proper=True)
    best = max(
        (one for one in sight.candidates.values() if one.weight and (one.proper or one.name.sure)),
        key=lambda one: (one.weight, -one.name.start),
        default=None,
    )
    if best and survey.wording.language == "ja":
        best = _whole(best, sight.candidates)
    if configured:
        return _against_configuration(survey, names, best, configured)
    if best is None or best.weight < ENOUGH:
        if site:
            return _against_configuration(survey, names, best, site)
        return (_only_one(sight) or _called(sight)) if survey.wording.language != "ja" else _of_address(survey)
    return Found(best.name.text, ((best.name.start, best.name.end),))


def _sight(survey: Survey) -> _Sight:
    filled = [line for line in survey.layout.lines if line.end > line.start]
    tail = filled[-min(LAST_LINES, len(filled))].start if filled else 0
    addresses = frozenset(match[1].replace("-", "") for match in _DOMAIN.finditer(survey.lowered))
    words = survey.wording.party
    speaks = words.own.search(survey.lowered) is not None
    return _Sight(survey, masthead(survey), tail, labels_of(survey.page.document.url), addresses, speaks)


def labels_of(url: str) -> tuple[str, ...]:
    """What an address's host may be named after.

    >>> labels_of("https://news.marrow-hill.co.uk/2024")
    ('marrowhill',)
    """
    host = urlsplit(url).hostname or ""
    labels = (label for label in host.split(".")[:-1] if label not in _LABELS_OF_TYPE and len(label) >= SHORTEST_ADDRESS)
    return tuple(label.replace("-", "") for label in labels)


def _whole(best: _Candidate, candidates: dict[str, _Candidate]) -> _Candidate:
    """The same name with its first letters, which running text may hide: 開発元の|まひる|工房株式会社."""
    longer = [one for key, one in candidates.items() if key.endswith(best.name.key) and one.weight >= ENOUGH]
    return max(longer, key=lambda one: len(one.name.text), default=best)


def _same(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


# One name's weight


def _weigh(sight: _Sight, name: Name, key: str) -> None:
    weight, spoken = _weight(sight, name)
    held = sight.candidates.get(key)
    if held is None:
        held = sight.candidates[key] = _Candidate(name)
        if sight.survey.wording.language != "ja":
            held.weight = _by_address(sight, name, key)
    held.mentions += 1
    held.proper = (
        held.proper or sight.survey.wording.language == "ja" or spoken or _proper(sight.survey, name) or held.mentions > 2
    )
    if weight <= 0:
        return
    if weight > held.weight and len(name.text) >= len(held.name.text):
        held.name = name
    held.clear = held.clear or weight >= CLEARLY
    both = min(held.weight, weight) >= NAMED_ADDRESS  # an address spells it, and so is it used
    held.weight = max(held.weight, weight) + (1.0 if both else min(held.weight, 1.0) * 0.5)


def _proper(survey: Survey, name: Name) -> bool:
    """Whether a word's capital is its own, not a sentence's or a heading's."""
    if " " in name.text or _CAMEL.search(name.text):
        return True
    line = survey.layout.line_at(name.start)
    before = survey.page.text[max(line.start, name.start - 2) : name.start]
    return line.end - line.start >= PROSE and before[-1:] == " " and before[:1].isalpha()


def _by_address(sight: _Sight, name: Name, key: str) -> float:
    """What an address adds that spells the name, its first word or its initials."""
    words = re.findall(r"[a-z0-9]+", name.text.lower())
    initials = "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
    firsts = [word for word in words[:2] if len(word) > SHORTEST_ADDRESS]

    def spells(label: str) -> bool:
        if len(key) >= SHORTEST_ADDRESS and (label.startswith(key) or (len(label) >= SHORTEST_ADDRESS and key.startswith(label))):
            return True
        return (len(initials) > 2 and label == initials) or any(label.startswith(word) for word in firsts)

    if any(map(spells, sight.own_address)):
        return float(OWN_ADDRESS)
    return float(NAMED_ADDRESS) if any(map(spells, sight.addresses)) else 0.0


def _weight(sight: _Sight, name: Name) -> tuple[float, bool]:
    """How strongly the words around a name make it the announcer's, and whether such words leave no doubt that it is a name."""
    survey = sight.survey
    words, text = survey.wording.party, survey.lowered
    behind = min(len(text), name.end + BEHIND)
    title_end = survey.page.title_end
    low, start = max(title_end if name.start >= title_end else 0, name.start - BEFORE), name.start
    if words.defined.match(text, name.end, behind) or words.own_before.search(text[max(low, start - OWN_BEFORE) : start]):
        return float(DEFINED), True
    weight = words.before.within(text, low, start)
    shunned = not weight and words.not_own_before.within(text, low, start)
    if shunned or words.not_own_after.match(text, name.end, behind):
        return 0.0, False
    weight = max(weight, words.after.match(text, name.end, behind))
    placed = _title_weight(sight, name) if name.start < title_end else _body_weight(sight, name, behind)
    return max(float(weight), placed), weight >= ENTRUSTS


def _body_weight(sight: _Sight, name: Name, behind: int) -> float:
    survey = sight.survey
    words, text, japanese = survey.wording.party, survey.lowered, survey.wording.language == "ja"
    opens = survey.sentence(name.start).start >= name.start - 5
    in_lead = name.start < survey.page.title_end + LEAD
    line = survey.layout.line_at(name.start)
    weight = 0.0
    if words.announces.match(text, name.end, behind) and (name.sure or opens or not japanese):
        if in_lead and (name.sure or opens):
            weight = ANNOUNCES if opens or japanese else SUBJECT
        elif not japanese:
            weight = SUBJECT if opens else PLACE
    if in_lead and name.sure and words.entrusts.match(text, name.end, behind):
        weight = max(weight, ENTRUSTS)
    if name.start >= sight.tail and _signature(survey, name, line):
        weight = max(weight, SIGNATURE if name.sure else IN_TITLE)
    if line in sight.heads:
        weight = max(weight, _letterhead(survey, name, line))
    if in_lead and name.sure and words.own_place.match(text, name.end, behind):
        weight = max(weight, PLACE)
    if name.sure and any(kind.search(name.text) and pronoun.search(text) for pronoun, kind in words.kinds):
        weight = max(weight, KIND)
    if not weight and in_lead and name.sure and not opens and not japanese and sight.speaks:
        weight = IN_TITLE
    return float(weight)


def _title_weight(sight: _Sight, name: Name) -> float:
    survey = sight.survey
    if not name.sure and survey.wording.language == "ja":
        return 0.0
    words, title_end = survey.wording.party, survey.page.title_end
    mark = words.mark.match(survey.lowered, 0, title_end)
    at_head = name.start <= (mark.end() if mark else 0) + 1
    if at_head and words.title_link.match(survey.lowered, name.end, title_end):
        return float(TITLE_HEAD if name.sure else ENOUGH)
    if title_end - name.end < 3 and _SITE.search(survey.lowered, 0, name.start):
        return float(TITLE_SITE if name.sure else ENOUGH)
    return float(IN_TITLE) if name.sure else 1.0


def _letterhead(survey: Survey, name: Name, line: Line) -> float:
    """What it weighs that a name fills one of the opening lines, or the first part of one."""
    lead = _LINE_LEAD.match(survey.lowered, line.start, line.end)
    if lead is None or (name.start > lead.end() and not _BEHIND_PERSON.match(survey.page.text[lead.end() : name.start])):
        return 0.0
    romanized = not name.text.isascii() and _ROMANIZED.match(survey.lowered, name.end, line.end)
    if romanized or _BESIDE.match(survey.lowered, name.end, line.end):
        return float(LETTERHEAD if name.sure else IN_TITLE)
    if _SEGMENT.match(survey.lowered, name.end, line.end):
        return float(SUBJECT if name.sure else PLACE if " " in name.text else IN_TITLE)
    return 0.0


def _signature(survey: Survey, name: Name, line: Line) -> bool:
    """Whether a name stands alone on one of the last lines, or with an office or a date."""
    if name.sure and name.start == line.start and _FOOT.match(survey.page.text, name.end, line.end):
        return True
    if line.end - line.start > LONGEST_SIGNATURE or name.start - line.start > 14 or _ITEM.match(survey.lowered, line.start):
        return False
    rest = survey.page.text[name.end : line.end]
    return (
        len(rest) <= BESIDE_SIGNATURE
        and rest[:1] not in _PARTICLES
        and "。" not in rest
        and "、" not in rest
        and ". " not in rest
    )


def _share(survey: Survey, names: tuple[Name, ...], candidates: dict[str, _Candidate]) -> None:
    """Give a body's weight to the legal person named right before it, and a short name's to the long one that holds it."""
    text = survey.page.text
    for one, other in pairwise(names):
        held = candidates.get(other.key)
        if held is not None and held.weight and text[one.end : other.start] == " " and held.name is other and one.key:
            first = candidates.setdefault(one.key, _Candidate(one, proper=True))
            first.weight = max(first.weight, held.weight + 0.5)
            first.clear = first.clear or held.clear
    if survey.wording.language == "ja":
        return
    mentions = {key: candidate.mentions for key, candidate in candidates.items() if len(key) > 2}
    for key, candidate in candidates.items():
        if candidate.weight and key in mentions:
            kin = sum(mentions[near] for near in mentions if _same(key, near))
            candidate.weight += min(OFTEN, 0.5 * (kin - 1))


def _hear(survey: Survey, names: tuple[Name, ...], vendor: str, candidates: dict[str, _Candidate]) -> None:
    """Give weight to the body that its vendor told: "Nuvocare informed Hollis Regional"."""
    for one, other in pairwise(names):
        if _same(one.key, vendor) and survey.wording.party.tells.fullmatch(survey.lowered, one.end, other.start):
            held = candidates.get(other.key)
            if held is not None:
                held.weight = max(held.weight, float(SUBJECT))


# Without a strong name


def _only_one(sight: _Sight) -> Found[str] | None:
    """The one organization that an English text names at all; Japanese ones say who they are."""
    sure = [one.name for one in sight.candidates.values() if one.name.sure and (one.weight > 0 or not sight.speaks)]
    if len(sure) != 1:
        return None
    return Found(sure[0].text, ((sure[0].start, sure[0].end),))


def _called(sight: _Sight) -> Found[str] | None:
    """What an English text speaks of as an announcer, though only where any word has a capital; else an institution."""
    spoken = [one for one in sight.candidates.values() if one.weight >= (IN_TITLE if one.name.sure else ENOUGH)]
    best = max(spoken, key=lambda one: (one.weight, one.mentions, -one.name.start), default=None)
    return Found(best.name.text, ((best.name.start, best.name.end),)) if best else None


def _of_address(survey: Survey) -> Found[str] | None:
    """The municipality that the desk's street address names, where the announcer is one."""
    found: list[re.Match[str]] = list(survey.wording.party.address.finditer(survey.page.text))
    if not found or len({match[1] for match in found}) > 1 or not survey.wording.party.public.search(survey.lowered):
        return None
    return Found(found[0][1], (found[0].span(1),), "derived")


def _against_configuration(survey: Survey, names: Iterable[Name], best: _Candidate | None, configured: str) -> Found[str] | None:
    key = organization_key(configured)
    named = next((name for name in names if name.key == key), None)
    if best and best.name.key == key:
        return Found(configured, ((best.name.start, best.name.end),))
    if best and (_same(best.name.key, key) or (best.clear and (named is None or best.weight >= TITLE_HEAD))):
        return Found(best.name.text, ((best.name.start, best.name.end),))
    if named:
        return Found(configured, ((named.start, named.end),))
    at = survey.page.text.find(configured)
    return Found(configured, ((at, at + len(configured)),) if at >= 0 else ())


def _plain_title_name(survey: Survey) -> Name | None:
    """What a collector's title names before the first blank, behind its mark, when no legal form helps."""
    mark = survey.wording.party.mark.match(survey.lowered, 0, survey.page.title_end)
    if mark is None or _NUMBERED_MARK.search(mark[0]) is None:
        return None
    match = _COLLECTED.match(survey.page.text, mark.end(), survey.page.title_end)
    if match is None or survey.wording.verdict.event_title.search(match[1].lower()):
        return None
    return Name(match.start(1), match.end(1), match[1], False)


def _plain_letterhead(sight: _Sight) -> Name | None:
    """What stands alone on the line below the title and ends as trade names and societies do: 湯けむり旅館 瀬音亭."""
    survey, words = sight.survey, sight.survey.wording.party
    for line in sight.heads:
        if line.start >= survey.page.title_end:
            match = words.plain_letterhead.fullmatch(survey.page.text, line.start, line.end)
            if match and words.not_letterhead.search(match[0]) is None:
                return Name(*match.span(1), match[1], False)
    return None


def _brand(survey: Survey) -> Name | None:
    """What the readers are thanked for using or cheering, where nothing else is named."""
    words = survey.wording.party
    match = words.brand.search(survey.page.text, 0, survey.page.title_end + LEAD)
    if match is None or match.lastindex is None or words.not_brand.search(match[match.lastindex]):
        return None
    return Name(*match.span(match.lastindex), match[match.lastindex], False)


def _plain_signature(sight: _Sight) -> Name | None:
    """Who signs on one of the last lines by an office that has no legal form: 港祭り実行委員会, 霧笛新報編集部."""
    survey, words = sight.survey, sight.survey.wording.party
    for line in survey.layout.lines:
        if line.start < sight.tail or line.start < survey.page.title_end:
            continue
        match = words.plain_signature.fullmatch(survey.page.text, line.start, line.end)
        if match is None or match.lastindex is None:
            continue
        named = match[match.lastindex]
        if (
            words.not_letterhead.search(named) is None
            and words.not_brand.search(named) is None
            and words.own.match(named) is None
        ):
            return Name(*match.span(match.lastindex), named, False)
    return None
