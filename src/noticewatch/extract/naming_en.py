"""English names of organizations: runs of capitals, less what only opens a sentence, heads a page or tells of an event.

Core; imports name and the lexicon of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from noticewatch.extract.lexicon.en.names import (
    ADDRESSEES,
    COMMON,
    EVENT,
    EVENT_NOUNS,
    FUNCTION,
    INSTITUTIONS,
    NAMING,
    NAMING_HEADS,
    NATIONAL,
    NO_NAME,
    NOT_PARTIES,
    NOUNS,
    OFFICERS,
    OFFICES,
    PEOPLE,
    PLACES,
    PLURALS,
    TELLING,
)
from noticewatch.extract.name import Name

HEADS = ADDRESSEES | EVENT_NOUNS | OFFICES  # what stands before "of NAME" and is none of it
LONGEST_NAME = 90  # characters; a longer run of capitals is a headline

_LETTER = r"A-Za-z0-9À-ÖØ-öø-ÿĀ-ž"
_WORD = rf"[A-ZÀ-ÖØ-ÞĀŌŪ][{_LETTER}&'’\-]*(?:\.(?:com|net|org|io|jp|no|ai|app|dev)(?![{_LETTER}]))?"
_FORM = (
    r"(?:,? (?:Inc|P\.?L\.?L\.?C|L\.?L\.?C|L\.?P|Ltd|Limited|Corp|Corporation|Co|LLP|PLC|P\.?C|P\.?A|Pty|N\.?A|GmbH"
    r"|A[BGS]|B\.?V|S\.?A|S\.?R\.?L|P\.?S\.?C|L\.?L\.?L\.?P|P\.S|S\.C|M\.?D|D\.?D\.?S|D\.?M\.?D|D\.?O|O\.?D|CPAs?"
    r"|ApS|Oy|SE|CLG|UG|KG|N\.?V|S\.?p\.?A|Pte|Pvt|Incorporated)\b\.?"
    r"(?:,? (?:Ltd|Inc|LLC|PLLC|P\.?C|P\.?A)\b\.?)?(?![A-Za-z]))"
)
# A line's end within a sentence, in texts that are set to a width.
_WRAPPED = re.compile(r"\n(?<=[^\n]{59}[^\n.!?:;]\n)(?=[A-Z])")
# The same in a narrower text, where a name that follows a common word goes on in the next line.
_NAME_WRAPPED = re.compile(r"(?<![A-Za-z])([a-z]{2,12} [A-Z][a-z&]{1,20})\n(?<=[^\n]{40}\n)(?=[A-Z])")
_LONG_LINE = re.compile(
    r"\n(?<=[^\n]{39}[a-z&]\n)(?=[A-Z])"
)  # one that may end so: few texts have any, and each letter begins a word
_RUN = re.compile(
    rf"(?:[Tt]he )?(?:St\. )?(?:(?:{_WORD}, ){{1,2}}(?={_WORD} (?:&|and) {_WORD}))?{_WORD}"
    rf"(?: (?:(?:of|for|and|(?<=Save )the|de|upon|&|OF|AND|FOR) (?:the |The )?)?(?:St\. |Mfg\. )?"
    rf"(?:{_WORD}|[0-9]{{1,4}}(?![0-9,./:])|&)){{0,9}}{_FORM}?"
    rf"(?: (?:{PLURALS})\b)?"
)
_OPENING = re.compile(r"[A-ZÀ-ÖØ-ÞĀŌŪt](?:(?<!t)|he (?=[A-ZÀ-ÖØ-ÞĀŌŪ]))")  # what a run begins with
_LEGAL_FORM = re.compile(_FORM.replace(",? ", "", 1))
_ENDS_IN_FORM = re.compile(_FORM + r"\Z")
_DOTTED = re.compile(r"(?: |, )(?:Inc|Ltd|Co|Corp|[A-Z](?:\.[A-Z]){1,3})$")
_REST_OF_FORM = re.compile(r"(?<=Co|fg|ty|te)\.?,? (?:Ltd|Inc|LLC|Limited)\b\.?")
_JOINS = frozenset(("of", "for", "and", "the", "upon", "&", "de"))
_NO_OWN = COMMON | _JOINS  # words that no name has for its own
_BEFORE_FORM = ("co", "fg", "ty", "te")  # ends of words that more of a legal form may follow
# Words that are no name by themselves, and most of a text's capitals.
_NO_RUN = NO_NAME | _JOINS | {"the"} | {word for word in COMMON | PLACES if not word.endswith(_BEFORE_FORM) and " " not in word}
_TITLED = re.compile(r"(?:\b(?:mr|mrs|ms|dr|prof|professor|sir|dame|hon)\.? )$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Cllrs?|Councillors?|Col|Hon|Rev|Judge|Justice|Representative Director)\b"
)
_OFFICE = re.compile(
    r", (?:(?:interim|acting|vice|deputy|senior|executive|chief|general|managing|associate) )*"
    r"(?:ceo|cfo|cio|ciso|president|director|chief|manager|officer|superintendent|executive|principal|head|chair|chairman|administrator|secretary|partner|mayor|founder|counsel)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r", | and ")
_COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Company-issued"
_WITHIN = re.compile(r"[a-z,] \Z")  # a capital within a sentence is a name's
_ADDRESSED = re.compile(r"(?:[@/]|\w\.)\Z")  # right before: part of an address


def english_names(text: str) -> list[Name]:
    """Every run of capitals that may be an organization's, in order.

    >>> [name.text for name in english_names("Skip Navigation\\nMarrow Hill Advisors Data Breach Notice")]
    ['Marrow Hill Advisors']
    """
    title = text.find("\n") + 1
    body = _WRAPPED.sub(" ", text[title:])
    text = text[:title] + (_NAME_WRAPPED.sub(r"\1 ", body) if _LONG_LINE.search(body) else body)
    found: list[Name] = []
    for match in _runs(text):
        start, whole = match.start(), match[0]
        if whole.lower() in _NO_RUN or (start and text[start - 1] in "@/." and _ADDRESSED.search(text, max(0, start - 2), start)):
            continue
        for offset, run in _pieces(whole):
            name = _name(text, start + offset, run)
            if name is not None:
                found.append(name)
    return found


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Every run of capitals, tried only where one may begin."""
    opening = _OPENING.search(text)
    while opening:
        run = _RUN.match(text, opening.start())
        if run:
            yield run
        opening = _OPENING.search(text, run.end() if run else opening.start() + 1)


