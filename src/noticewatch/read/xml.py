"""Foreign XML as text that a parser may be given: in characters, without its declaration, its DTD and what XML cannot hold.

Core; imports errors, charset and text. Feeds and sitemaps come through here; no parser sees an entity that a document declares.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint

from noticewatch.errors import ReadError
from noticewatch.read.charset import decode
from noticewatch.text import clean_text

_LONGEST_DTD = 20_000  # characters
_LONGEST_TAG = 20_000  # characters; one tag with 200,000 attributes keeps libxml2 busy for minutes
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}>", re.I)
_BEFORE_ROOT = re.compile(r"<!--|<\?|<!doctype|<", re.I)
_ENTITY = re.compile(r"<!entity\s{1,20}([^\s%\"'>]{1,100})", re.I)
_BARE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8});)")
_OVERLONG_TAG = re.compile(rf"<[^\s<>!?][^<>]{{{_LONGEST_TAG}}}")


def xml_text(body: bytes, charset: str, what: str) -> str:
    """The characters of an XML document, from its root on; `what` names it in what is raised.

    An ampersand that begins no reference is escaped, as in the addresses of half of all sitemaps.
    Raises ReadError for entities of its own (but those of HTML, which parsers know anyway) and for a tag without end.
    """
    text = clean_text(decode(body, charset))
    text = _without_doctype(_DECLARATION.sub("", text, count=1).lstrip(), what)
    if _OVERLONG_TAG.search(text):
        raise ReadError(f"{what} holds a tag of more than {_LONGEST_TAG:,} characters")
    return _BARE_AMPERSAND.sub("&amp;", text)


def _without_doctype(text: str, what: str) -> str:
    at = _doctype_at(text)
    if at < 0:
        return text
    end = _doctype_end(text, at)
    if end < 0:
        raise ReadError(f"{what} holds a document type without end, or of more than {_LONGEST_DTD:,} characters")
    for name in _ENTITY.findall(text, at, end):
        if name not in name2codepoint:
            raise ReadError(f"{what} declares an entity of its own ({name[:40]}), which is not read")
    return text[:at] + text[end:]


def _doctype_at(text: str) -> int:
    """Where the document type begins, -1 where the root comes first."""
    at = 0
    while match := _BEFORE_ROOT.search(text, at):
        if match[0] in ("<!--", "<?"):
            closing = "-->" if match[0] == "<!--" else "?>"
            at = text.find(closing, match.end())
            if at < 0:
                return -1
            continue
        return match.start() if len(match[0]) > 1 else -1
    return -1


def _doctype_end(text: str, start: int) -> int:
    """The offset behind a document type, -1 where it has no end within reach."""
    at, depth, last = start + len("<!doctype"), 0, min(len(text), start + _LONGEST_DTD)
    while at < last:
        letter = text[at]
        if text.startswith("<!--", at):
            at = text.find("-->", at, last)
            if at < 0:
                return -1
            at += 2
        elif letter in "\"'":
            at = text.find(letter, at + 1, last)
            if at < 0:
                return -1
        elif letter in "<[":
            depth += 1
        elif letter == ">" and depth == 0:
            return at + 1
        elif letter in ">]":
            depth -= 1
        at += 1
    return -1
