"""What was told, as tests ask for it: the stored events of one family."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlite_utils import Database

from noticewatch.model import Event
from noticewatch.store import feeds

EVER = feeds.Window(0, datetime(2000, 1, 1, tzinfo=UTC))


def told_events(db: Database, family: str) -> list[Event]:
    """The events whose type begins with `family`, newest first."""
    _, fresh = feeds.fresh_events(db, "", lambda event: event.type.startswith(family), EVER)
    return [one.event for one in fresh]
