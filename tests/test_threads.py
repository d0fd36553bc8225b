"""In which thread a message stands, and who sees it: by values alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from event_samples import NEW
from noticewatch.answers import Attempt
from noticewatch.records import Thread
from noticewatch.threads import is_for_all, thread_after
from tests.conftest import NOW

THREAD = Thread("C0123456789", "inc_77", "17.1", "medium", NOW)
LATER = NOW + timedelta(days=3)


def said(**body: object) -> Attempt:
    return Attempt(200, json.dumps({"ok": True} | body).encode())


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [("low", "low", False), ("low", "medium", True), ("high", "medium", False), ("critical", "critical", True)],
)
def test_what_is_graver_or_critical_is_for_all(before: str, now: str, expected: bool) -> None:
    assert is_for_all(replace(THREAD, severity=before), replace(NEW, severity=now)) is expected  # type: ignore[arg-type]


def test_the_first_message_begins_a_thread_and_the_gravest_severity_is_kept() -> None:
    assert thread_after(None, "C0123456789", NEW, said(ts="18.2"), LATER) == Thread(
        "C0123456789", "inc_77", "18.2", "high", LATER
    )
    within = said(ts="18.2", message={"thread_ts": "17.1"})
    assert thread_after(THREAD, "C0123456789", NEW, within, LATER) == replace(THREAD, severity="high", used_at=LATER)
    low = thread_after(THREAD, "C0123456789", replace(NEW, severity="low"), within, LATER)
    assert low == replace(THREAD, used_at=LATER)


def test_a_message_put_beside_its_thread_begins_one_and_one_of_another_incident_goes_on_as_its_own() -> None:
    beside = thread_after(THREAD, "C0123456789", NEW, said(ts="18.2", message={}), LATER)
    assert beside == Thread("C0123456789", "inc_77", "18.2", "high", LATER)
    merged = thread_after(replace(THREAD, incident_id="inc_1"), "C0123456789", NEW, said(ts="18.2"), LATER)
    assert merged == replace(THREAD, severity="high", used_at=LATER)


@pytest.mark.parametrize("attempt", [said(), said(ts=7), Attempt(200, b'{"ok": false}'), Attempt(None), Attempt(200, b"ok")])
def test_what_was_not_accepted_or_bears_no_place_leaves_no_thread(attempt: Attempt) -> None:
    assert thread_after(None, "C0123456789", NEW, attempt, NOW) is None
    assert thread_after(None, "C0123456789", replace(NEW, incident=None), said(ts="18.2"), NOW) is None
