"""In which thread of a Slack channel a message stands, and whether the whole channel sees it.

Core; imports model, records, answers and severity.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from noticewatch.answers import Attempt, judged, slack_place
from noticewatch.model import Event
from noticewatch.records import Thread
from noticewatch.severity import LEVELS


def is_for_all(thread: Thread, event: Event) -> bool:
    """Whether a message of a thread is shown in the channel too: it is graver than all before it there, or critical."""
    return event.severity == "critical" or LEVELS.index(event.severity) > LEVELS.index(thread.severity)


def thread_after(thread: Thread | None, channel: str, event: Event, attempt: Attempt, now: datetime) -> Thread | None:
    """The incident's thread after an attempt to tell of an event in it (None: by itself); None where nothing is to be kept.

    A message that Slack put beside its thread, because what the thread began with was deleted, begins one of its own.
    """
    if event.incident is None or judged("slack-bot", attempt) != "accepted":
        return None
    ts, stands_in = slack_place(attempt)
    if not ts:
        return None
    if thread is None or stands_in not in (None, thread.ts):
        return Thread(channel, event.incident.id, ts, event.severity, now)
    severity = max(thread.severity, event.severity, key=LEVELS.index)
    return replace(thread, incident_id=event.incident.id, severity=severity, used_at=now)
