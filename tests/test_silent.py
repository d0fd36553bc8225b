"""No page goes blind in silence: sound pages of many manners under many mutations, and as many changes that mean nothing.

Row 10 of the scorecard in docs/reliability.md. `python -m tests.test_silent` prints the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from noticewatch import proof
from noticewatch.config import Backfill
from noticewatch.records import Health
from noticewatch.store import known
from tests.flow_stage import html, stage
from tests.golden_pages import GOLDEN, HOST, Golden
from tests.loopback_site import Behaviour, answer
from tests.page_mutators import HARMFUL, HARMLESS, Body, Mutator, sound
from tests.page_watch import Watch

SHOWN = next(golden for golden in GOLDEN if golden.name == "dl-12")


def watched(golden: Golden) -> Watch:
    """A source whose first check found all that the sound page shows."""
    watch = Watch(golden)
    assert watch.look(sound(golden)) == Health()
    assert watch.reading is not None
    assert len(watch.reading.items or watch.reading.documents) == (1 if golden.is_notice else golden.count)
    return watch


def shows_all(watch: Watch, golden: Golden) -> bool:
    """Whether the last reading has everything that the sound page has, and with its titles: then nothing was lost."""
    reading = watch.reading
    if reading is None:
        return False
    if golden.is_notice:
        return all(one.title in reading.documents[0].text for one in golden.entries)
    found = {one.title for one in (*reading.items, *reading.documents)}
    addresses = {item.url for item in reading.items}
    return all(one.title in found if golden.titled else one.url in addresses for one in golden.entries)


def verdict(watch: Watch, golden: Golden, mutate: Mutator) -> str:
    """What two checks of a mutated page say: the first state that is not OK, "sound" where nothing was lost, "" for no mutant."""
    body = mutate(golden)
    if body is None:
        return ""
    state = replace(watch.state)
    for _ in range(2):
        health = watch.look(body)
        if health.state != "OK":
            watch.state = state
            return health.state
    watch.state = state
    return "sound" if shows_all(watch, golden) and not body.days else "OK"


def false_alarm(watch: Watch, golden: Golden, mutate: Mutator) -> str:
    """What is said against a page of which nothing was lost; "" for nothing."""
    body = mutate(golden)
    if body is None:
        return ""
    state = watch.state
    health = watch.look(body)
    watch.state = state
    return "" if health.proves else f"{health.code}: {health.reason}"


def test_there_are_enough_pages_and_mutators() -> None:
    assert len(GOLDEN) >= 30
    assert len(HARMFUL) >= 20
    assert len(HARMLESS) >= 20
    for mutators in (HARMFUL, HARMLESS):
        assert all(any(mutate(golden) for golden in GOLDEN) for mutate in mutators.values())


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_no_page_that_lost_anything_is_ok(golden: Golden) -> None:
    watch = watched(golden)
    said = {name: verdict(watch, golden, mutate) for name, mutate in HARMFUL.items()}
    assert not [name for name, state in said.items() if state == "OK"]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_no_page_that_lost_nothing_is_doubted(golden: Golden) -> None:
    watch = watched(golden)
    said = {name: false_alarm(watch, golden, mutate) for name, mutate in HARMLESS.items()}
    assert not {name: problem for name, problem in said.items() if problem}


def test_the_measure_sees_a_judge_that_lets_everything_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "judge", lambda *_: Health())
    watch = watched(SHOWN)
    assert verdict(watch, SHOWN, HARMFUL["newest half cut"]) == "OK"
    assert verdict(watch, SHOWN, HARMFUL["old copy"]) == "OK"
    assert verdict(watch, SHOWN, HARMFUL["nested 254 deep"]) == "sound"


# The whole flow


class Pages(dict[str, bytes | Behaviour]):
    """Routes of a site on which every address holds a page."""

    def get(self, path: str, default: object = None) -> bytes | Behaviour:  # type: ignore[override]
        return self[path] if path in self else html(f"<h1>{path}</h1><p>窓口でご案内しています。</p>")


def served(body: Body, own: str) -> bytes:
    text = re.sub(rf"https?://{HOST.partition('//')[2]}/", own, body.text)
    return answer(replace(body, text=text).bytes, Content_Type=body.media_type)


async def _ends(folder: Path, mutate: Mutator) -> tuple[list[str], str]:
    """The events of five checks after the sound page's, and the state after the second."""
    body = mutate(SHOWN)
    assert body is not None
    async with stage(folder, Pages(), backfill=Backfill("none", None)) as s:
        s.routes["/"] = served(sound(SHOWN), s.city.url())
        await s.check()
        s.clock.pass_by(body.days * 86400)
        s.routes["/"] = served(body, s.city.url())
        told = [event.type for event in await s.told()] + [event.type for event in await s.told()]
        state = await s.service.writer(known.source_state, "city")
        assert state
        told += [event.type for _ in range(3) for event in await s.told()]
        return told, state.state


TOLD = [name for name, mutate in HARMFUL.items() if mutate(SHOWN) and name not in ("dates removed", "frozen", "nested 254 deep")]


@pytest.mark.parametrize("name", TOLD)
async def test_what_blinds_a_source_is_told(name: str, tmp_path: Path) -> None:
    told, state = await _ends(tmp_path, HARMFUL[name])
    assert state in ("SUSPECT", "FAILED")
    assert told == ["source.failing"]


@pytest.mark.parametrize("name", ["dates removed", "frozen"])
async def test_what_makes_a_source_worse_is_shown(name: str, tmp_path: Path) -> None:
    assert await _ends(tmp_path, HARMFUL[name]) == ([], "DEGRADED")


@pytest.mark.parametrize("name", [name for name, mutate in HARMLESS.items() if mutate(SHOWN)])
async def test_what_means_nothing_is_not_told(name: str, tmp_path: Path) -> None:
    told, state = await _ends(tmp_path, HARMLESS[name])
    assert state in ("OK", "DEGRADED")
    assert told == []


def main() -> None:
    """Print row 10's figures."""
    states, alarms, changes = Counter[str](), 0, 0
    for golden in GOLDEN:
        watch = watched(golden)
        states.update(filter(None, (verdict(watch, golden, mutate) for mutate in HARMFUL.values())))
        changes += sum(mutate(golden) is not None for mutate in HARMLESS.values())
        alarms += sum(bool(false_alarm(watch, golden, mutate)) for mutate in HARMLESS.values())
    harmful = states.total() - states["sound"]
    print(f"{len(GOLDEN)} pages, {len(HARMFUL)} mutators: {states.total()} mutants, of which {states['sound']} lost nothing")
    print(f"not OK within two checks: {harmful - states['OK']} of {harmful} {dict(states)}")
    print(f"{len(HARMLESS)} harmless changes: {alarms} false alarms in {changes} pages")


if __name__ == "__main__":
    main()
