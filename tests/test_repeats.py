"""A further notice of an incident is told where it adds facts; what is not told is kept with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from noticewatch.config import Channel
from noticewatch.model import Count, Event, Facts, IncidentRef
from noticewatch.records import Delivery
from noticewatch.repeats import new_facts, without_repeats
from noticewatch.store import outbox, shown
from tests.conftest import NOW
from tests.flow_stage import LOSS, NOTICE, html, listing, stage

CHANNEL = Channel(name="soc", type="webhook", repeats="new-facts")
TOLD = Facts(
    verdict="incident",
    stage="initial",
    organization="岬町",
    vendor="株式会社帆船",
    cause="under_investigation",
    affected_headline=Count(25, "person"),
    data_types=("name", "address"),
    exposure="possible",
    discovered="2026-03-02",
    misuse="not_observed",
    regulators=("ppc_japan",),
)


def event(facts: Facts | None, number: int = 1, **more: Any) -> Event:
    made = Event(f"evt_{number}", "notice.new", NOW, "medium", incident=IncidentRef("inc_1", 2, ()), facts=facts)
    return replace(made, **more)


FIRST = event(TOLD)
OTHER = replace(TOLD, organization="灯台市")


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (TOLD, ()),
        (OTHER, ()),
        (replace(OTHER, vendor="(株)帆船", misuse=None, exposure=None, affected_headline=None), ()),
        (replace(OTHER, affected_headline=Count(20, "person")), ()),
        (replace(OTHER, affected_headline=Count(26, "person")), ("affected_headline",)),
        (replace(OTHER, affected_headline=Count(9, "card")), ("affected_headline",)),
        (replace(TOLD, affected_headline=Count(20, "person")), ("affected_headline",)),
        (replace(OTHER, cause="ransomware"), ("cause",)),
        (replace(OTHER, cause="other"), ()),
        (replace(OTHER, vendor="株式会社水平線"), ("vendor",)),
        (replace(OTHER, vendor="岬町"), ()),
        (replace(OTHER, data_types=("name", "health")), ("data_types",)),
        (replace(OTHER, exposure="confirmed", misuse="observed"), ("exposure", "misuse")),
        (replace(OTHER, occurred_start="2026-02-20"), ("occurred_start",)),
        (replace(OTHER, discovered="2026-03-09"), ()),
        (replace(TOLD, discovered="2026-03-09"), ("discovered",)),
        (replace(OTHER, stage="final"), ("stage",)),
        (replace(OTHER, regulators=("ppc_japan", "police")), ("regulators",)),
        (Facts(verdict="unclassified"), ("what cannot be judged",)),
        (None, ("what cannot be judged",)),
    ],
)
def test_what_is_a_new_fact(facts: Facts | None, found: tuple[str, ...]) -> None:
    assert new_facts(event(facts, 2), [FIRST], CHANNEL) == found


def test_an_organization_is_one_only_where_the_channel_names_it() -> None:
    names = replace(CHANNEL, organizations=("灯台市", "岬町"))
    assert new_facts(event(OTHER, 2), [FIRST], names) == ("organization",)
    assert new_facts(event(TOLD, 2), [FIRST], names) == ()
    assert new_facts(event(OTHER, 3), [FIRST, event(OTHER, 2)], names) == ()


def test_a_graver_one_is_told() -> None:
    assert new_facts(event(OTHER, 2, severity="high"), [FIRST], CHANNEL) == ("severity",)


def test_what_is_known_is_all_that_was_told() -> None:
    second = event(replace(OTHER, affected_headline=Count(80, "person"), cause="ransomware"), 2)
    assert new_facts(event(replace(OTHER, affected_headline=Count(79, "person")), 3), [FIRST, second], CHANNEL) == (
        "affected_headline",
    )
    third = replace(TOLD, organization="北浜村", affected_headline=Count(79, "person"), cause="ransomware")
    assert new_facts(event(third, 3), [FIRST, second], CHANNEL) == ()


def test_only_new_notices_on_channels_that_want_it_so_are_weighed() -> None:
    channels = {"soc": CHANNEL, "siem": Channel(name="siem", type="webhook")}

    def made(told: dict[str, list[Event]], **more: Any) -> list[tuple[str, str]]:
        one = event(OTHER, 2, **more)
        deliveries = [Delivery("evt_2", name, "due", 0, NOW, NOW) for name in channels]
        return [(d.state, d.last_error) for d in without_repeats(deliveries, {"evt_2": one}, channels, told)]

    both = {"soc": [FIRST], "siem": [FIRST]}
    assert made(both) == [("untold", "no new facts beside evt_1 of the same incident"), ("due", "")]
    assert made({"siem": [FIRST]}) == [("due", ""), ("due", "")]
    assert made(both, type="notice.changed") == made(both, type="notice.withdrawn") == [("due", ""), ("due", "")]


async def test_a_further_notice_is_stored_untold_and_a_greater_number_is_sent(tmp_path: Path) -> None:
    rows = [
        (f"/n/{n}.html", f"2026年11月{20 + n}日", "申請書の紛失について" + word)
        for n, word in enumerate(("", "（第2報）", "（第3報）"))
    ]
    texts = [LOSS.format(count=count).replace(NOTICE[2], row[2]) for count, row in zip((25, 25, 38), rows, strict=True)]
    pages = {row[0]: html(text) for text, row in zip(texts, rows, strict=True)}
    async with stage(tmp_path, {"/": listing(rows[0]), **pages}) as s:
        hook, slack = s.config.channels
        s.config = replace(s.config, channels=(hook, replace(slack, repeats="new-facts")))
        s.service.adopt(s.config)
        for known in (1, 2, 3):
            s.routes["/"] = listing(*reversed(rows[:known]))
            await s.check()
        told = [event for event in s.hook.events if event["type"] == "notice.new"]
        assert len({event["incident"]["id"] for event in told}) == 1
        assert (len(told), len(s.slack.got)) == (3, 2)
        [untold] = await s.service.writer(lambda db: list(shown.outbox(db, "untold")))
        assert (untold["delivery"].channel, untold["event"].id) == ("soc", told[1]["id"])
        assert untold["delivery"].last_error == f"no new facts beside {told[0]['id']} of the same incident"
        assert await s.service.writer(outbox.due_deliveries, "soc", s.clock.now() + timedelta(days=9)) == ()
