"""What a page says about itself: its title without the site's name, the site's name, when it was published.

Core; imports the tree, lines, dateline and tables. Nothing of it is believed before the page's own lines bear it out where they
can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from noticewatch.dates import parse_date
from noticewatch.read.dateline import date_in
from noticewatch.read.lexicon import LIST_TITLE, SECTION_TITLE, SITE_MARKS, SITE_WORDS
from noticewatch.read.lines import Line, folded_line
from noticewatch.read.tree import Page, squeeze
from noticewatch.text import clean_text, letters

_LARGEST_JSON = 200_000  # characters
_SEPARATOR = re.compile(r"\s{0,3}[|｜»«＞›‹]\s{0,3}|\s[-–—―~:：>/]\s|：|\s[-–—―]|[-–—―]\s")
_HOME = re.compile(r"(?:\.{0,2}/){0,4}(?:index\.\w{2,5})?")
_JOINTS = " |｜-–—―：:»«>＞/　"
_MOST_PARTS = 200  # nodes of JSON-LD that are looked at
_LONGEST_TITLE = 500
_NEAR_CATEGORY = 5  # lines behind a heading such as "News" in which the title stands, and behind that its first sentence
_META_DATES = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "date",
    "pubdate",
    "article:published",
)


@dataclass(frozen=True, slots=True)
class Head:
    """A page's own words about itself, as far as it gives them."""

    title: str = ""  # of <title>, whole
    og_title: str = ""
    site: str = ""
    published: str | None = None


def head_of(page: Page) -> Head:
    """Title, site and date out of <title>, meta and JSON-LD."""
    site = page.meta.get("og:site_name", "") or page.meta.get("application-name", "")
    published = next((day for key in _META_DATES if (day := _day(page.meta.get(key)))), None)
    for thing in _things(page.linked):
        published = published or _day(thing.get("datePublished"))
        publisher = thing.get("publisher")
        if not site and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            site = publisher["name"]
    return Head(
        page.title[:_LONGEST_TITLE],
        squeeze(page.meta.get("og:title", ""))[:_LONGEST_TITLE],
        squeeze(clean_text(site))[:100],
        published,
    )


def _day(value: object) -> str | None:
    return parse_date(value) if isinstance(value, str) and value else None


def _things(scripts: Sequence[str]) -> Iterator[dict[str, object]]:
    """The objects of JSON-LD, whatever is broken or too deep left out."""
    for script in scripts:
        if len(script) > _LARGEST_JSON:
            continue
        try:
            stack: list[object] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_PARTS):
            if not stack:
                break
            thing = stack.pop()
            if isinstance(thing, list):
                stack.extend(reversed(thing))
            elif isinstance(thing, dict):
                yield thing
                stack.extend(thing[key] for key in ("@graph", "mainEntity") if key in thing)


def titled(head: Head, lines: Sequence[Line]) -> tuple[str, str | None, Line | None]:
    """The notice's title, the site's name, and the line that bears the title (None where none does)."""
    line = _below_category(_title_line(head, lines), lines)
    title = line.text if line is not None else _without_site(head.og_title or head.title, head)
    return title[:_LONGEST_TITLE], publisher_of(head, title), line


def _below_category(line: Line | None, lines: Sequence[Line]) -> Line | None:
    """The title's line: where it is a mere "News", the heading below it over which sentences stand."""
    if line is None or not line.level or not LIST_TITLE.fullmatch(folded_line(line.text)):
        return line
    at = next((number for number, one in enumerate(lines) if one is line), len(lines))
    for number, one in enumerate(lines[at + 1 : at + 1 + _NEAR_CATEGORY], at + 1):
        if one.is_sentence and not one.level:
            break
        folded = folded_line(one.text)
        if one.level > line.level and not one.is_link and not date_in(one.text) and not SECTION_TITLE.match(folded):
            is_told = any(below.is_sentence and not below.level for below in lines[number + 1 : number + 1 + _NEAR_CATEGORY])
            return one if is_told and not LIST_TITLE.fullmatch(folded) else line
    return line