def _pieces(run: str) -> list[tuple[int, str]]:
    """A run cut where two names are joined: "Blueleaf and Wexton University" is two, "Moss and Reed LLP" one."""
    if _PERSON.match(run):
        return []
    parts = _JOINT.split(run.removeprefix("the "))
    if all(part.lower() in PLACES for part in parts):
        return []
    if ", " in run and " & " not in run and not (_institution(parts[-1]) or _LEGAL_FORM.fullmatch(parts[-1])):
        return [(run.index(part), part) for part in parts]
    at = run.find(" and ")
    if at < 0 or run.count(" and ") > 1:
        return [(0, run)]
    first, second = run[:at], run[at + 5 :]
    told = any(_no_party(part.lower().removeprefix("the ")) for part in (first, second))
    whole = (
        not _institution(first)
        or not _institution(second)
        or second.partition(" ")[0].lower() in COMMON
        or first.partition(" ")[0] in ("City", "County", "Town")
    )
    if not told and whole and (_institution(run) or first.count(" ") < 2):
        return [(0, run)]
    return [(0, first), (at + 5, second)]


@lru_cache(maxsize=512)
def _institution(name: str) -> bool:
    """Whether a name holds a word for an institution; a text names few, and often."""
    return INSTITUTIONS.search(name) is not None


@lru_cache(maxsize=512)
def _no_party(lowered: str) -> bool:
    """Whether a name in lower case is that of no party to an incident; pages name the same authorities and services."""
    return NOT_PARTIES.match(lowered) is not None


