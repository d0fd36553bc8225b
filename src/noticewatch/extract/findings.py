"""The facts that are signs too: found once, for the verdict and for the answer.

Core; imports scope and the finders.
"""

from __future__ import annotations

from dataclasses import dataclass

from noticewatch.extract.authorities import find_regulators
from noticewatch.extract.cause import find_cause
from noticewatch.extract.counts import Affected, find_affected
from noticewatch.extract.exposure import find_exposure, find_misuse
from noticewatch.extract.kinds import find_data_types
from noticewatch.extract.page import Found
from noticewatch.extract.parties import parties_named
from noticewatch.extract.pending import find_notified
from noticewatch.extract.scope import Survey
from noticewatch.extract.timeline import Timeline, find_timeline
from noticewatch.model import Cause, DataType, Exposure, Misuse, Notified, Regulator


@dataclass(frozen=True, slots=True)
class Findings:
    """What the finders say of a page."""

    timeline: Timeline
    affected: Affected
    given: tuple[Found[DataType], ...]
    excluded: tuple[Found[DataType], ...]
    regulators: tuple[Found[Regulator], ...]
    misuse: Found[Misuse] | None
    notified: Found[Notified] | None
    cause: Found[Cause] | None
    exposure: Found[Exposure] | None


def findings_of(survey: Survey) -> Findings:
    """What the finders of facts say of a page, whatever it is."""
    given, excluded = find_data_types(survey)
    cause = find_cause(survey)
    return Findings(
        find_timeline(survey.page, lambda: survey.once(parties_named)),
        find_affected(survey.page),
        given,
        excluded,
        find_regulators(survey),
        find_misuse(survey),
        find_notified(survey),
        cause,
        find_exposure(survey, cause.value if cause else None),
    )
