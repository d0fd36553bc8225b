"""To which of the known incidents a notice belongs, if to any.

Core; imports records, names, pairs and signs of this package.
"""

from __future__ import annotations

from collections.abc import Iterable

from noticewatch.incidents.pairs import Pair, compared
from noticewatch.incidents.signs import LONGEST, signs_of
from noticewatch.model import Reason
from noticewatch.names import NO_SPELLINGS, Spellings
from noticewatch.records import Member


def linked_incident(
    notice: Member, members: Iterable[Member], spellings: Spellings = NO_SPELLINGS
) -> tuple[str, tuple[Reason, ...]] | None:
    """The incident a new notice belongs to, with the reasons; None where it is one of its own.

    `members` are the known notices that it may be linked to. The incident whose notice has most in common with it is taken, of
    equals the one told last. It is none where the same organization tells otherwise. What was split off by hand stays so: a
    further report of it does not lead back, and its vendor leads nobody to it.
    """
    new = signs_of(notice, spellings)
    best: dict[str, tuple[Pair, Member]] = {}
    barred: set[str] = set()
    for member in members:
        if member.notice_id == notice.notice_id or notice.first_seen_at - member.first_seen_at > LONGEST:
            continue
        pair = compared(new, signs_of(member, spellings))
        if pair.denied and not pair.linked:
            barred.add(member.incident_id)
        if not pair.linked or (member.apart and not pair.own):
            continue
        if pair.own:
            barred.update(member.apart)
        known = best.get(member.incident_id)
        if known is None or _order(pair, member) > _order(*known):
            best[member.incident_id] = pair, member
    found = [(pair, member) for incident_id, (pair, member) in best.items() if incident_id not in barred]
    if not found:
        return None
    pair, member = max(found, key=lambda one: _order(*one))
    return member.incident_id, pair.reasons


def _order(pair: Pair, member: Member) -> tuple[float, object]:
    return pair.points, member.first_seen_at