def _name(text: str, start: int, run: str) -> Name | None:
    whole = run.lower().removeprefix("the ")
    if _no_party(whole):
        return None
    tokens = run.split(" ")
    for at in range(len(tokens) - 2, -1, -1):  # "Payment Card Notice for Guests of The Alder House"
        heads = tokens[at + 1].lower() in ("of", "for") and tokens[at].lower() in HEADS
        if heads and all(token.lower() in _NO_OWN for token in tokens[:at]):
            start += len(" ".join(tokens[: at + 2])) + 1
            tokens = tokens[at + 2 :]
            break
    within = run.startswith("the ") or _WITHIN.search(text, max(0, start - 2), start) is not None
    while tokens and (_opens_no_name(tokens, within) or tokens[0].lower() == "the" or tokens[0].isdigit()):
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    tokens = _without_event(tokens)
    while tokens and (tokens[-1].lower() in _JOINS or (len(tokens) > 1 and tokens[-1].lower() in PEOPLE)):
        tokens = tokens[:-1]
    name = " ".join(tokens).rstrip(",-'’&")
    if not 2 <= len(name) <= LONGEST_NAME:
        return None
    if rest := _REST_OF_FORM.match(text, start + len(name)):
        name += rest[0]
    elif text[start + len(name) : start + len(name) + 1] == "." and _DOTTED.search(name):
        name += "."
    name = _without_possessive(name)
    end = start + len(name)
    titled = _TITLED.search(text, max(0, start - 12), start) and not _ENDS_IN_FORM.search(name)
    if not _is_name(name, whole) or titled or _person(text, name, end):
        return None
    return Name(start, end, name, _institution(name.title() if name.isupper() and " " in name else name))


def _person(text: str, name: str, end: int) -> bool:
    return 1 <= name.count(" ") <= 3 and not _institution(name) and _OFFICE.match(text, end) is not None


def _without_possessive(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name


def _is_name(name: str, asked: str) -> bool:
    """Whether one word of it at least is nothing but a name, and the whole no place and no party of another kind, which was
    `asked` of the run that it was cut from."""
    lowered = name.lower().rstrip(".")
    if lowered in PLACES or (lowered != asked and _no_party(lowered)) or _LEGAL_FORM.fullmatch(name) or _COMPOUND.fullmatch(name):
        return False
    words = [_without_possessive(word.strip(",.()")) for word in lowered.replace("-", " ").split(" ")]
    if len(words) == 2 and words[0] in NATIONAL and words[1] in PLACES:
        return True  # "Health NZ"
    proper = [word for word in words if word not in COMMON and word not in _JOINS and not word.isdigit()]
    if proper:
        return any(word not in PLACES for word in proper) or len(proper) < len(words)
    if any(word.isdigit() for word in words):
        return words[0] in ("district", "school", "area") and len(words) < 5  # "District 29"
    return _all_named(words) or (_ENDS_IN_FORM.search(name) is not None and len(words) > 2)


def _without_event(tokens: list[str]) -> list[str]:
    """A headline's name alone: what stands before its verb, an officer, or the words for the event."""
    if len(tokens) < 2:
        return tokens
    lowered = [token.lower().strip(",.'’") for token in tokens]
    formed = _LEGAL_FORM.fullmatch(tokens[-1]) is not None
    for at in range(1, len(tokens)):
        word, rest = lowered[at], lowered[at:]
        if word in TELLING or word in OFFICERS or word in FUNCTION:
            return tokens[:at]
        if (
            not formed
            and word in EVENT
            and any(later in EVENT_NOUNS for later in rest)
            and all(later in _NO_OWN for later in rest)
        ):
            return tokens[:at]
    return tokens


def _opens_no_name(tokens: list[str], within: bool) -> bool:
    """Whether the first word only opens a sentence or a heading; a common noun stays where little but a form would be left."""
    word = tokens[0].lower().strip(",.'’")
    if (word not in NO_NAME and word not in _JOINS) or word == "the" or _all_named(tokens):
        return False
    follows = tokens[1] if len(tokens) > 1 else ""
    if follows == "&" or (word == "our" and follows in ("Lady", "Savior", "Saviour")):
        return False
    if word in NATIONAL and len(tokens) == 2 and follows.lower() in PLACES:
        return False
    if within and word in NOUNS and len(tokens) > 2 and tokens[1].lower() not in _JOINS:
        return False
    if word == "new" and len(tokens) > 1 and f"new {tokens[1].lower()}" in PLACES:
        return False
    formed = _LEGAL_FORM.fullmatch(tokens[-1]) is not None
    return not (formed and len(tokens) == 3 and word in NAMING)


def _all_named(tokens: list[str]) -> bool:
    """Whether a run that begins with a common word is a name as a whole ("City of Fenwick", "District 29")."""
    word = tokens[0].lower()
    if word in ("district", "school") and len(tokens) > 1:
        return tokens[1].isdigit()
    return len(tokens) > 2 and word in NAMING_HEADS and tokens[1].lower() in ("of", "for")
