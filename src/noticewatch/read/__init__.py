"""An answer's bytes as what they hold: a list's items, or documents.

Core; imports errors, model and its own modules. Whatever cannot be read as what it should be raises ReadError, whose text says
what was found instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from noticewatch.errors import ReadError
from noticewatch.model import Document, Reading, Response, SourceKind
from noticewatch.read.charset import decode
from noticewatch.read.empty import is_empty_by_itself, why_nothing
from noticewatch.read.endless import without_middle
from noticewatch.read.feed import read_feed, read_json_feed
from noticewatch.read.html import ELSEWHERE, document_of, main_text
from noticewatch.read.kinds import SPOKEN, Body, body_kind, is_emptied_list, is_list
from noticewatch.read.listing import items_of, left_out_of, list_of, selected_rows
from noticewatch.read.pager import next_page
from noticewatch.read.pdf import read_pdf
from noticewatch.read.plain import read_text
from noticewatch.read.pointed import files_of
from noticewatch.read.posts import posts_of
from noticewatch.read.rows import Row
from noticewatch.read.sitemap import read_sitemap, read_text_sitemap, unpacked
from noticewatch.read.tree import Page, parse

__all__ = ["ReadHint", "read", "read_bytes", "read_notice", "read_text"]

_LISTS = ("rss", "atom", "sitemap", "jsonfeed")
_END = re.compile(r"</(?:html|body)\b", re.I)  # one of which a whole page bears


@dataclass(frozen=True, slots=True)
class ReadHint:
    """What a source's configuration says about how to read it."""

    kind: SourceKind = "auto"
    link_selector: str = ""
    content_selector: str = ""
    language: str | None = None
    whole: bool = False  # a page is one document, however many posts it seems to hold


def read(response: Response, hint: ReadHint) -> Reading:
    """Read a source's own page: its list, its posts, or the notice it is; a feed, a sitemap or a PDF likewise.

    A list that says itself that it is empty is a reading without items. Raises ReadError for any other without items, for a wall
    instead of a page, and for what is of another kind than the hint's.
    """
    body, kind = _opened(response)
    reading = _of_its_kind(body, kind, response, hint)
    if reading is not None:
        return reading
    if hint.kind in ("feed", "sitemap", "pdf"):
        _refuse(body, kind, response, hint.kind)
    if _textual(kind) == "text":
        documents = read_text(decode(body, response.charset), url=response.url, whole=hint.whole or hint.kind == "page")
        return Reading("posts" if len(documents) > 1 else "page", documents=documents)
    text = decode(body, response.charset)
    is_listing = hint.kind == "listing" or (hint.kind == "auto" and bool(hint.link_selector))
    shorter, middle = without_middle(text)
    page = parse(shorter, hint.link_selector if is_listing else hint.content_selector)
    reading = _listing(page, response.url, hint) if is_listing else _of_page(page, response, hint)
    left_out = "; ".join(filter(None, (middle, reading.left_out)))
    return replace(reading, name=page.title, whole=_END.search(text) is not None, left_out=left_out)


def _of_page(page: Page, response: Response, hint: ReadHint) -> Reading:
    if hint.kind == "page" or hint.whole:
        return Reading("page", documents=(document_of(page, response.url),))
    if hint.kind == "posts":
        found = posts_of(page, response.url, sure=True)
        return Reading("posts", documents=found.posts or (document_of(page, response.url),), left_out=found.left_out)
    return _judged(page, response.url)


def _opened(response: Response) -> tuple[bytes, Body]:
    """A body out of gzip (sitemaps are kept so), and what it is."""
    kind = body_kind(response.body, response.media_type)
    if kind != "gzip":
        return response.body, kind
    body = unpacked(response.body)
    return body, body_kind(body)


def _of_its_kind(body: bytes, kind: Body, response: Response, hint: ReadHint) -> Reading | None:
    """What tells by itself how it is read, whatever kind the page was before; None for HTML, text and the rest."""
    if kind == "pdf":
        document = read_pdf(body, response.url)
        return Reading("pdf", documents=(document,), left_out=document.left_out)
    if kind == "sitemap":
        return read_sitemap(body, response.url, response.charset, hint.language or "")
    if kind in ("rss", "atom") or (kind == "xml" and hint.kind == "feed"):
        return read_feed(body, response.url, response.charset, hint.language or "")
    if kind == "jsonfeed" or (kind == "json" and hint.kind == "feed"):
        return read_json_feed(body, response.url, response.charset, hint.language or "")
    if kind == "text" and hint.kind == "sitemap":
        return read_text_sitemap(body, response.url, response.charset)
    return None


