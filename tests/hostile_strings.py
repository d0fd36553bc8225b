"""Hostile strings, made from a grammar of attacks: markup, entities, unseen characters, chats, formulas, terminals, addresses.

    hostile_strings(10_000, seed=1)

The same count and seed give the same strings.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//evil.example>",
    "<b>", "</b>", '<a href="javascript:alert(1)">x</a>', "<style>*{x:expression(1)}</style>", "<table><tr><td>",
    "</td></tr></table>", "</p>", "</pre>", "<q>", "<plaintext>", "<textarea>", "</title>", "<title/>",
    "<meta http-equiv=refresh content=0>", "<math><mtext>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template>", "<object data=x>", "<base href=//evil.example>", "<item><title>forged</title></item>", "</item>",
    "</entry>", "</channel>", "<nw:incident>inc_0</nw:incident>", "<", ">", "<<", "\"'>",
    "<form action=//evil.example><input>", "<link rel=stylesheet href=//evil.example>", "<br/>", "< script >", "<SCRIPT\t>",
    "<p\nid=x>",
)  # fmt: skip
ENTITIES = (
    "&", "&amp;", "&lt;script&gt;", "&#60;b&#62;", "&#x3c;b&#x3e;", "&amp;lt;b&amp;gt;", "&nbsp;", "&undefined;", "&#0;",
    "&#xD800;", "&#x1b;", "&quot;", "&apos;", "&&&", "&;", "&#;", "&#x110000;", "]]>", "<![CDATA[", "<!--", "-->", "--!>",
    "<!DOCTYPE x>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&x;", "<?xml version='1.0'?>", "<?php echo 1 ?>",
    "<?import x?>",
)  # fmt: skip
UNSEEN = (
    *map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u00ad", "\u061c", "\u180e", "\u200b", "\u200e", "\u200f",
    "\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069",
    "\u206a", "\ufeff", "\ufff9", "\ufffb", "\ufffd", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U000e0041",
    "\U000e007f", "\ud800", "\udfff", "\udc00\ud800", "a\u0300\u0301\u0302\u0303", "\u115f", "\u3164", "\ue000",
    "\U0010ffff", "\ufe0f", "\u3000", "\xa0", "\r\n", "\n\n",
)  # fmt: skip
CHATS = (
    "<!channel>", "<!here>", "<!here|here>", "<!everyone>", "<@U0123456>", "<#C0123|general>", "<!subteam^S1>",
    "<!date^1^{date}|x>", "<https://evil.example|原文>", "<mailto:a@b.example|x>", "*太字*", "_斜体_", "~消~", "```", "`code`",
    "> quote", ":fire:", "@channel", "@here", "@everyone", "<@123456789>", "<@&123>", "<#123>", "<t:1:R>", "<a:x:1>",
    "</x:1>", "[表示](https://evil.example)", "||x||", "![x](https://evil.example/x.png)", "# heading", "- item",
    "<at>all</at>", "[x]: https://evil.example", "https://evil.example/", "&lt;!channel&gt;", "<!channel", "!channel>",
    "\\<!channel\\>", "{{evil}}", "${evil}", "%s%n", "{0.__class__}", "\\u003c!channel\\u003e",
)  # fmt: skip
CELLS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"https://evil.example\")", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\n=1",
    " =1", "\xa0=1", "\u3000=1", "＝1", "＋1", "'=1", '"=1"', '","=1', ";=1", "\ufeff=1", "%0A=1", "-2+3+cmd|' /C calc'!A0",
    "\x0b=1", "a,b", 'a"b',
)  # fmt: skip
TERMINALS = (
    "\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x07", "\x1bc", "\x1bP1$r\x1b\\", "\x9b31m",
    "\x9d0;x\x9c", "\x08\x08\x08", "\rOK all is well", "\x1b[1A\x1b[2K", "\x0e", "\x1b(0", "[red]", "[/]",
    "[link=https://evil.example]x[/link]", '\n{"event":"forged","level":"info"}', '\n0:forged: all is well', '"}\n{"', "\\",
    '\\"', '"', "\\u0000", "\\x1b[31m", "NaN", "null",
)  # fmt: skip
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    "//evil.example/", "file:///etc/passwd", "https://a@evil.example/", "https://evil.example\\@ok.example/",
    "https://ok.example/\"onmouseover=alert(1)", "https://ok.example/<script>", "https://ok.example/%0d%0aX: y",
    "https://ok.example/|x", "http://[::1", "http://[fe80::1%25eth0]/", "https://ok.example:99999/", "https://",
    "https://ok.example/?a[]=1#b#c", "https://ok.example/100%", "https://日本.example/漏えい", "https://ok.example/\u202etxt",
    "https:ok.example", "https://ok.example/ x", "https://ok.example/\ttab", "ht\ntps://ok.example",
    "https://xn--a.example/", "https://a..b/", "https://%zz/",
)  # fmt: skip
WORDS = (
    "漏えい", "個人情報", "25名分", "お知らせ", "a", "Notice of breach", "株式会社", "1,204", "㈱①", "🔥", "ﾃﾞｰﾀ", "é", "ß",
    "İ", " ",
)  # fmt: skip
CLASSES = (MARKUP, ENTITIES, UNSEEN, CHATS, CELLS, TERMINALS, ADDRESSES, WORDS)


def hostile_strings(count: int, seed: int) -> Iterator[str]:
    """So many strings: each attack alone first, then joined, nested, repeated and drowned in length."""
    alone = [piece for pieces in CLASSES for piece in pieces]
    rng = Random(seed)
    rng.shuffle(alone)
    yield from alone[:count]
    for _ in range(count - len(alone)):
        yield _joined(rng)


def _joined(rng: Random) -> str:
    pieces = [rng.choice(rng.choice(CLASSES)) for _ in range(rng.randrange(1, 7))]
    text = rng.choice(("", "", " ", "\n", rng.choice(UNSEEN))).join(pieces)
    shape = rng.random()
    if shape < 0.03:
        return text * rng.randrange(2, 400)
    if shape < 0.05:
        return rng.choice(pieces) * rng.randrange(100, 3000)
    if shape < 0.15:
        return "".join(rng.choice(text) for _ in range(rng.randrange(1, 60)))
    return text
