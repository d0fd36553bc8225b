"""Addresses as identities of notices, and which links are worth following.

Core; imports linkwords and text. Both err on the side of reading: an address loses only what cannot tell two pages apart,
and a title rules an incident out only where it names something else and nothing that could be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import ip_address
from re import Pattern
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from noticewatch.linkwords import INCIDENT, NO_OUTAGE, RULED_OUT, RULED_OUT_PLACE
from noticewatch.text import clean_text

_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^/?;]*", re.I)
_TRACKING = re.compile(
    r"utm_\w+|_ga|_gl|_gac\w*|g(?:clid|clsrc|braid)|wbraid|dclid|fbclid|yclid|msclkid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|s_kwcid"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|session_?id|sess_?id|_pos|_sid|_ss|vero_id|ref_src|at_(?:medium|campaign)",
    re.I,
)
_SHORT_SESSION = re.compile(r"(?:sid|s|token|_)=[0-9A-Za-z]{16,}", re.I)
_FIRST_PAGE = re.compile(r"/?(?:index\.[a-z]{2,5})?", re.I)
_PORTS = {"http": 80, "https": 443}
_BREAKS = re.compile(r"[\t\r\n]")  # which browsers leave out of an address
_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.I)


def canonical_url(url: str) -> str:
    """The address that stands for a notice: without session, tracking, fragment, default port; the host in lower case.

    The rest of the query stays, in its order. What is no web address comes back as it is.

    >>> canonical_url("HTTPS://Www.Example.JP:443/d.php;jsessionid=A1?no=5&utm_source=top&PHPSESSID=9f#top")
    'https://www.example.jp/d.php?no=5'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.lower()
    if port and port != _PORTS[scheme]:
        host = f"{host}:{port}"
    path = _escaped(_SESSION_IN_PATH.sub("", parts.path).rstrip(";")) or "/"
    kept = [piece for piece in parts.query.split("&") if piece and not _says_nothing(piece)]
    return urlunsplit((scheme, host, path, _escaped("&".join(kept)), ""))


def linked_address(link: str, base: str) -> str:
    """The canonical address that a link on a page or in a feed leads to, "" where that is none of the web's.

    >>> linked_address(" /n/1?utm_source=rss ", "https://a.example/feed"), linked_address("mailto:a@b.example", "https://a.example/")
    ('https://a.example/n/1', '')
    """
    link = _BREAKS.sub("", clean_text(link)).strip()
    if not link:
        return ""
    try:
        to = urljoin(base, link)
        parts = urlsplit(to)
        host = parts.hostname or ""
        is_host = bool(host) and not any(map(str.isspace, host))
        if "[" in parts.netloc:
            ip_address(host.partition("%")[0])
        return canonical_url(to) if parts.scheme in ("http", "https") and is_host else ""
    except ValueError:
        return ""


def same_domain(one: str, other: str) -> bool:
    """Whether two addresses are of one owner, as far as names tell: one host, or one domain below a public suffix.

    >>> same_domain("https://www.city.tide.lg.jp/", "https://news.city.tide.lg.jp/a"), same_domain("https://a.co.jp/", "https://b.co.jp/")
    (True, False)
    """
    first, second = (urlsplit(url).hostname or "" for url in (one, other))
    if first == second:
        return True
    suffixes = _suffixes()
    domain = suffixes.privatesuffix(first)
    return domain is not None and domain == suffixes.privatesuffix(second)


def domain_of(url: str, domains: Iterable[str]) -> str:
    """The first of some domains on which an address lies, or below which; "" where it lies on none of them.

    >>> domain_of("https://www.kita.example/news/", ["ita.example", "kita.example"])
    'kita.example'
    >>> domain_of("https://notkita.example/", ["kita.example"])
    ''
    """
    host = f".{(urlsplit(url).hostname or '').rstrip('.')}"
    return next((one for one in domains if host.endswith(f".{one}")), "")


def own_ports(url: str) -> frozenset[int]:
    """The port that an address names, which may be asked then besides the web's own; empty where it names none.

    >>> own_ports("http://kita.example:8080/"), own_ports("http://kita.example/")
    (frozenset({8080}), frozenset())
    """
    port = urlsplit(url).port
    return frozenset({port} if port else ())


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """The list that the library brings along; read when first needed, which is rare."""
    return PublicSuffixList()


def _says_nothing(piece: str) -> bool:
    return _TRACKING.fullmatch(piece.partition("=")[0]) is not None or _SHORT_SESSION.fullmatch(piece) is not None


def _escaped(text: str) -> str:
    """Letters outside ASCII and blanks percent-encoded, existing escapes in capitals."""
    return _ESCAPED.sub(lambda match: match[0].upper(), quote(text, safe="%/:;@!$&'()*+,=?~[]|", errors="backslashreplace"))


def is_first_page(url: str) -> bool:
    """Whether an address is its site's first page, where many sites send whoever asks for a page that they took down.

    >>> is_first_page("https://example.jp/index.html"), is_first_page("https://example.jp/news/")
    (True, False)
    """
    try:
        return _FIRST_PAGE.fullmatch(urlsplit(url).path) is not None
    except ValueError:
        return False


def may_be_incident(title: str, url: str, *, include: Sequence[Pattern[str]] = (), exclude: Sequence[Pattern[str]] = ()) -> bool:
    """Whether a link must be read to know; False only where title and place rule an incident out.

    `include` and `exclude` are the source's own: a link must match one of `include` (title or address) where there are any, which
    settles it, and none of `exclude`.

    >>> may_be_incident("職員採用試験の実施について", ""), may_be_incident("職員採用試験における個人情報の誤送信について", "")
    (False, True)
    >>> may_be_incident("当組合からのお知らせ", ""), may_be_incident("", "https://example.jp/a.pdf")
    (True, True)
    """
    if any(pattern.search(title) or pattern.search(url) for pattern in exclude):
        return False
    if include:
        return any(pattern.search(title) or pattern.search(url) for pattern in include)
    folded = unicodedata.normalize("NFKC", title[:1000]).casefold()
    if not folded.strip() or INCIDENT.search(NO_OUTAGE.sub("", folded)):
        return True
    if RULED_OUT.search(folded):
        return False
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return True
    return RULED_OUT_PLACE.search(path) is None
