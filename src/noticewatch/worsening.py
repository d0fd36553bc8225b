"""Whether an incident is worse than when a person called it irrelevant: one table of what can only grow worse.

Core; imports the words, judgement, names and severity. The table is the documented one (docs/judgement.md): what is not named in
it is told to nobody as long as the mark stands, and what was not known when the mark was set counts as worse once it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from noticewatch.judgement import is_dismissed
from noticewatch.judgements import Judged, Standing
from noticewatch.model import Facts, Severity
from noticewatch.names import organization_key
from noticewatch.severity import BREAK_INS, GRAVE_KINDS, LEVELS

_EXPOSURES = ("", "none", "possible", "confirmed")
_VERDICTS = ("", "unclassified", "incident")


def standing_of(notices: Sequence[Facts], severity: Severity, watched: Iterable[str] = ()) -> Standing:
    """What an incident comes to, of what each of its notices has said so far (see `severity.said`)."""
    affected: dict[str, int] = {}
    for facts in notices:
        for count in (*facts.affected, *filter(None, [facts.affected_headline])):
            affected[count.unit] = max(affected.get(count.unit, 0), count.value)
    parties = {organization_key(name) for facts in notices for name in (facts.organization, facts.vendor) if name}
    return Standing(
        severity,
        _highest((facts.verdict for facts in notices), _VERDICTS),
        affected,
        _highest((facts.exposure for facts in notices), _EXPOSURES),
        "observed" if any(facts.misuse == "observed" for facts in notices) else "",
        frozenset(facts.cause for facts in notices if facts.cause in BREAK_INS),
        frozenset(kind for facts in notices for kind in facts.data_types if kind in GRAVE_KINDS),
        frozenset(parties - {""}),
        frozenset(watched),
    )


def _highest(values: Iterable[str | None], order: Sequence[str]) -> str:
    return max((value for value in values if value is not None and value in order), key=order.index, default="")


def together(one: Standing, other: Standing) -> Standing:
    """What two incidents come to that are one now."""
    units = {*one.affected, *other.affected}
    return Standing(
        max(one.severity, other.severity, key=_rank),
        _highest((one.verdict, other.verdict), _VERDICTS),
        {unit: max(one.affected.get(unit, 0), other.affected.get(unit, 0)) for unit in sorted(units)},
        _highest((one.exposure, other.exposure), _EXPOSURES),
        one.misuse or other.misuse,
        one.causes | other.causes,
        one.kinds | other.kinds,
        one.parties | other.parties,
        one.watched | other.watched,
    )


class _Row(NamedTuple):
    code: str
    is_worse: Callable[[Standing, Standing], bool]  # before, now


def _more(before: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether any number rose: of a unit that was not counted before, beyond all that were known, if any were."""
    greatest = max(before.values(), default=-1)
    return any(value > before.get(unit, greatest) for unit, value in now.items())


def _graver_cause(before: Standing, now: Standing) -> bool:
    return ("ransomware" in now.causes - before.causes) or bool(now.causes and not before.causes)


WORSE: tuple[_Row, ...] = (
    _Row("severity", lambda before, now: _rank(now.severity) > _rank(before.severity)),
    _Row("watched", lambda before, now: bool(now.watched - before.watched)),
    _Row("affected_headline", lambda before, now: _more(before.affected, now.affected)),
    _Row("exposure", lambda before, now: _EXPOSURES.index(now.exposure) > max(1, _EXPOSURES.index(before.exposure))),
    _Row("misuse", lambda before, now: now.misuse > before.misuse),
    _Row("cause", _graver_cause),
    _Row("data_types", lambda before, now: bool(now.kinds - before.kinds)),
    _Row("verdict", lambda before, now: _VERDICTS.index(now.verdict) > _VERDICTS.index(before.verdict)),
)


def _rank(severity: str) -> int:
    return [str(one) for one in LEVELS].index(severity)


def worse(before: Standing, now: Standing, named: Iterable[str] = ()) -> tuple[str, ...]:
    """What of an incident is worse than it was, by the table's codes; `organization` where one of the `named` joined it.

    `named`: the organizations that some channel asks for.

    >>> worse(Standing(affected={"person": 25}), Standing(affected={"person": 38}, exposure="confirmed"))
    ('affected_headline', 'exposure')
    """
    found = [row.code for row in WORSE if row.is_worse(before, now)]
    joined = {organization_key(name) for name in named} & (now.parties - before.parties)
    return (*found, *(("organization",) if joined else ()))


def worse_than_judged(before: Facts, now: Facts, judged: Judged) -> tuple[str, ...]:
    """What the page of a notice that a person called no incident says now, if it is worse than what it said `before`."""
    if not is_dismissed(judged) or now.verdict not in _VERDICTS:
        return ()
    known = [before] if before.verdict in _VERDICTS else []
    return worse(standing_of(known, "low"), standing_of([now], "low"))
