"""Broken inputs, drawn by a seed: pieces of sound pages, cut, doubled, nested, widened and sprinkled with what breaks parsers."""
# ruff: noqa: E501  (tables: a row a line)

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from tests.golden_pages import GOLDEN, Golden, entries

MOST = 100_000  # characters of an input
NASTY = (
    "\0", "\ud800", "\udfff", "\u202e", "\ufeff", "\ufffe", "\u2028", "\x85", "\x1b[31m", "\r\n", "\x0c", "　", "\U0010ffff", "é" * 3,
    "&#0;", "&#xD800;", "&#99999999999;", "&#x110000;", "&nosuch;", "&amp;amp;", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?xml", "?>",
    "<!DOCTYPE", "<!ENTITY a '&a;'>", "</", "<", ">", '"', "'", "='", "<a", "<a href=", "</script>", "<script>", "<title>", "</title>",
    "<base href='//[::'>", "<base href='http://b.example:99999/'>", "http://[::1", "http://a:b@c/", "//", "javascript:1", "data:,x", "%ff",
    "%", "\\", "{", "}", "[", "]", ":", ",", "null", "NaN", "-Infinity", "1e400", "9" * 400, "0" * 5000, "-1", "99", "２０２６",
    "٢٠٢٦年", "2026-02-30", "令和99年99月99日", "9999年12月31日", "0000-00-00", "+99:99", "Sat, 99 Foo 99999 99:99:99 +9999",
    "1,2,3,4,5,6,7人", "九千九百九十九兆人", "一億万千人", "½人", "①②③名", "0人", "-5人", "10^400 people", "2 of 3 million people",
    "三十" * 9, "million " * 9, "個人情報", "漏えい", "お詫び", "Incident", "breach", "。", "、", "\n", "\t" * 40, " " * 300, "a" * 2000,
)  # fmt: skip
BRACKETS = (("<div>", "</div>"), ("<table><tr><td>", "</td></tr></table>"), ("<ul><li>", "</li></ul>"), ("<a href='/x'>", "</a>"),
            ("<font>", ""), ("[", "]"), ('{"a":', "}"), ("(", ")"), ("<b><i>", "</b></i>"), ("<p>", ""), ("<dl><dt>", "<dd>"))  # fmt: skip
ATTRIBUTES = (' hidden=""', ' style="display:none"', ' class="news"', ' href="?%s=1&%s"', ' id="main"', " x" * 40, ' lang="ja"',
              ' rel="next"', ' datetime="2026-13-45"', ' colspan="99999999999"', ' content="', ' type="application/ld+json"')  # fmt: skip


@cache
def small(choose: Callable[[Golden], bool]) -> tuple[str, ...]:
    """Some golden pages with few entries each."""
    return tuple(golden.draw(entries(count, titles=golden.titles)) for golden in GOLDEN if choose(golden) for count in (1, 2, 4))


