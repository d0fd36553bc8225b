"""The pure path of a check, without fetching or storing: an answer is read, and held against what its source showed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from noticewatch.errors import ReadError
from noticewatch.health import failure
from noticewatch.model import Reading, Response
from noticewatch.proof import proved
from noticewatch.read import ReadHint, read
from noticewatch.records import Health, SourceState
from tests.golden_pages import HOST, TODAY, Golden
from tests.page_mutators import NEXT, Body

URL = f"{HOST}/news/"
START = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)


@dataclass
class Watch:
    """One source, checked as the daemon does; `reading` is the last one, None where it could not be read."""

    golden: Golden
    state: SourceState = field(default_factory=lambda: SourceState("tomari", URL))
    at: datetime = START
    reading: Reading | None = None

    def look(self, body: Body) -> Health:
        """The next check, a quarter of an hour and the body's days later."""
        at = self.at + timedelta(days=body.days)
        self.at += NEXT
        kind = self.golden.kind if self.golden.kind != "auto" else self.state.kind
        self.reading = None
        try:
            self.reading = read(Response(URL, URL, body.media_type, "", body.bytes), ReadHint(kind=kind))
        except ReadError as problem:
            return failure(problem)
        health, shape = proved(self.state, self.reading, at, at.date())
        if health.proves and self.reading.kind:
            self.state = replace(self.state, shape=shape, kind=self.reading.kind)
        return health
