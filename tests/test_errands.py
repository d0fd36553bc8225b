"""Errands and answers as lines of JSON: what was said comes out, and nothing else is taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch import __version__
from noticewatch.errands import (
    LARGEST,
    LARGEST_ANSWER,
    Alive,
    Answer,
    Done,
    Each,
    Errand,
    Failed,
    answer_line,
    answer_of,
    arguments_of,
    as_sent,
    errand_line,
    errand_of,
    failure_of,
)
from noticewatch.errors import ConfigError, NoticewatchError, Problem, StoreError


@dataclass(frozen=True, slots=True)
class Asked:
    ids: tuple[str, ...]
    note: str = ""
    number: int | None = None
    sure: bool = False


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(ids=st.lists(st.text()), note=st.text(), number=st.none() | st.integers(-(2**60), 2**60), sure=st.booleans())
def test_arguments_come_out_as_they_went_in(ids: list[str], note: str, number: int | None, sure: bool) -> None:
    asked = Asked(tuple(ids), note, number, sure)
    line = errand_line(Errand("do", as_sent(asked)))
    assert line.count(b"\n") == 1
    assert arguments_of(Asked, errand_of(line).arguments) == asked


@given(PLAIN)
def test_answers_come_out_as_they_went_in(value: object) -> None:
    answers: list[Answer] = [Each(value), Done(value), Alive(), Failed("why\nnot", (Problem("a.toml", 3, "x", "is wrong"),))]
    for answer in answers:
        line = answer_line(answer)
        assert line.count(b"\n") == 1
        assert answer_of(line) == answer


@given(st.binary(max_size=200) | st.text().map(str.encode) | PLAIN.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_errand_and_no_answer_is_refused(line: bytes) -> None:
    for read in (errand_of, answer_of):
        with pytest.raises(NoticewatchError):
            read(line)


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 10_000, b'{"noticewatch":"1"', b"\xff\xfe{}", b"NaN",
     b"GET / HTTP/1.1", b'{"noticewatch":1,"do":"check"}', b'{"noticewatch":"1","do":["check"]}',
     b'{"noticewatch":"1","do":"check","arguments":[]}'],
)  # fmt: skip
def test_broken_lines_are_refused(line: bytes) -> None:
    with pytest.raises(NoticewatchError, match=r"no errand|no line of JSON"):
        errand_of(line)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({}, "ids: Field required"),
        ({"ids": "a"}, "ids: Input should be a valid array"),
        ({"ids": [1]}, "ids.0: Input should be a valid string"),
        ({"ids": ["a"], "sure": 1}, "sure: Input should be a valid boolean"),
        ({"ids": ["a"], "number": "7"}, "number: Input should be a valid integer"),
        ({"ids": ["a"], "number": 1e300}, "number: "),
        ({"ids": ["a"], "more": 1}, "no such argument: more"),
        ({"ids": ["\ud800"]}, "arguments"),
    ],
)
def test_arguments_are_those_that_are_declared(arguments: dict[str, object], why: str) -> None:
    with pytest.raises(NoticewatchError, match=why):
        arguments_of(Asked, arguments)


def test_arguments_may_be_a_mapping() -> None:
    assert arguments_of(Mapping[str, str], {"a": "b"}) == {"a": "b"}  # type: ignore[type-abstract]
    with pytest.raises(NoticewatchError, match="a: Input should be a valid string"):
        arguments_of(Mapping[str, str], {"a": 1})  # type: ignore[type-abstract]


def test_another_version_is_told_what_to_do() -> None:
    for version in ("0.0.9", "99.1", "x" * 5000):
        with pytest.raises(NoticewatchError, match=f"daemon is noticewatch {__version__}.* restart the daemon") as raised:
            errand_of(errand_line(Errand("a command of the future", {"unknown": True}, version)))
        assert len(str(raised.value)) < 400


def test_sizes_are_bounded() -> None:
    with pytest.raises(NoticewatchError, match="too much at once"):
        errand_line(Errand("do", {"ids": ["a" * LARGEST]}))
    large = answer_of(answer_line(Done("a" * LARGEST_ANSWER)))
    assert isinstance(large, Failed)
    assert "too large" in large.message


def test_what_is_no_text_is_refused_and_can_be_told() -> None:
    with pytest.raises(NoticewatchError, match="arguments"):
        arguments_of(Asked, errand_of(errand_line(Errand("do", as_sent(Asked(("\udcff",)))))).arguments)
    assert answer_of(answer_line(Failed("no incident \udcff"))) == Failed("no incident \udcff")


def test_a_failure_ends_the_command_as_the_work_would_have() -> None:
    mistakes = (Problem("a.toml", 3, "x", "is wrong"), Problem("", None, "y", "is missing"))
    again = answer_of(answer_line(failure_of(ConfigError(mistakes))))
    assert isinstance(again, Failed)
    raised = again.error()
    assert isinstance(raised, ConfigError)
    assert raised.problems == mistakes
    other = failure_of(StoreError("no incident x"))
    assert str(other.error()) == "no incident x"
    assert not isinstance(other.error(), ConfigError)