def _refuse(body: bytes, kind: Body, response: Response, wanted: SourceKind) -> None:
    """Raise ReadError for what is no feed, sitemap or PDF; a wall tells more than that."""
    if kind == "html":
        document_of(parse(decode(body, response.charset)), response.url)
    raise ReadError(f"{_found(kind)}, and no {'PDF' if wanted == 'pdf' else wanted}")


def _listing(page: Page, url: str, hint: ReadHint) -> Reading:
    if hint.link_selector:
        rows: Sequence[Row] = selected_rows(page, url)
    else:
        group = list_of(page, url)
        rows = group.rows if group else ()
    items = items_of(rows)
    if not items:
        main = main_text(page_without_selection(page))
        if is_empty_by_itself(page, main, selected=bool(hint.link_selector)):
            return Reading("listing")
        document_of(page, url, main)  # a wall tells more than an empty list
        raise ReadError(f"the list has 0 items{why_nothing(page)}")
    return Reading("listing", items=items, next_page=next_page(page, url), left_out=left_out_of(rows))


def page_without_selection(page: Page) -> Page:
    """The page as if no selector had been asked."""
    page.selected = None
    return page


def _judged(page: Page, url: str) -> Reading:
    """Decide by the page's own structure: posts, a list, or one notice."""
    found = posts_of(page, url, sure=False)
    if found.posts:
        return Reading("posts", documents=found.posts, left_out=found.left_out)
    group = list_of(page, url) if page.selected is None else None
    main = main_text(page)
    if group is not None and is_list(group, page, main):
        return Reading("listing", items_of(group.rows), next_page=next_page(page, url), left_out=left_out_of(group.rows))
    if page.selected is None and is_empty_by_itself(page, main):
        return Reading("listing")
    document = document_of(page, url, main)
    if page.selected is None and is_emptied_list(page, main):
        raise ReadError(f"the list has 0 items{why_nothing(page)}")
    return Reading("page", documents=(document,))


def read_notice(response: Response, hint: ReadHint) -> Document:
    """Read what stands behind an item's link as one document: a page, a text or a PDF.

    Raises ReadError where it shows no text, or is of another kind.
    """
    kind = body_kind(response.body, response.media_type)
    if kind == "pdf":
        return read_pdf(response.body, response.url)
    if _textual(kind) == "text":
        return read_text(decode(response.body, response.charset), url=response.url, whole=True)[0]
    page = parse(decode(response.body, response.charset), hint.content_selector)
    main = main_text(page)
    return replace(document_of(page, response.url, main), files=files_of(page, response.url, main))


def read_bytes(
    body: bytes, *, url: str = "", media_type: str = "", charset: str = "", whole: bool = False
) -> tuple[Document, ...]:
    """Read one file's bytes, HTML, plain text or PDF by their look; a page of several posts gives several documents.

    Raises ReadError as `read` does.
    """
    kind = body_kind(body, media_type)
    if kind == "pdf":
        return (read_pdf(body, url),)
    if _textual(kind) == "text":
        return read_text(decode(body, charset), url=url, whole=whole)
    page = parse(decode(body, charset))
    posts = () if whole else posts_of(page, url, sure=False).posts
    return posts or (document_of(page, url),)


def _textual(kind: Body) -> Body:
    """ "html" or "text"; raises ReadError for anything else."""
    if kind in _LISTS:
        raise ReadError(f"{_found(kind)}: a list of notices, and no notice")
    if kind not in ("html", "text"):
        raise ReadError(_found(kind))
    return kind


def _found(kind: Body) -> str:
    if kind == "json":
        return f"this is JSON, as scripts ask for, and no JSON Feed: {ELSEWHERE}"
    return "the answer is empty" if kind == "empty" else f"this is {SPOKEN[kind]}"
