"""A page of several posts as documents, each with its own title, text, date, address and key.

Core; imports links, model and the rest of read/. Three ways to find the posts, the surest first: containers that repeat (hentry,
article, a box of one class); lines that bear a recurring mark; headings of one level that bear permalinks or dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from noticewatch.dates import parse_date
from noticewatch.links import canonical_url, linked_address
from noticewatch.model import Document
from noticewatch.read.above import date_above
from noticewatch.read.dateline import after_date, date_in, row_date_in
from noticewatch.read.head import head_of
from noticewatch.read.html import links_in, main_text, notice_lines
from noticewatch.read.lexicon import GENERIC_LINK, SECTION_TITLE, SITE_WORDS, TITLE_NAMES
from noticewatch.read.lines import HEADINGS, Line, folded_line, is_furniture, joined, lines_of, names_of
from noticewatch.read.listing import based
from noticewatch.read.plain import SetLine, mark_of, post_keys, post_starts
from noticewatch.read.tree import INLINE, Node, Page
from noticewatch.text import letters

_POST_TYPES = re.compile(r"BlogPosting|NewsArticle|Article$")
_TITLE_TAGS = ("dt", "th", "caption", "summary", "legend")  # what stands in them heads something
_CLIMB = 6  # levels from a heading up to its post's container
_MOST_POSTS = 500
_SHARE = 0.8  # of containers or headings that must bear what makes them posts
_EXCERPT = 60  # characters; where posts are shorter on average, the page is a list with excerpts
_TEASER = 400  # characters of a text that may be an excerpt though it does not break off
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*([^….\[\]]*)$")
_LONGEST_LABEL = 30  # characters of a category's name
_LONGEST_END = 60  # characters of a text's end in which it may break off
_FEW_HEADINGS = 3  # of a post, among which its title is sought
_NEAR_HEADING = 3  # lines after a heading in which its date line stands


@dataclass(slots=True)
class Post:
    """One post as found: its title, the lines below it, and what it bears that tells posts from sections."""

    title: str
    lines: list[Line]
    permalink: str = ""
    published: str | None = None
    anchor: str = ""
    more: bool = False  # "read more" stands in it: an excerpt


@dataclass(slots=True)
class _Found:
    posts: list[Post] = field(default_factory=list)
    certain: bool = False  # named as posts by the page itself


class Posts(NamedTuple):
    """A page's posts, and what of them was left out."""

    posts: tuple[Document, ...] = ()
    left_out: str = ""


def posts_of(page: Page, url: str, *, sure: bool) -> Posts:
    """The posts of a page, the newest 500; none where it is no page of posts.

    `sure`: the source is known to hold posts, so that a single one, and short ones, count too.
    """
    found = _in_containers(page, url, sure)
    if found is None:
        lines = _lines_with_all(page)
        found = _by_marks(lines, page, url) or _by_headings(lines, page, url, sure)
    if found is None or (len(found.posts) < 2 and not (found.certain and (sure or found.posts[0].permalink))):
        return Posts()
    if not sure and _are_excerpts(found):
        return Posts()
    left = len(found.posts) - _MOST_POSTS
    left_out = f"{left:,} of {len(found.posts):,} posts, the oldest" if left > 0 else ""
    return Posts(_newest(tuple(_documents(page, url, found.posts))), left_out)


def _newest(posts: tuple[Document, ...]) -> tuple[Document, ...]:
    """As many as are read: the first ones, but the last ones where the page puts the oldest first."""
    days = [post.published for post in posts if post.published]
    rises = len(days) > 1 and days[0] < days[-1] and days == sorted(days)
    return posts[-_MOST_POSTS:] if rises else posts[:_MOST_POSTS]


