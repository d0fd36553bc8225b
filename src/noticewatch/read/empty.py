"""Whether a page is a list that says itself that nothing is on it, and not one that was lost on the way.

Core; imports the tree, lines, kinds and tables. A shell that scripts would fill is never such a list.
"""

from __future__ import annotations

from noticewatch.read.html import ELSEWHERE, MainText
from noticewatch.read.kinds import is_emptied_list, little_prose
from noticewatch.read.lexicon import LIST_NAMES, NONE_LISTED, NOTHING_THERE
from noticewatch.read.lines import folded_line, is_furniture
from noticewatch.read.tree import Node, Page

_LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd"), "table": ("td",), "tbody": ("td",)}
_BOXES = ("div", "section")
_LONGEST_SENTENCE = 60  # characters of a line that says that there is nothing
_MOUNTS = ("app", "root", "__next", "__nuxt")  # boxes that scripts fill
_LITTLE_BESIDE_FRAME = 400  # characters of a page that is made of a frame
_COUNTERS = ("img", "iframe")


def is_empty_by_itself(page: Page, main: MainText, *, selected: bool = False) -> bool:
    """Whether a page says that nothing is listed, or bears a list's title over a list without rows.

    `selected`: a selector found nothing, which may be the selector's fault; then only the page's own word counts.
    """
    if not little_prose(main) or _awaits_scripts(page.body) or NOTHING_THERE.search(folded_line(page.title)):
        return False
    if any(len(line.text) <= _LONGEST_SENTENCE and NONE_LISTED.search(folded_line(line.text)) for line in main.lines):
        return True
    scripts = page.scripts - len(page.linked)
    return is_emptied_list(page, main) and scripts == 0 and not selected and _has_empty_list(page.body)


def why_nothing(page: Page) -> str:
    """What a page without items or text seems to lack, and what to do; "" where nothing tells."""
    frame = next(
        (node.attrs["src"] for node in page.body.nodes() if node.tag in ("iframe", "frame") and node.attrs.get("src")), ""
    )
    if frame and page.body.size < _LITTLE_BESIDE_FRAME:
        return f"; it may stand in the frame {frame[:200]}, whose address can be a source"
    if page.scripts > len(page.linked):
        return f"; if a script draws it: {ELSEWHERE}"
    return ""


def _awaits_scripts(body: Node) -> bool:
    for node in body.nodes():
        if node.attrs.get("id", "").lower() in _MOUNTS and not node.size:
            return True
        if node.tag == "noscript" and not any(below.tag in _COUNTERS for below in node.nodes()):
            return True  # it asks for scripts; a counter's picture asks for nothing
    return False


def _has_empty_list(body: Node) -> bool:
    return any(node.shown and _is_empty_list(node) and not _in_furniture(node, body) for node in body.nodes())


def _is_empty_list(node: Node) -> bool:
    if node.tag in _LISTS:
        return not any(below.tag in _LISTS[node.tag] and below.size for below in node.nodes())
    return node.tag in _BOXES and node.size == 0 and LIST_NAMES.search(node.names) is not None


def _in_furniture(node: Node, body: Node) -> bool:
    return any(is_furniture(above, body) for above in node.ancestors() if above is not body)
