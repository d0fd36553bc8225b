"""Expressions tried only where their words stand find what they find everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch.expressions import MOST_WAYS, Need, Part, Shape, branches, shape_of
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.lexicon.screen import NEVER, Words, screened, weighed, words
from noticewatch.extract.lexicon.wording import all_words
from noticewatch.screen import Screen

EXPRESSIONS = (
    "ab", "a?b", "a+b", "(?:a|b)c", "(?:ab|b){1,2}c", "a.{0,2}b", "a.*c", "[ab]c", "[^a]b", r"\bab\b", "ab$", "^ab", "a(?!b)",
    "b(?=c)c?", "(?<!a)b", r"a{2}", r"a{2,}b", "a{0,2}bc", "(?:a|)b", r"a\nb", "(?:a?b?)c", "c(?:ab?)?", "(?P<x>a|bc)c", "[abc]b",
    "a[^b\n]{0,3}c", ".", "(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)", "a(?![bc]*a)", r"a\x62", "a|bc|c$", "aa", "aba",
    "[ab]c?$", r"b[^c]{0,3}\Z", r"a\n$", "(?:a|b$)$", r"\bab?$", "ab.*$", "(?:b$)?c", "(?<!c)a\n?$",
    "[abcdefgh]{2,}c", "(?:[0-9]|a)b.{0,9}c",
)  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "shape"),
    [
        ("ab", Shape(2, 2, 0, (Need("ab", 0, 0),), ("ab",))),
        (r"\bno\b", Shape(2, 2, 1, (Need("no", 0, 0),))),
        (r"\s+", Shape(1, None)),
        ("a?", Shape(0, 1, 0, (), ("a", ""))),
        ("[ab]{2}", Shape(2, 2, 0, (Need("a", 0, 0), Need("b", 0, 0)))),
        (".{1,3}誤(?:送信|送付)", Shape(4, 6, 0, (Need("誤送信", 1, 3), Need("誤送付", 1, 3)))),
        ("x.*ab", Shape(3, None, 0, (Need("ab", 1, None),))),
        ("当(?:市|町)(?!場)", Shape(2, 2, 1, (Need("当市", 0, 0), Need("当町", 0, 0)))),
        ("a$", Shape(1, 1, 2, (Need("a", 0, 0),))),
        ("a(?=b*)", Shape(1, 1, None, (Need("a", 0, 0),))),
        (r"(a)\1", Shape(1, None, None, (Need("a", 0, 0),))),
        ("[0-9]人", Shape(2, 2, 0, tuple(Need(f"{digit}人", 0, 0) for digit in range(10)))),
        ("(?i:a)b", Shape(1, None, None, (Need("b", 0, None),))),
    ],
)
def test_shape(expression: str, shape: Shape) -> None:
    found = shape_of(expression)
    assert (found.least, found.most, found.ahead, found.needs) == (shape.least, shape.most, shape.ahead, shape.needs)
    assert not shape.spelled or found.spelled == shape.spelled


def test_a_shape_spells_no_more_ways_than_are_worth_it() -> None:
    assert len(shape_of("[abcd][abcd]").spelled) == 16
    assert shape_of("[abcd][abcd][abcd]").spelled == ()
    assert 0 < len(shape_of("[abcd][abcd][abcd]").needs) <= MOST_WAYS


def test_an_expression_that_matches_at_an_end_only_is_known() -> None:
    ending = [one for one in ("ab$", r"a.{0,3}\Z", "(?:a$|b$)", "a$b?", "(?:a$)?", "a(?=b$)", "a|b$", "a") if Part(one).ending]
    assert ending == ["ab$", r"a.{0,3}\Z", "(?:a$|b$)"]
    assert not Part("a$", re.MULTILINE).ending


def test_branches_stop_at_no_bar_within_a_piece() -> None:
    assert branches(r"a\|b|[]|]|(?:c|(d|[)|]))") == [r"a\|b", "[]|]", "(?:c|(d|[)|]))"]
    assert branches("") == [""]


@given(st.text(alphabet="abc\n ", max_size=24), st.data())
def test_what_is_found_is_what_is_found_everywhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parts = [Part(one) for one in EXPRESSIONS if one != "."]
    reading = Screen([(part,) for part in parts]).reading(text)
    for table, part in enumerate(parts):
        found, wanted = reading.found(table), [match.span() for match in part.compiled.finditer(text, start, end)]
        assert found.live or not part.compiled.search(text), part.expression
        assert found.spans(start, end) == wanted, part.expression
        first, plain = found.first(start, end), part.compiled.search(text, start, end)
        assert (first and first.span()) == (plain and plain.span()), part.expression
        last = found.last(start, end, part.compiled)
        assert (last and last.span()) == (wanted[-1] if wanted else None), part.expression
        assert found.within(start, end) == (part.compiled.search(text[start:end]) is not None), part.expression
    numbered = [(number, match.span()) for number, match in Screen((parts,)).reading(text).found().matches()]
    everywhere = [(number, match.span()) for number, part in enumerate(parts) for match in part.compiled.finditer(text)]
    assert sorted(numbered) == everywhere


@given(st.lists(st.text(alphabet="abc\n", max_size=16), min_size=1, max_size=3), st.data())
def test_alternations_sought_together(texts: list[str], data: st.DataObject) -> None:
    tables = [words(*data.draw(st.lists(st.sampled_from(EXPRESSIONS), max_size=5, unique=True))) for _ in range(3)]
    plain = [re.compile("|".join(table.alternatives) or r"[^\s\S]") for table in tables]
    screened(tables)
    for text in texts:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        for table, pattern in zip(tables, plain, strict=True):
            branched = [re.compile(one) for alternative in table.alternatives for one in branches(alternative)]
            spans = sorted(match.span() for one in branched for match in one.finditer(text, start, end))
            assert list(table.spans(text, start, end)) == spans
            wanted = pattern.search(text, start, end)
            for found in (table.search(text, start, end), table.glance(text, start, end), table.glance(text + "c", start, end)):
                assert (found and found.span()) == (wanted and wanted.span())
            assert table.within(text, start, end) == (pattern.search(text[start:end]) is not None)
            last = [match.span() for match in pattern.finditer(text, start, end)][-1:]
            ended = table.last(text, start, end)
            assert ([ended.span()] if ended else []) == last


@given(st.text(alphabet="abc\n", max_size=16), st.data())
def test_the_heaviest_of_several_alternations(text: str, data: st.DataObject) -> None:
    nameless = st.sampled_from([one for one in EXPRESSIONS if "?P<" not in one])
    rows = [(weight, words(*data.draw(st.lists(nameless, max_size=3)))) for weight in (3, 5, 4)]
    both = weighed(*rows)
    screened(all_words(both))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    plain = [(weight, re.compile("|".join(one.alternatives) or r"[^\s\S]")) for weight, one in rows]
    next(rows[0][1].spans(text, 0, 0), None)  # from here on the text has been read
    assert both.match(text, start, end) == max((weight for weight, one in plain if one.match(text, start, end)), default=0)
    assert both.within(text, start, end) == max((weight for weight, one in plain if one.search(text[start:end])), default=0)


def test_case_is_ignored_where_an_expression_says_so() -> None:
    parts = [Part("May", re.IGNORECASE), Part(r"\d")]
    screen = Screen((parts,))
    assert [match[0] for _, match in screen.reading("MAY 7, may").found().matches()] == ["MAY", "may", "7"]
    kelvin = Screen(((Part("k", re.IGNORECASE),),))
    assert [match[0] for _, match in kelvin.reading("\u212aß k").found().matches()] == ["\u212a", "k"]
    assert [match[0] for _, match in kelvin.reading("K ß k").found().matches()] == ["K", "k"]


def test_alternations_without_alternatives_or_words() -> None:
    assert list(NEVER.spans("a", 0, 1)) == []
    assert NEVER.search("a") is None
    assert list(words("").spans("a", 0, 1)) == []
    assert list(words(r"\d", "x").spans("7x", 0, 2)) == [(0, 1), (1, 2)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_alternation_of_a_language_is_met(language: str) -> None:
    found = list(all_words(wording_of(language)))
    assert len(found) > 50
    assert all(isinstance(one, Words) for one in found)
