"""A judged notice as a line of gold facts, as `evaluate` reads them (the facts' schema).

Imports words and core.
"""

from __future__ import annotations

from noticewatch import codec
from noticewatch.judgement import VERDICTS
from noticewatch.judgements import Judgement
from noticewatch.model import Json
from noticewatch.records import Notice, Version


def gold_line(notice: Notice, version: Version, judgement: Judgement) -> str:
    """A notice's facts as judged, of the version that was judged, on one line; "" where nobody said what its verdict is."""
    facts = codec.facts_to_json(version.extraction.facts)
    if facts["verdict"] not in VERDICTS:
        return ""
    by = "; ".join(f"{name} by {one.by} on {one.at.date().isoformat()}" for name, one in judgement.standing.items())
    made: dict[str, Json] = {"id": notice.id, "url": notice.url, **facts, "accept": {}}
    made["notes"] = ": ".join(part for part in (f"judged: {by}", judgement.note) if part)
    made["judged"] = [*sorted(judgement.standing)]
    return codec.dumps(made).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"
