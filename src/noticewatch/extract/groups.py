"""Whose data was exposed. Core; imports scope and page.

A group counts where its data is named, or where it is counted. Words for whoever uses something (利用者, "users") and for
parents mean what the announcer's kind makes of them: a town's are its citizens, a hospital's its patients.
"""

from __future__ import annotations

from collections.abc import Callable

from noticewatch.extract.lexicon.wording import GroupWord
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Group, Sector

WINDOW = 40  # characters before a group in which its data or its number stands
LINE = 40  # characters of a line of a list
TAIL = 12  # characters behind the group in such a line: (退職者含む)
LIST = 400  # characters of a list above such a line
_SILENT = frozenset({"prevention", "advice"})
_GOVERNMENT = frozenset({"local_government", "national_government"})
_MEANT: dict[Sector, dict[GroupWord, Group]] = {
    "local_government": {"user": "citizen", "customer": "citizen", "guardian": "citizen"},
    "national_government": {"user": "citizen", "customer": "citizen", "guardian": "citizen"},
    "healthcare": {"user": "patient", "guardian": "patient"},
    "education": {"user": "student", "guardian": "student"},
}
_OTHERWISE: dict[GroupWord, Group] = {"user": "customer", "guardian": "other"}
_BY_SECTOR: dict[Sector | None, Group] = {  # where data is named, and no group
    "local_government": "citizen",
    "healthcare": "patient",
    "education": "student",
    "retail": "customer",
    "finance": "customer",
}


def find_groups(survey: Survey, sector: Sector | None, exposed: Place | None) -> tuple[Found[Group], ...]:
    """The groups, in the text's order; `exposed` is where the text names data or people exposed.

    Where it names those and no group's data, they are the group that is spoken to, else whose data such an announcer holds.
    """
    words = _standing(survey, _whose)
    if not words and exposed is not None:
        words = _standing(survey, _told)
    found: dict[Group, Place] = {}
    for word, place in sorted(words.items(), key=lambda one: one[1]):
        found.setdefault(_meant(word, sector), place)
    if len(found) > 1:
        _drop_what_others_say(words, found, sector)
    if found or exposed is None or sector not in _BY_SECTOR:
        return tuple(Found(group, (place,)) for group, place in found.items())
    return (Found(_BY_SECTOR[sector], (exposed,), "derived"),)


def _standing(survey: Survey, counts: Callable[[Survey, int, int], bool]) -> dict[GroupWord, Place]:
    """The words for groups that count where they stand, each with its first place."""
    words: dict[GroupWord, Place] = {}
    for word, pattern in survey.wording.further.groups.groups:
        for start, end in survey.hits(pattern):
            if counts(survey, start, end):
                words.setdefault(word, (start, end))
                break
    return words


def _meant(word: GroupWord, sector: Sector | None) -> Group:
    """The group that a word stands for."""
    meant = _MEANT.get(sector, {}).get(word) if sector else None
    if meant is not None:
        return meant
    if word == "user" or word == "guardian":
        return _OTHERWISE[word]
    return word


def _drop_what_others_say(words: dict[GroupWord, Place], found: dict[Group, Place], sector: Sector | None) -> None:
    """A second word for the same people: "customer" beside members and patients, members of a shop, whoever uses."""
    if "customer" in found and "customer" not in words and sector != "retail":
        del found["customer"]  # users and members, students, …
    if sector == "retail" and "customer" in found:
        found.pop("member", None)
    if sector == "healthcare" and "patient" in found:
        found.pop("customer", None)
    if sector not in _GOVERNMENT:
        found.pop("citizen", None)  # those whom the announcer serves, or of a state
    if "guardian" in words and "student" in found:
        found.pop("other", None)


def _whose(survey: Survey, start: int, end: int) -> bool:
    """Whether a group's data is named around it, or the group is counted, or listed as concerned."""
    words, lowered = survey.wording.further.groups, survey.lowered
    if words.not_behind.match(lowered, end) or survey.layout.section_at(start).kind in _SILENT or survey.advised(start):
        return False
    sentence = survey.sentence(start)
    near = words.behind.match(lowered, end) or words.before.glance(lowered, max(sentence.start, start - WINDOW), start)
    if (not near and not _listed(survey, start, end)) or survey.denied(start, end):
        return False
    return words.unrelated.search(lowered, sentence.start, sentence.end) is None


def _listed(survey: Survey, start: int, end: int) -> bool:
    """Whether a short line of a list of those concerned ends with a group."""
    line = survey.layout.line_at(start)
    if line.end - line.start > LINE or line.end - end > TAIL:
        return False
    return survey.wording.further.groups.listed.search(survey.lowered, max(0, line.start - LIST), line.start) is not None


def _told(survey: Survey, start: int, end: int) -> bool:
    """Whether a group is spoken to, or of as those concerned."""
    words = survey.wording.further.groups
    if words.not_behind.match(survey.lowered, end) and not words.told.match(survey.lowered, end):
        return False
    return words.told.match(survey.lowered, end) is not None and survey.layout.section_at(start).kind not in _SILENT
