"""What a person says of a notice or an incident, done to the database: the work of `notices judge` and `incidents mark`.

Shell; imports core and store. Arguments are plain values, what comes back are the lines to print.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from noticewatch import codec, judgement
from noticewatch.config import Config, Source
from noticewatch.decide import TOLD_VERDICTS, Setting
from noticewatch.errors import NoticewatchError
from noticewatch.judgements import STATES, Judge, Judgement, KeptMark, Mark, MarkAsked
from noticewatch.model import Json
from noticewatch.records import Notice, Seen
from noticewatch.rereading import asks_for_facts, beneath, document_of
from noticewatch.settle import settle_judged
from noticewatch.store import judged, shown
from noticewatch.store.connection import transaction
from noticewatch.text import clean_text

LONGEST_NAME = 100


def judge(db: Database, config: Config, asked: Judge, now: datetime) -> list[str]:
    """Keep a person's word on a notice's facts above whatever is found in it, or take it back. Raises NoticewatchError."""
    by, note = person(asked.by), noted(asked.note)
    with transaction(db):
        notice = shown.notice_named(db, asked.notice)
        history = judged.judgements_of(db, notice.id)
        if asked.undo:
            made = judgement.taken_back(history, by, note, now)
            if made is None:
                raise NoticewatchError(f"nothing is judged of {notice.id}: there is nothing to take back")
        else:
            given = _given(asked)
            last = history[max(history)] if history else None
            made = judgement.judged_anew(last, notice.id, given, by, note, notice.current, now)
        source = next((one for one in config.sources if one.id == notice.source_id), None)
        source = source or Source(id=notice.source_id, url=notice.url)
        _seek_facts(db, notice, made, source)
        judged.keep_judgement(db, made)
        [after] = shown.find_notices(db, notice.id)
        lines = [_said(made)]
        if not notice.told and after.facts.verdict == "incident" and notice.facts.verdict not in TOLD_VERDICTS:
            outcome = settle_judged(db, notice.id, Setting(config, source, baseline=False), now)
            lines += [
                f"told now, for it was told to nobody: {one.id}, incident {outcome.notice.incident_id}"
                for one in outcome.events
                if outcome.notice
            ]
        elif notice.told and judgement.is_dismissed(after.judged) and not judgement.is_dismissed(notice.judged):
            lines.append("it was told as an incident: a false alert, of which nothing more is told unless it grows worse")
        return lines


def _seek_facts(db: Database, notice: Notice, made: Judgement, source: Source) -> None:
    """Seek an incident's facts in what the extractor did not call one and a person does."""
    for version in shown.versions(db, notice.id):
        found = version.found or version.extraction
        if asks_for_facts(found, made.standing):
            seen = Seen(document_of(notice, version), found, notice.address, notice.own_page)
            seen = beneath(seen, made.standing, source)
            judged.keep_version(db, replace(version, extraction=seen.extraction, found=seen.found))


def _given(asked: Judge) -> dict[str, Json]:
    try:
        given = judgement.fields_of(asked.sets, asked.clears, asked.verdict)
    except ValueError as problem:
        raise NoticewatchError(str(problem)) from None
    if not given:
        raise NoticewatchError("nothing is judged: --verdict, --set FIELD=VALUE or --clear FIELD says what (--undo takes back)")
    return given


def _said(made: Judgement) -> str:
    if made.undo:
        left = f"judged are still {', '.join(made.standing)}" if made.standing else "nothing is judged of it any more"
        return f"{made.notice_id}: taken back by {made.by}; {left}"
    facts = "; ".join(f"{name} = {codec.dumps(value)}" for name, value in made.given.items())
    return f"{made.notice_id}: {facts}; judged by {made.by}"


def mark(db: Database, config: Config, asked: MarkAsked, now: datetime) -> list[str]:
    """Keep what a team makes of an incident. Raises NoticewatchError."""
    by, note = person(asked.by), noted(asked.note)
    state = next((one for one in STATES if one == asked.state), None)
    if state is None:
        raise NoticewatchError(f"--state {asked.state}: it is one of {', '.join(STATES)}")
    with transaction(db):
        incident_id = shown.incident_named(db, asked.incident)
        last = judged.mark_of(db, incident_id)
        owner = person(asked.owner, "--owner") if asked.owner else last.mark.owner if last and asked.owner is None else ""
        basis = judged.standing_in(db, incident_id, config.severity, judged.watched_in(db, incident_id))
        judged.keep_mark(db, KeptMark(incident_id, Mark(state, by, now, owner, note), basis))
    silent = ": nothing more of it is told on any channel until it grows worse" if state == "irrelevant" else ""
    return [f"{incident_id} is {state}, marked by {by}" + (f", owner {owner}" if owner else "") + silent]


def person(name: str, option: str = "--by") -> str:
    """A person's name as it is kept. Raises NoticewatchError that names the option."""
    cleaned = " ".join(clean_text(name).split())
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise NoticewatchError(f"{option} names a person, in at most {LONGEST_NAME} letters")
    return cleaned


def noted(note: str) -> str:
    """A note as it is kept, on one line. Raises NoticewatchError."""
    cleaned = " ".join(clean_text(note).split())
    if len(cleaned) > judgement.LONGEST:
        raise NoticewatchError(f"--note has at most {judgement.LONGEST} letters")
    return cleaned
