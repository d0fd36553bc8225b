"""An incident's facts → how grave it is, with the reasons, by a short table.

Core; imports model, text and config. The table is data: for each severity rows of conditions, and what the unknown weighs. An
incident is as grave as the gravest of its rows that holds. Three promises are kept by its shape, whatever its rows say:

1. While a count, a cause or a verdict of any of its notices is not known, an incident is at least `unknown`, never `low`.
2. Every condition asks for something that some notice of it says, or for a number that only grows: a further notice of the
   incident never lowers it.
3. What a version no longer says is taken from the notice's newest version that did: a cause that is "under investigation"
   again, or a number left out, never lowers it. Only a notice that says something else in its place does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import get_args

from noticewatch.codec import count_to_json
from noticewatch.config import SeverityRow, SeverityTable
from noticewatch.config.severities import WORDS
from noticewatch.model import Cause, Count, DataType, Facts, Json, Reason, Severity, Watch
from noticewatch.text import letters

LEVELS: tuple[Severity, ...] = get_args(Severity)

BREAK_INS: tuple[Cause, ...] = ("unauthorized_access", "ransomware", "malware", "phishing", "insider")
# What can be used against people, or says of them what is nobody's business; it cannot be changed like an address.
GRAVE_KINDS: tuple[DataType, ...] = (
    "credit_card", "bank_account", "national_id", "passport", "drivers_license", "insurance_number", "password", "health",
    "biometric",
)  # fmt: skip

DEFAULT: dict[Severity, tuple[SeverityRow, ...]] = {
    "critical": (
        SeverityRow(affected=100_000),
        SeverityRow(organizations=20),
        SeverityRow(misuse=("observed",), affected=10_000),
        SeverityRow(misuse=("observed",), cause=("ransomware",)),
    ),
    "high": (
        SeverityRow(affected=10_000),
        SeverityRow(organizations=5),
        SeverityRow(misuse=("observed",)),
        SeverityRow(cause=("ransomware",)),
        SeverityRow(cause=BREAK_INS, data_types=GRAVE_KINDS),
    ),
    "medium": (
        SeverityRow(affected=100),
        SeverityRow(cause=BREAK_INS),
        SeverityRow(data_types=GRAVE_KINDS),
        SeverityRow(affected_groups=("student", "patient")),
    ),
}

_VAGUE = (None, "under_investigation")
_ORDER = (
    "watch",
    "cause",
    "misuse",
    "affected",
    "organizations",
    "data_types",
    "affected_groups",
    "exposure",
    "sector",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """How grave an incident is, and why: nothing where it is low."""

    severity: Severity
    reasons: tuple[Reason, ...]


def rows_of(table: SeverityTable, level: Severity) -> tuple[SeverityRow, ...]:
    """The rows of a severity: the configuration's where it has any, else the default ones."""
    own: dict[Severity, tuple[SeverityRow, ...] | None] = {
        "medium": table.medium,
        "high": table.high,
        "critical": table.critical,
    }
    found = own.get(level)
    return DEFAULT.get(level, ()) if found is None else found


def said(versions: Sequence[Facts]) -> Facts:
    """What a notice has said so far: of each fact its newest version that states it, oldest version first.

    >>> said([Facts(cause="ransomware"), Facts(cause="under_investigation", misuse="not_observed")]).cause
    'ransomware'
    """
    made = versions[-1]
    for older in reversed(versions[:-1]):
        missing = {each.name: getattr(older, each.name) for each in fields(Facts) if _is_unsaid(each.name, made)}
        made = replace(made, **missing)
    return made


def _is_unsaid(name: str, facts: Facts) -> bool:
    value = getattr(facts, name)
    return value in (None, (), "under_investigation", "unclassified")


