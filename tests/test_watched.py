"""What the registers' organizations look like in messages, how grave they make an event, and what is left without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from event_samples import CHANGED, FAILING, HOSTILE, NEW, TOKYO
from noticewatch.codec import dumps, event_to_json
from noticewatch.config import SeverityTable
from noticewatch.model import Event, Facts, IncidentRef, Reason, Trouble, Watch
from noticewatch.render.lines import message_lines
from noticewatch.severity import Judged, at_least, severity_of, watch_floor
from noticewatch.watched import discreet, linked
from tests.conftest import NOW, make_config

SHIPPER = Watch("vendors", "v1", "岬海運株式会社", "vendor", "岬海運", "name", "A", "佐藤", "委託先の岬海運")
CLOUD = Watch("vendors", "v2", "渚ソフト", "party", "渚クラウド", "product", "", "", "")
CHILD = Watch("vendors", "v3", "渚物流", "mentioned", "渚ソフト", "parent", "C", "", "")
SITE = Watch("vendors", "v4", "Tide Ltd", "announcer", "tide.example", "domain", "D", "", "")


def lines(event: Event, language: str) -> list[str]:
    return list(message_lines(event, language=language, timezone=TOKYO))


@pytest.mark.parametrize("event", [NEW, CHANGED, FAILING])
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "On your register: 岬海運株式会社 (contractor, tier A, owner 佐藤), 渚ソフト (party, its 渚クラウド)"),
        ("ja", "登録先：岬海運株式会社（委託先・区分A・担当 佐藤）・渚ソフト（関係先・製品 渚クラウド）"),
    ],
)
def test_a_message_names_whom_it_is_about_in_its_own_line(event, language, line):
    shown = lines(replace(event, watch=(SHIPPER, CLOUD)), language)
    assert line in shown
    assert [one for one in shown if one != line] == lines(event, language)


def test_what_is_too_much_for_a_line_is_counted():
    [line] = [one for one in lines(replace(NEW, watch=(SHIPPER, CLOUD, CHILD, SITE, CLOUD, CLOUD)), "en") if "register" in one]
    assert "渚物流 (named, its parent 渚ソフト, tier C), Tide Ltd (announces, on tide.example, tier D), and 2 more" in line


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_register_makes_one_line(text):
    shown = lines(replace(NEW, watch=(Watch("v", text, text, "party", text, "alias", text, text, text),)), "en")
    assert len(shown) == len(lines(NEW, "en")) + 1
    assert all(len(line) <= 700 and line.isprintable() for line in shown)


def test_nothing_of_a_register_is_left_in_a_discreet_event():
    reasons = (Reason("watch", ["A"]), Reason("cause", ["loss"]))
    shown = discreet(replace(NEW, watch=(SHIPPER,), severity_reasons=reasons))
    assert (shown.watch, shown.severity_reasons) == ((), reasons[1:])
    assert "watch" not in dumps(event_to_json(shown)).replace("noticewatch", "")
    assert discreet(NEW) is NEW


@pytest.mark.parametrize(
    ("watch", "floor"), [((), "low"), ((CLOUD,), "medium"), ((SITE, CHILD), "medium"), ((CLOUD, SHIPPER), "high")]
)
def test_what_one_of_the_register_weighs_at_least(watch, floor):
    assert watch_floor(watch) == floor
    assert at_least(Judged("low", ()), watch).severity == floor
    assert at_least(Judged("critical", ()), watch) == Judged("critical", ())


def test_a_table_takes_nothing_away_of_what_a_register_weighs():
    small = [Facts(verdict="incident", cause="loss", affected_headline=None)]
    none = SeverityTable(medium=(), high=(), critical=())
    assert severity_of(small, none, (SHIPPER,)) == Judged("high", (Reason("watch", ["A"]),))
    assert severity_of(small, none, (CLOUD,)).reasons == (Reason("watch", [""]), Reason("unknown", ["affected_headline"]))
    assert severity_of([Facts(verdict="incident", cause="ransomware")], SeverityTable(), (CLOUD,)).severity == "high"


def test_why_it_is_so_grave_is_said():
    told = replace(NEW, watch=(SHIPPER,), severity_reasons=(Reason("watch", ["A"]),))
    assert any("on your register, tier A" in line for line in lines(told, "en"))
    assert any("登録先（区分A）" in line for line in lines(told, "ja"))


@pytest.mark.parametrize(
    ("language", "first"), [("en", "now about an organization of your register"), ("ja", "登録先に関わると判明")]
)
def test_a_linked_incident_is_told_in_either_language(language, first):
    (event,), _ = linked(IncidentRef("inc_1", 2, ("灯台市", "岬町")), (SHIPPER,), Judged("low", ()), make_config(), NOW)
    shown = lines(event, language)
    assert first in shown[0]
    assert len(shown[0]) <= 90
    assert any("岬海運株式会社" in line for line in shown[1:])
    hidden = lines(discreet(event), language)
    assert not any("岬海運" in line for line in hidden)
    assert not any("organizations of a register" in line for line in hidden)
    assert isinstance(event.trouble, Trouble)
    assert linked(IncidentRef("inc_1", 2, ()), (), Judged("low", ()), make_config(), NOW) == ((), ())
