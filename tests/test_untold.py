"""What was not told as it adds no facts is counted in the next message of its incident, once, whatever happens between."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from noticewatch.config import Timetable
from noticewatch.model import Covered, Event, IncidentRef, Summary
from noticewatch.render.lines import message_lines, message_of
from noticewatch.store import shown
from tests.event_samples import NEW, TOKYO
from tests.flow_stage import LOSS, NOTICE, Stage, html, listing, stage
from tests.loopback_site import answer

COUNTS = (25, 25, 25, 38, 38, 41)
ROWS = [
    (f"/n/{n}.html", f"2026年11月{15 + n}日", "申請書の紛失について" + (f"（第{n + 1}報）" if n else ""))
    for n in range(len(COUNTS))
]
TWO, ONE = "and 2 further notices without new facts", "and one further notice without new facts"


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    texts = [LOSS.format(count=count).replace(NOTICE[2], row[2]) for count, row in zip(COUNTS, ROWS, strict=True)]
    pages = {row[0]: html(text) for text, row in zip(texts, ROWS, strict=True)}
    async with stage(tmp_path, {"/": listing(ROWS[0]), **pages}) as made:
        use(made)
        yield made


def use(s: Stage, **more: Any) -> None:
    """The channel for people wants new facts only, in English."""
    hook, slack = s.config.channels
    s.config = replace(s.config, channels=(hook, replace(slack, repeats="new-facts", language="en", **more)))
    s.service.adopt(s.config)


async def publish(s: Stage, *reports: int) -> None:
    """A check after each further report."""
    for report in reports:
        s.routes["/"] = listing(*reversed(ROWS[: report + 1]))
        await s.check()


def told(s: Stage) -> list[str]:
    return [json.dumps(json.loads(request.body), ensure_ascii=False) for request in s.slack.got]


async def counting(s: Stage) -> dict[str, str]:
    """By event that was not told, the message that counts it."""
    rows = await s.service.writer(lambda db: list(shown.outbox(db, "untold")))
    return {row["delivery"].event_id: row["delivery"].grouped_in for row in rows}


async def test_the_next_message_counts_them_and_the_one_after_it_only_what_came_since(s: Stage) -> None:
    await publish(s, 0, 1, 2)
    assert len(told(s)) == 1
    assert set((await counting(s)).values()) == {""}
    await publish(s, 3, 4, 5)
    first, second, third = told(s)
    assert "without new facts" not in first
    assert TWO in second
    assert ONE in third
    events = [event["id"] for event in s.hook.events if event["type"] == "notice.new"]
    assert await counting(s) == {events[1]: events[3], events[2]: events[3], events[4]: events[5]}
    assert all("further" not in event["incident"] for event in s.hook.events if "incident" in event)


async def test_another_attempt_and_the_plain_form_say_the_same(s: Stage) -> None:
    await publish(s, 0, 1, 2)
    s.slack.answers = [answer(b"oops", "500 Oops")]
    await publish(s, 3)
    s.slack.answers = [answer(b"invalid_blocks", "400 Bad Request")]
    s.clock.pass_by(3600)
    await s.service.deliverer.deliver_due()
    tries = [json.loads(request.body) for request in s.slack.got[1:]]
    assert [("blocks" in one, TWO in json.dumps(one)) for one in tries] == [(True, True), (True, True), (False, True)]


async def test_a_digest_counts_them_at_their_incident(s: Stage) -> None:
    await publish(s, 0)
    use(s, digest=Timetable("daily", time(9)))
    await publish(s, 1, 2, 3)
    assert len(told(s)) == 1
    s.clock.pass_by(timedelta(days=1).total_seconds())
    await s.service.deliverer.deliver_due()
    [_, digest] = told(s)
    assert TWO in digest
    assert len(set((await counting(s)).values()) - {""}) == 1


async def test_notices_of_another_incident_are_not_counted(s: Stage) -> None:
    await publish(s, 0, 1, 2)
    [_, notice] = (event["notice"]["id"] for event in s.hook.events[1:3])
    await s.service.writer(lambda db: split_off(db, notice))
    await publish(s, 3)
    assert ONE in told(s)[1]


def split_off(db: Any, notice_id: str) -> None:
    db.execute("INSERT INTO incidents VALUES ('inc_other', '2026-11-22T00:00:00.000000Z')")
    db.execute("UPDATE notices SET incident_id = 'inc_other' WHERE id = ?", [notice_id])


def with_further(number: int) -> Event:
    return replace(NEW, incident=IncidentRef("inc_77", 5, ("月見野市",), further=number))


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", ONE, "and 1,204 further notices without new facts"),
        ("ja", "ほかに新しい事実のない告知1件", "ほかに新しい事実のない告知1,204件"),
    ],
)
def test_it_is_said_in_the_channels_language(language: str, one: str, many: str) -> None:
    def whole(event: Event) -> str:
        return "\n".join(message_lines(event, language=language, timezone=TOKYO))

    assert one in whole(with_further(1))
    assert many in whole(with_further(1204))
    assert one not in whole(with_further(0))


def test_a_summary_says_it_in_the_line_of_each_incident_and_of_those_without_a_line_below() -> None:
    lines = tuple(Covered(f"evt_{n}", "notice.new", "low", f"line {n}", incident=f"inc_{n}") for n in range(40))
    summary = Summary("digest", 40, (("low", 40),), lines, NEW.time, further=(("inc_0", 2), ("inc_38", 3), ("inc_39", 4)))
    event = Event("evt_s", "summary", NEW.time, "low", summary=summary)
    details = message_of(event, language="en", timezone=TOKYO).details
    assert details[0] == f"1. line 0 | evt_0 | {TWO}"
    assert details[1] == "2. line 1 | evt_1"
    assert details[-1] == "and 7 further notices without new facts"