def _are_excerpts(found: _Found) -> bool:
    """Whether the posts only begin here and go on behind their links, or are headings over links."""
    texts = [joined(post.lines) for post in found.posts]
    cut = sum(post.more or _goes_on(joined(_without_labels(post.lines))) for post in found.posts)
    linking = len({post.permalink for post in found.posts if post.permalink}) >= _SHARE * len(texts)
    elsewhere = not found.certain and all(post.permalink for post in found.posts)
    brief = sum(_telling(post) <= 1 and len(text) <= _TEASER for post, text in zip(found.posts, texts, strict=True))
    shown = sum(len(line.text) for post in found.posts for line in post.lines)
    linked = sum(line.linked for post in found.posts for line in post.lines)
    if linking and brief >= _SHARE * len(texts):
        return True  # each says a sentence or two, and bears an address at which the whole stands
    return cut * 2 >= len(texts) or linked * 2 > shown or (elsewhere and sum(map(len, texts)) < _EXCERPT * len(texts))


def _without_labels(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the links that end them: a category, a tag."""
    end = len(lines)
    while end > 1 and lines[end - 1].is_link and len(lines[end - 1].text) <= _LONGEST_LABEL:
        end -= 1
    return lines[:end]


def _telling(post: Post) -> int:
    """How many of a post's lines are sentences."""
    return sum(line.is_sentence for line in post.lines)


def _goes_on(text: str) -> bool:
    """Whether a text breaks off, with or without "read more" in the same line."""
    end = _BROKEN_OFF.search(text[-_LONGEST_END:])
    return end is not None and (not end[1] or GENERIC_LINK.match(folded_line(end[1])) is not None)


def _documents(page: Page, url: str, posts: Sequence[Post]) -> Iterator[Document]:
    site = _site(page)
    plain_keys = post_keys([post.title for post in posts])
    anchors = [post.anchor for post in posts]
    anchored = all(anchors) and len(set(anchors)) == len(anchors)
    for post, plain_key in zip(posts, plain_keys, strict=True):
        body, dated = notice_lines(post.lines, post.title, None)
        text = f"{post.title}\n\n{joined(body)}" if body else post.title
        key = post.permalink or (f"#{post.anchor}" if anchored else plain_key)
        yield Document(
            post.permalink or url,
            post.title,
            text.strip(),
            post.published or dated,
            site,
            key,
            True,
            links=links_in(body, based(page, url)),
        )


def _site(page: Page) -> str | None:
    head = head_of(page)
    name = head.site or head.title
    return SITE_WORDS.sub("", name).strip() or None


def _permalink(link: Node | None, page: Page, url: str) -> str:
    """The address a heading links to, if on the page's own host and another page."""
    if link is None:
        return ""
    to = linked_address(link.attrs.get("href", ""), based(page, url))
    same = urlsplit(to).hostname == urlsplit(url).hostname
    return to if same and to != canonical_url(url) else ""


def _link_in(nodes: Iterable[Node]) -> Node | None:
    return next((node for node in nodes if node.tag == "a" and node.attrs.get("href")), None)


def _link_of(heading: Node) -> Node | None:
    """A heading's link, within or around it."""
    return _link_in(heading.nodes()) or next(
        (above for above in heading.ancestors() if above.tag == "a" and above.attrs.get("href")), None
    )


# Containers


def _in_containers(page: Page, url: str, sure: bool) -> _Found | None:
    for nodes, certain in _container_groups(page):
        posts = [post for node in nodes if (post := _post_in(node, page, url))]
        if not posts or len(posts) < _SHARE * len(nodes):
            continue
        if sure or all(node.tag == "details" for node in nodes):  # headings with dates may also be one notice's course of events
            _date_by_titles(posts)
        if certain and (len(posts) > 1 or sure or posts[0].permalink):
            return _Found(posts, certain)
        if len(posts) > 1 and (_bear_evidence(posts) or (sure and not _are_sections(posts))):
            return _Found(posts, certain)
    return None


def _container_groups(page: Page) -> list[tuple[list[Node], bool]]:
    """Disjoint boxes that may be posts, those that the page names so first, then the outermost."""
    body = page.body
    headings = [node for node in body.nodes() if _is_heading(node) and not _in_furniture(node, body)]
    known: dict[int, Node] = {}
    for heading in headings:
        for above in list(heading.ancestors())[1 : _CLIMB + 1]:
            if above is not body and above.tag not in INLINE and above.tag not in ("main", "tbody", "tr", "dt"):
                known[id(above)] = above
    groups: dict[tuple[str, str, int], list[Node]] = {}
    named: list[Node] = []
    for node in known.values():
        if _is_named_post(node):
            named.append(node)
        groups.setdefault((node.tag, re.sub(r"\S*\d+\S*", "", node.attrs.get("class", "")), node.depth), []).append(node)
    named = [node for node in named if not any(other is not node and other in set(node.ancestors()) for other in named)]
    found: list[tuple[list[Node], bool]] = [(named, True)] if named else []
    found += [(nodes, False) for _, nodes in sorted(groups.items(), key=lambda entry: entry[0][2]) if len(nodes) > 1]
    return found


def _is_heading(node: Node) -> bool:
    if not node.shown or node.tag in ("a", "span"):
        return False
    return node.tag in HEADINGS or node.tag == "summary" or ("class" in node.attrs and bool(TITLE_NAMES.search(node.names)))


def _is_named_post(node: Node) -> bool:
    names = names_of(node)
    return (
        bool(names & {"hentry", "h-entry"}) or node.tag == "article" or bool(_POST_TYPES.search(node.attrs.get("itemtype", "")))
    )


def _in_furniture(node: Node, body: Node) -> bool:
    return any(is_furniture(above, body) for above in node.ancestors() if above is not body)


def _post_in(node: Node, page: Page, url: str) -> Post | None:
    """The post in a container: its first heading that is no date, and what follows it."""
    heading = _heading_in(node, page, url)
    if heading is None or _holds_several(node, heading, page, url):
        return None
    lines = lines_of(node, whole=page.body)
    at = next((number for number, line in enumerate(lines) if any(above is heading for above in line.node.ancestors())), None)
    if at is None or sum(len(line.text) for line in lines[:at]) > 80:
        return None
    title = lines[at].text
    body, more = _without_more(lines[at + 1 :])
    if not body:
        return None
    dates = [found.day for line in lines[:at] if (found := date_in(line.text)) and found.day]
    published = _date_mark(node) or (dates[0] if dates else None) or date_above(node, page.body)
    anchor = next((below.attrs["name"] for below in node.nodes() if below.tag == "a" and below.attrs.get("name")), "")
    return Post(title, body, _permalink(_link_of(heading), page, url), published, anchor, more)


def _heading_in(node: Node, page: Page, url: str) -> Node | None:
    """A container's first heading that is no date; after its categories' names the one that bears its address."""
    found = [below for below in node.nodes() if _is_heading(below) and letters(below.text()) and not _is_date(below.text())]
    alike = [below for below in found[:_FEW_HEADINGS] if below.tag == found[0].tag]
    return next((below for below in alike if _permalink(_link_of(below), page, url)), found[0] if found else None)


def _holds_several(node: Node, heading: Node, page: Page, url: str) -> bool:
    """Whether a box holds the posts of a month or a page: headings written alike, with addresses of their own."""
    alike = (below for below in node.nodes() if below.tag == heading.tag and below.names == heading.names)
    return len({to for below in alike if (to := _permalink(_link_of(below), page, url))}) > 1


def _without_more(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Lines without "read more", and whether there was one."""
    body = [line for line in lines if not (line.is_link and GENERIC_LINK.match(folded_line(line.text)))]
    return body, len(body) < len(lines)


def _is_date(text: str) -> bool:
    found = row_date_in(text)
    return found is not None and found.alone


def _date_mark(node: Node) -> str | None:
    """The date that a container's own marks give: <time>, or <abbr class=published>."""
    for below in node.nodes():
        value = ""
        if below.tag == "time":
            value = below.attrs.get("datetime") or below.text()
        elif names_of(below) & {"published", "dt-published", "entry-date", "post-date", "postdate"}:
            value = below.attrs.get("title") or below.attrs.get("content") or below.text()
        if value and (day := parse_date(value)):
            return day
    return None


def _date_by_titles(posts: Sequence[Post]) -> None:
    """Take the dates out of titles that all begin with one."""
    found = [after_date(post.title) for post in posts]
    if len(posts) > 1 and all(found):
        for post, date in zip(posts, found, strict=True):
            if date:
                post.published, post.title = post.published or date[0], date[1]


def _bear_evidence(posts: Sequence[Post]) -> bool:
    """Whether boxes are posts and no sections of one notice: own addresses, own dates, or a recurring mark."""
    enough = _SHARE * len(posts)
    permalinks = {post.permalink for post in posts if post.permalink}
    marks = [mark for post in posts if (mark := mark_of(post.title))]
    dated = sum(bool(post.published or _near_date(post.lines)) for post in posts)
    return (
        len(permalinks) >= enough
        or dated >= enough
        or any(marks.count(mark) * 2 >= len(posts) and marks.count(mark) > 1 for mark in marks)
    )


def _near_date(lines: Sequence[Line]) -> str | None:
    for line in lines[:_NEAR_HEADING]:
        found = date_in(line.text)
        if found and found.alone and found.day:
            return found.day
    return None


# Lines


def _by_marks(lines: Sequence[Line], page: Page, url: str) -> _Found | None:
    alone = Counter(id(line.node) for line in lines)
    set_lines = [
        SetLine(
            line.text,
            line.before,
            following.before if following else 0,
            *_style(line, alone[id(line.node)] == 1),
            heading=bool(line.level) or line.node.tag in _TITLE_TAGS,
        )
        for line, following in zip(lines, [*lines[1:], None], strict=False)
    ]
    starts = post_starts(set_lines)
    if len(starts) < 2 or sum(_is_date(lines[start].text) for start in starts) * 2 > len(starts):
        return None
    return _Found(_cut(lines, starts, page, url), certain=True)


def _lines_with_all(page: Page) -> list[Line]:
    """The lines in which posts are looked for: the whole page's, without furniture."""
    if page.selected:
        return main_text(page).lines
    return lines_of(page.body)


def _style(line: Line, alone: bool) -> tuple[str, bool]:
    """How a line is written, and whether that is a heading's: by its tag, or by a bold or only line in a box of its own."""
    apart = line.node.tag in _TITLE_TAGS or (line.node.tag in ("div", "p", "td", "li") and line.bold)
    only = alone and line.node.tag in ("div", "td", "li", "dd")
    return f"{line.style}{'|only' if only else ''}", bool(line.level) or apart or only


def _cut(lines: Sequence[Line], starts: Sequence[int], page: Page, url: str) -> list[Post]:
    posts: list[Post] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        head = lines[start]
        body = list(lines[start + 1 : end])
        if end < len(lines) and body and _is_date(body[-1].text):
            body.pop()  # the date line over the next post
        above = lines[start - 1].text if start else ""
        published = _near_date(body) or (found.day if (found := date_in(above)) and found.alone else None)
        link = _link_of(head.node) if head.is_link else None
        body, more = _without_more(body)
        posts.append(Post(head.text, body, _permalink(link, page, url), published, more=more))
    return posts


def _by_headings(lines: Sequence[Line], page: Page, url: str, sure: bool) -> _Found | None:
    for level in (1, 2, 3, 4, 5):
        places = [number for number, line in enumerate(lines) if line.level == level and not _is_date(line.text)]
        if len(places) < 2:
            continue
        posts = [post for post in _cut(lines, places, page, url) if post.lines]
        if len(posts) < max(2, _SHARE * len(places)):
            continue
        if sure:
            _date_by_titles(posts)
        if _bear_evidence(posts) or (sure and not _are_sections(posts)):
            return _Found(posts)
    return _by_style(lines, page, url) if sure else None


def _by_style(lines: Sequence[Line], page: Page, url: str) -> _Found | None:
    """Posts whose titles are no headings but bold lines, or the terms of a definition list."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if not line.level and (line.bold or line.node.tag == "dt") and not line.is_link and not _is_date(line.text):
            places.setdefault(line.style, []).append(number)
    for starts in places.values():
        posts = [post for post in _cut(lines, starts, page, url) if post.lines]
        if len(posts) >= max(2, _SHARE * len(starts)) and not _are_sections(posts):
            return _Found(posts)
    return None


def _are_sections(posts: Sequence[Post]) -> bool:
    """Whether headings are those of one notice's sections: numbered, or the usual ones."""
    return sum(SECTION_TITLE.match(folded_line(post.title)) is not None for post in posts) * 3 >= len(posts)