def _title_line(head: Head, lines: Sequence[Line]) -> Line | None:
    """The line that <title> repeats; else the first heading of the highest level that is not the site's name."""
    whole, og, site = letters(head.title), letters(head.og_title), letters(head.site)
    best: tuple[int, int] | None = None
    found: Line | None = None
    for number, line in enumerate(line for line in lines if line.level or not line.is_link):
        key = letters(line.text[:_LONGEST_TITLE]) if line.level or number < 40 else ""
        if len(key) < 2 or key == site:
            continue
        named = key == og or (bool(whole) and (whole.startswith(key) or whole.endswith(key)))
        if not (line.level or (named and (line.bold or len(key) > 5))):
            continue
        if _is_site_name(line, head, key, whole):
            continue
        rank = (len(key) if named else 0, -line.level if line.level else -7)
        if best is None or rank > best:
            best, found = rank, line
    return found


def _is_site_name(line: Line, head: Head, key: str, whole: str) -> bool:
    """Whether a heading is the site's name: a link to its first page, or the part of <title> that names an organization."""
    if not line.is_link:
        return False
    if any(node.tag == "a" and _HOME.fullmatch(urlsplit_path(node.attrs.get("href", ""))) for node in line.node.nodes()):
        return True
    parts = [letters(part) for part in _parts(head.title) if letters(part)]
    return key != whole and key in parts and bool(SITE_MARKS.search(line.text) or SITE_WORDS.search(line.text))


def urlsplit_path(href: str) -> str:
    """An address without its scheme and host; "-" for one that cannot be read.

    >>> urlsplit_path("https://example.jp/"), urlsplit_path("/news/")
    ('/', '/news/')
    """
    try:
        return urlsplit(href.strip()).path or "/"
    except ValueError:
        return "-"


def untitled_line(head: Head, lines: Sequence[Line]) -> Line | None:
    """The first bold line, where a page's <title> names the site alone (old pages all bear the same)."""
    if not head.title or len(_parts(head.title)) > 1:
        return None
    site = letters(head.site)
    long = (line for line in lines[:20] if line.bold and len(letters(line.text)) >= 5 and not line.is_link)
    return next((line for line in long if letters(line.text) != site), None)


def _without_site(title: str, head: Head) -> str:
    """A title without the site's name: the part that names no site, else all but the last."""
    if head.site and title.casefold().startswith(head.site.casefold()) and letters(title[len(head.site) :]):
        return squeeze(title[len(head.site) :].lstrip(_JOINTS))
    parts = _parts(title)
    if len(parts) < 2:
        return squeeze(title)
    site = letters(head.site)
    if site and letters(parts[-1]) == site:
        return squeeze(title[: title.rindex(parts[-1])].rstrip(_JOINTS))
    if _names_site(parts[0]) and not _names_site(parts[-1]):
        return squeeze(title[title.index(parts[1]) :])
    return squeeze(title[: title.rindex(parts[-1])].rstrip(_JOINTS))


def publisher_of(head: Head, title: str) -> str | None:
    """The site's name: its own word for it, else what <title> says beside the notice's title."""
    if head.site:
        return _bare(head.site)
    key, parts = letters(title), [part for part in (squeeze(p) for p in _parts(head.title)) if part]
    rest = [part for part in parts if letters(part) and letters(part) not in key]
    named = [part for part in rest if _names_site(part)]
    if not rest or (len(parts) == 1 and not named):
        return None
    return _bare((named or rest)[-1]) or None


def _parts(title: str) -> list[str]:
    """A <title> at its separators; a full-width slash is one where a site's name stands behind it.

    >>> _parts("書類の紛失について／潮見市"), _parts("システム障害／復旧のお知らせ")
    (['書類の紛失について', '潮見市'], ['システム障害／復旧のお知らせ'])
    """
    *parts, last = _SEPARATOR.split(title)
    front, _, site = last.rpartition("／")
    return [*parts, front, site] if letters(front) and _names_site(site) else [*parts, last]


def _names_site(part: str) -> bool:
    return bool(SITE_WORDS.search(part) or SITE_MARKS.search(part)) and len(part) <= 40


def _bare(name: str) -> str:
    return SITE_WORDS.sub("", name).strip() or name
