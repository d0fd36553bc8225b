"""What foreign bytes are turned into, as one job: read, and the facts of whatever was read. What a worker process is asked for.

Core; imports the words, read and extract. A job and its result are JSON, so that nothing but values crosses between processes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from noticewatch import codec
from noticewatch.codec import JsonObject
from noticewatch.discover.leads import Lead, Leads, leads_of
from noticewatch.errors import GonePage, ReadError
from noticewatch.extract import extract
from noticewatch.model import Document, Extraction, Item, Json, Reading, Response, SourceKind
from noticewatch.read import ReadHint, read, read_notice
from noticewatch.read.about import About, about
from noticewatch.read.charset import decode
from noticewatch.read.kinds import body_kind
from noticewatch.read.tree import parse


@dataclass(frozen=True, slots=True)
class Job:
    """Read a source's own page, the page behind a link as one notice, or what a page is and says of itself.

    A "glance" reads a page without its facts, and the links that lead on from it. The body goes beside it; for "facts" it is a
    document that was read already, as JSON.
    """

    do: Literal["source", "notice", "about", "facts", "glance"]
    requested: str
    url: str
    media_type: str
    charset: str
    kind: SourceKind = "auto"
    link_selector: str = ""
    content_selector: str = ""
    language: str | None = None
    organization: str | None = None

    def to_json(self) -> JsonObject:
        """The job as it is sent."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, and for each of its documents the facts, or why there are none."""

    reading: Reading
    extractions: tuple[Extraction | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """What a page shows at a glance: its reading, None where it cannot be read (`why`), and where its links lead."""

    reading: Reading | None
    leads: Leads
    why: str = ""


def glance(job: Job, body: bytes) -> Glance:
    """Read a page without its facts, and the leads on it. Raises ReadError where not even its links can be read."""
    response = _response(job, body)
    leads = Leads()
    if body_kind(body, job.media_type) == "html":
        leads = leads_of(parse(decode(body, job.charset), hidden=True), job.url)
    try:
        return Glance(read(response, ReadHint(job.kind)), leads)
    except ReadError as refusal:
        return Glance(None, leads, str(refusal))


def perform(job: Job, body: bytes) -> Read:
    """Do a job. Raises ReadError; a bug at one of several documents is that one's problem alone."""
    if job.do == "facts":
        document = _document(json.loads(body))
        return Read(Reading("page", documents=(document,)), (_extracted(document, job),))
    response = _response(job, body)
    hint = ReadHint(job.kind, job.link_selector, job.content_selector, job.language)
    if job.do == "notice":
        document = read_notice(response, hint)
        return Read(
            Reading("page", documents=(document,)), (extract(document, organization=job.organization, language=job.language),)
        )
    reading = read(response, hint)
    return Read(reading, tuple(_extracted(document, job) for document in reading.documents))


def _response(job: Job, body: bytes) -> Response:
    return Response(job.requested, job.url, job.media_type, job.charset, body)


def _extracted(document: Document, job: Job) -> Extraction | str:
    try:
        return extract(document, organization=job.organization, language=job.language)
    except Exception as bug:
        return f"a bug of noticewatch ({bug!r}): please report it with the page's address"


def answered(job: JsonObject, body: bytes) -> JsonObject:
    """Do a job that came as JSON, whatever becomes of it: its result, a refusal or a bug, as JSON."""
    try:
        asked = Job(**job)  # type: ignore[arg-type]
        if asked.do == "about":
            return asdict(about(_response(asked, body)))
        return _glance_to_json(glance(asked, body)) if asked.do == "glance" else read_to_json(perform(asked, body))
    except ReadError as refusal:
        return {"refused": str(refusal), "gone": isinstance(refusal, GonePage)}
    except MemoryError:
        return {"refused": "reading it takes more memory than a page may", "gone": False}
    except Exception as bug:
        return {"bug": repr(bug)}


def result_of(answer: JsonObject) -> Read:
    """What an answer holds. Raises ReadError, GonePage among them, where it is a refusal or a bug."""
    _refuse(answer)
    return read_from_json(answer)


def about_of(answer: JsonObject) -> About:
    """What an answer to "about" holds. Raises ReadError as `result_of` does."""
    _refuse(answer)
    fields: dict[str, Any] = {**answer}
    return About(**(fields | {"feeds": tuple(fields["feeds"])}))


def glance_of(answer: JsonObject) -> Glance:
    """What an answer to "glance" holds. Raises ReadError as `result_of` does."""
    _refuse(answer)
    data: dict[str, Any] = {**answer}
    leads = Leads(tuple(Lead(*lead) for lead in data["found"]), data["title"], data["language"])
    return Glance(read_from_json(data["read"]).reading if data["read"] else None, leads, data["why"])


def _glance_to_json(seen: Glance) -> JsonObject:
    return {
        "read": read_to_json(Read(seen.reading)) if seen.reading is not None else None,
        "found": [[lead.url, lead.label, lead.place, lead.over] for lead in seen.leads.found],
        "title": seen.leads.title,
        "language": seen.leads.language,
        "why": seen.why,
    }


def _refuse(answer: JsonObject) -> None:
    if refusal := answer.get("refused"):
        raise (GonePage if answer.get("gone") else ReadError)(str(refusal))
    if bug := answer.get("bug"):
        raise ReadError(f"a bug of noticewatch ({bug}): please report it with the page's address")


def read_to_json(done: Read) -> JsonObject:
    """A result as it is sent."""
    reading = done.reading
    return {
        "kind": reading.kind,
        "name": reading.name,
        "whole": reading.whole,
        "items": [_item_to_json(item) for item in reading.items],
        "next_page": reading.next_page,
        "left_out": reading.left_out,
        "further": [_item_to_json(item) for item in reading.further],
        "documents": [asdict(document) for document in reading.documents],
        "extractions": [one if isinstance(one, str) else _extraction_to_json(one) for one in done.extractions],
    }


def _item_to_json(item: Item) -> list[Json]:
    return [item.url, item.title, item.published]


def _extraction_to_json(extraction: Extraction) -> JsonObject:
    return {
        "facts": codec.facts_to_json(extraction.facts),
        "evidence": codec.evidence_to_json(extraction.evidence),
        "reasons": list(extraction.reasons),
    }


def read_from_json(data: dict[str, Any]) -> Read:
    """A result as `read_to_json` wrote it."""
    return Read(
        Reading(
            data["kind"],
            tuple(Item(*item) for item in data["items"]),
            tuple(_document(document) for document in data["documents"]),
            tuple(Item(*item) for item in data["further"]),
            data["next_page"],
            data["left_out"],
            name=data["name"],
            whole=data["whole"],
        ),
        tuple(one if isinstance(one, str) else _extraction_from_json(one) for one in data["extractions"]),
    )


def _document(data: dict[str, Any]) -> Document:
    return Document(**(data | {"files": tuple(data["files"]), "links": tuple(data["links"])}))


def _extraction_from_json(data: dict[str, Any]) -> Extraction:
    return Extraction(codec.facts_from_json(data["facts"]), codec.evidence_from_json(data["evidence"]), tuple(data["reasons"]))