def severity_of(notices: Iterable[Facts], table: SeverityTable, watch: Sequence[Watch] = ()) -> Judged:
    """How grave an incident is, of what each of its notices says (see `said`), at least one of them; `watch`: whom it is about.

    >>> severity_of([Facts(verdict="incident", cause="loss", affected_headline=Count(12, "person"))], SeverityTable()).severity
    'low'
    """
    known = tuple(notices)
    for level in reversed(LEVELS[1:]):
        held = [reasons for row in rows_of(table, level) if (reasons := _reasons(row, known))]
        if level == table.unknown and (unknown := _unknown(known)):
            held.append([Reason("unknown", unknown)])
        if level == watch_floor(watch):
            held.append([_watch_reason(watch)])
        if held:
            return Judged(level, _merged(reason for reasons in held for reason in reasons))
    return Judged("low", ())


def watch_floor(watch: Sequence[Watch]) -> Severity:
    """How grave what is about organizations of a register is at least: high for tier A, else medium; low for none.

    No row of the table takes this away: whoever writes a table thinks of strangers.
    """
    if any(one.tier == "A" for one in watch):
        return "high"
    return "medium" if watch else "low"


def at_least(judged: Judged, watch: Sequence[Watch]) -> Judged:
    """A severity that was judged without the registers, with them.

    >>> at_least(Judged("low", ()), [Watch("vendors", "v1", "Acme", "vendor", "Acme", "name", "A")])
    Judged(severity='high', reasons=(Reason(code='watch', value=['A']),))
    """
    floor = watch_floor(watch)
    if not watch or LEVELS.index(floor) < LEVELS.index(judged.severity):
        return judged
    reasons = judged.reasons if floor == judged.severity else ()
    return Judged(floor, (*reasons, _watch_reason(watch)))


def _watch_reason(watch: Sequence[Watch]) -> Reason:
    """The gravest tier of those watched; "" for none."""
    return Reason("watch", [min(one.tier or "~" for one in watch).strip("~")])


def _unknown(notices: Sequence[Facts]) -> list[Json]:
    """Which of count, cause and verdict some notice leaves open."""
    open_ones: dict[str, bool] = {
        "affected_headline": any(facts.affected_headline is None for facts in notices),
        "cause": any(facts.cause in _VAGUE for facts in notices),
        "verdict": any(facts.verdict == "unclassified" for facts in notices),
    }
    return [name for name, unknown in open_ones.items() if unknown]


def _reasons(row: SeverityRow, notices: Sequence[Facts]) -> list[Reason]:
    """What of the notices makes a row hold; empty where it does not hold."""
    found: list[Reason] = []
    if row.affected:
        count = greatest_count(notices)
        if count is None or count.value < row.affected:
            return []
        found.append(Reason("affected", count_to_json(count)))
    if row.organizations:
        telling = len({letters(facts.organization) for facts in notices if facts.organization})
        if telling < row.organizations:
            return []
        found.append(Reason("organizations", telling))
    for name in WORDS:
        wanted = getattr(row, name)
        if wanted:
            met = [word for word in wanted if any(_says(facts, name, word) for facts in notices)]
            if not met:
                return []
            found.append(Reason(name, list[Json](met)))
    return found


def greatest_count(notices: Iterable[Facts]) -> Count | None:
    """The greatest number that any of the notices gives."""
    counts = [facts.affected_headline for facts in notices if facts.affected_headline]
    return max(counts, key=lambda count: count.value, default=None)


def _says(facts: Facts, name: str, word: str) -> bool:
    value = getattr(facts, name)
    return word in value if isinstance(value, tuple) else word == value


def _merged(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each kind of reason once, with all its words, the gravest kinds first."""
    made: dict[str, Json] = {}
    for reason in reasons:
        before = made.get(reason.code)
        if isinstance(before, list) and isinstance(reason.value, list):
            made[reason.code] = [*before, *(word for word in reason.value if word not in before)]
        else:
            made[reason.code] = reason.value
    return tuple(Reason(code, made[code]) for code in _ORDER if code in made)
