"""`extract`: the facts of one document, with the words that prove them."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from noticewatch import codec
from noticewatch.cli.common import json_option, log_to_stderr, print_json
from noticewatch.errors import NoticewatchError, ReadError
from noticewatch.extract import extract as extract_facts
from noticewatch.model import Document, Extraction
from noticewatch.read import read_bytes
from noticewatch.render.terminal import print_table, safe


@click.command(
    epilog="""\b
Examples:
  noticewatch extract notice.html
  noticewatch extract posts.txt --json                 a page of several posts gives several documents
  curl -s https://… | noticewatch extract - --url https://…
"""
)
@click.argument("where", metavar="PATH|URL|-")
@click.option("--url", default="", metavar="URL", help="Where the document stands, if a file cannot tell.")
@click.option("--organization", default=None, metavar="NAME", help="Who speaks, if the document does not say.")
@click.option("--whole", is_flag=True, help="One document, whatever marks its text bears.")
@click.option("--explain", is_flag=True, help="Say why the verdict is what it is.")
@json_option
@click.pass_context
def extract(
    context: click.Context, where: str, url: str, organization: str | None, whole: bool, explain: bool, as_json: bool
) -> int:
    """Print the facts of one document (HTML, PDF or text), with evidence."""
    documents = _documents(context, where, url, whole)
    found = [(document, extract_facts(document, organization=organization)) for document in documents]
    if as_json:
        print_json({"documents": [document_json(document, extraction, explain) for document, extraction in found]})
        return 0
    for number, (document, extraction) in enumerate(found):
        if number:
            click.echo()
        print_document(document, extraction, explain)
    return 0


def _documents(context: click.Context, where: str, url: str, whole: bool) -> tuple[Document, ...]:
    try:
        if where.startswith(("http://", "https://")):
            return asyncio.run(_fetched(context, where, whole))
        body = sys.stdin.buffer.read() if where == "-" else Path(where).read_bytes()
        return read_bytes(body, url=url, whole=whole)
    except OSError as problem:
        raise click.UsageError(f"{where}: {problem.strerror or problem}") from problem
    except ReadError as problem:
        raise NoticewatchError(f"{where}: {problem}") from problem


async def _fetched(context: click.Context, url: str, whole: bool) -> tuple[Document, ...]:
    """A page fetched by the rules of the configuration, or by the defaults where there is none."""
    from noticewatch.cli.fetching import configuration_or_none, door
    from noticewatch.links import own_ports
    from noticewatch.model import NotModified

    log_to_stderr(quiet=True)
    async with door(configuration_or_none(context)) as fetcher:
        answer = await fetcher.fetch(url, ports=own_ports(url))
    if isinstance(answer, NotModified):
        raise NoticewatchError(f"{url}: answered 304 though nothing was said to be known")
    return read_bytes(answer.body, url=answer.url, media_type=answer.media_type, charset=answer.charset, whole=whole)


def document_json(document: Document, extraction: Extraction, explain: bool = False) -> dict[str, object]:
    """A document with its facts, as `--json` prints it."""
    made: dict[str, object] = {
        "title": document.title,
        "url": document.url or None,
        "facts": codec.facts_to_json(extraction.facts),
        "evidence": codec.evidence_to_json(extraction.evidence),
    }
    return made | ({"reasons": list(extraction.reasons)} if explain else {})


def print_document(document: Document, extraction: Extraction, explain: bool = False) -> None:
    """A document's facts as a table, with what proves each."""
    rows = []
    for name, value in codec.facts_to_json(extraction.facts).items():
        if value in (None, []):
            continue
        quotes = [safe(piece.quote) for piece in extraction.evidence.get(name, ())]
        rows.append(
            [name, _shown(value), f"“{quotes[0]}”" + (f" (+{len(quotes) - 1})" if len(quotes) > 1 else "") if quotes else ""]
        )
    click.secho(safe(document.title or document.url or "(no title)"), bold=True)
    print_table(["fact", "value", "proof"], rows)
    if explain:
        for reason in extraction.reasons:
            click.echo(f"  why: {safe(reason)}")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        if "unit" not in value:
            return f"{value['kind']} {value['value']}"
        mark = "" if value["qualifier"] == "exact" else f"{value['qualifier']} "
        return f"{mark}{value['value']:,} {value['unit']} ({value['scope']}{', derived' if value.get('derived') else ''})"
    return str(value)