@cache
def pieces(pages: tuple[str, ...]) -> tuple[str, ...]:
    """Their lines and halves of lines, which mutations splice in."""
    lines = {line for page in pages for line in page.split("\n") if line.strip()}
    return tuple(sorted(lines | {line[len(line) // 2 :] for line in lines}))


def place(dice: Random, text: str) -> int:
    """Somewhere in a text; half of the time where a tag, a string or a word begins or ends."""
    at = int(dice.random() * (len(text) + 1))
    if dice.random() < 0.5:
        found = text.find(dice.choice("<>\"',{}[]年月日- :/"), at)
        at = found if found >= 0 else at
    return at


def mutated(dice: Random, text: str, others: Sequence[str], *, most: int = 6) -> str:
    """A text after some mutations; characters that cannot be encoded among them."""
    for _ in range(1 + int(dice.random() ** 2 * most)):
        text = dice.choice(MUTATIONS)(dice, text, others)
        if len(text) > MOST:
            text = text[:MOST]
    return text


def _cut(dice: Random, text: str, others: Sequence[str]) -> str:
    first, last = sorted((place(dice, text), place(dice, text)))
    return text[:first] + text[last:] if dice.random() < 0.7 else text[first:last]


def _end(dice: Random, text: str, others: Sequence[str]) -> str:
    return text[: place(dice, text)]


def _doubled(dice: Random, text: str, others: Sequence[str]) -> str:
    first = place(dice, text)
    last = min(len(text), first + int(dice.random() * 200))
    times = 2 if dice.random() < 0.97 else 10 ** int(dice.random() * 3)
    return text[:first] + text[first:last] * times + text[last:]


def _nasty(dice: Random, text: str, others: Sequence[str]) -> str:
    at = place(dice, text)
    return text[:at] + dice.choice(NASTY) + text[at + int(dice.random() * 3) :]


def _nested(dice: Random, text: str, others: Sequence[str]) -> str:
    opening, closing = dice.choice(BRACKETS)
    depth = int(2 ** (dice.random() ** 4 * 11))
    first, last = sorted((place(dice, text), place(dice, text)))
    return text[:first] + opening * depth + text[first:last] + closing * depth + text[last:]


def _spliced(dice: Random, text: str, others: Sequence[str]) -> str:
    at = place(dice, text)
    return text[:at] + dice.choice(others) + text[at:]


def _exchanged(dice: Random, text: str, others: Sequence[str]) -> str:
    at = sorted(place(dice, text) for _ in range(4))
    return text[: at[0]] + text[at[2] : at[3]] + text[at[1] : at[2]] + text[at[0] : at[1]] + text[at[3] :]


def _attribute(dice: Random, text: str, others: Sequence[str]) -> str:
    at = text.find(">", int(dice.random() * len(text)))
    return text[:at] + dice.choice(ATTRIBUTES) + text[at:] if at > 0 else text


def _letter(dice: Random, text: str, others: Sequence[str]) -> str:
    at = int(dice.random() * (len(text) + 1))
    return text[:at] + chr(int(2 ** (dice.random() * 20))) + text[at + 1 :]


def _number(dice: Random, text: str, others: Sequence[str]) -> str:
    at = next((at for at in range(place(dice, text), len(text)) if text[at].isdigit()), -1)
    return text[:at] + str(dice.choice((0, 13, 32, 99, 10**9, 2**63, 10**30, -1))) + text[at + 1 :] if at >= 0 else text


MUTATIONS = (_cut, _end, _doubled, _nasty, _nasty, _nested, _spliced, _exchanged, _attribute, _letter, _number)


def encoded(dice: Random, text: str) -> bytes:
    """Bytes of a text in one of the encodings of pages, now and then broken."""
    chance = dice.random()
    if chance < 0.7:
        body = text.encode("utf-8", "surrogatepass" if dice.random() < 0.1 else "ignore")
    else:
        body = text.encode(dice.choice(("cp932", "euc_jp", "iso2022_jp", "utf-16", "latin-1", "gb18030", "utf-8-sig")), "ignore")
    return spoilt(dice, body) if chance > 0.9 or dice.random() < 0.1 else body


def spoilt(dice: Random, body: bytes) -> bytes:
    """Bytes with some of them flipped, cut out or doubled."""
    raw = bytearray(body)
    for _ in range(1 + int(dice.random() ** 3 * 30)):
        if not raw:
            break
        at = int(dice.random() * len(raw))
        if dice.random() < 0.7:
            raw[at] ^= 1 << int(dice.random() * 8)
        elif dice.random() < 0.5:
            del raw[at : at + int(dice.random() * 9)]
        else:
            raw[at:at] = raw[at : at + 5]
    return bytes(raw)


def json_value(dice: Random, depth: int = 0) -> object:
    """A value that JSON can write."""
    chance = dice.random()
    if depth > 4 or chance < 0.5:
        return dice.choice(
            (None, True, 0, -1, 10**40, 1e308, "", "2026-11-20", "Article", "https://a.example/1", dice.choice(NASTY))
        )
    if chance < 0.7:
        return [json_value(dice, depth + 1) for _ in range(int(dice.random() * 4))]
    keys = (
        "@graph",
        "@type",
        "mainEntity",
        "datePublished",
        "publisher",
        "name",
        "@context",
        "headline",
        "url",
        dice.choice(NASTY),
    )
    return {dice.choice(keys): json_value(dice, depth + 1) for _ in range(int(dice.random() * 5))}


def json_text(dice: Random, others: Sequence[str]) -> str:
    """JSON-LD, as often broken as not."""
    text = json.dumps(json_value(dice), ensure_ascii=dice.random() < 0.3)
    if dice.random() < 0.05:
        depth = int(10 ** (dice.random() * 4.6))
        text = ("[" * depth + text + "]" * depth) if dice.random() < 0.5 else '{"@graph":' * min(depth, 9000) + text
    return mutated(dice, text, others, most=3) if dice.random() < 0.5 else text


def sentence(dice: Random, words: Sequence[str], most: int = 12) -> str:
    """Words one after the other, with and without what joins them."""
    joint = ("", "", " ", "、", ",", "~", "\n", "-", "/", ".", "(", ")", "の", " and ", " to ")
    made = [dice.choice(words) + dice.choice(joint) for _ in range(1 + int(dice.random() ** 2 * most))]
    if dice.random() < 0.1:
        made.append(dice.choice(NASTY))
    if dice.random() < 0.002:
        made *= 1 + int(dice.random() * 200)
    return "".join(made)[:MOST]
