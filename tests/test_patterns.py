"""Every regular expression of the program: none holds a repetition without end inside another, which could run for ever."""

from __future__ import annotations

import dataclasses
import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import noticewatch
from noticewatch.expressions import Part
from noticewatch.extract import extract
from noticewatch.model import Document

REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
MANY = 1000  # a bounded repetition of more than this counts as one without end


def patterns(value: Any, where: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The compiled patterns within a value: tables hold them at any depth."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, list | tuple | set | frozenset):
        for number, one in enumerate(value):
            yield from patterns(one, f"{where}[{number}]", seen)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from patterns(one, f"{where}[{key!r}]", seen)
    elif not isinstance(value, type) and type(value).__module__.startswith("noticewatch"):
        names = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
        names += [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
        names += list(getattr(value, "__dict__", {}))
        for name in dict.fromkeys(names):
            yield from patterns(getattr(value, name, None), f"{where}.{name}", seen)


def all_patterns() -> list[tuple[str, re.Pattern[Any]]]:
    for text in ("灯台市は名簿を紛失しました。市民7名の氏名です。", "Fen Inc. lost a file with the names of 7 customers."):
        extract(Document("", "t", f"t\n\n{text}"))  # some tables are filled when they are first used
    found: list[tuple[str, re.Pattern[Any]]] = []
    seen: set[int] = set()
    for module in pkgutil.walk_packages(noticewatch.__path__, "noticewatch."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if not name.startswith("__"):
                    found += patterns(value, f"{module.name}.{name}", seen)
    return found


def endless_depth(parsed: Any) -> int:
    """How deep repetitions without end stand within each other."""
    deepest = 0
    for name, argument in parsed:
        if str(name) in REPEATS:
            _, most, inner = argument
            deepest = max(deepest, endless_depth(inner) + (1 if most >= MANY else 0))
        elif str(name) == "BRANCH":
            deepest = max(deepest, *(endless_depth(one) for one in argument[1]))
        elif str(name) in ("SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"):
            deepest = max(deepest, endless_depth(argument if str(name) == "ATOMIC_GROUP" else argument[-1]))
    return deepest


def test_no_repetition_without_end_stands_within_another() -> None:
    found = all_patterns()
    assert len(found) > 300
    deep = [where for where, pattern in found if endless_depth(_parser.parse(pattern.pattern, pattern.flags)) > 1]
    assert deep == []


@pytest.mark.parametrize(
    ("pattern", "depth"), [(r"(\w+\s?)+x", 2), (r"(?:ab*){0,9}", 1), (r"\d{1,3}(?:,\d{3}){0,4}", 0), ("a|(b(c+)*)", 2)]
)
def test_the_measure_itself(pattern: str, depth: int) -> None:
    assert endless_depth(_parser.parse(pattern)) == depth


def opens_without_end(parsed: Any) -> bool:
    """Whether an expression begins with a repetition without end, and goes on: at each letter of a run it is run anew."""
    items = [(str(name), argument) for name, argument in parsed]
    for at, (name, argument) in enumerate(items):
        if name in REPEATS:
            least, most, inner = argument
            if (most >= MANY and at + 1 < len(items)) or opens_without_end(inner):
                return True
            if least:
                return False
        elif name == "SUBPATTERN":
            return opens_without_end(argument[-1])
        elif name == "BRANCH":
            return any(opens_without_end(one) for one in argument[1])
        else:
            return False
    return False


def test_no_piece_of_a_table_begins_with_a_repetition_without_end() -> None:
    all_patterns()
    pieces = {(one.expression, one.flags) for one in gc.get_objects() if isinstance(one, Part)}
    assert len(pieces) > 2000
    assert [expression for expression, flags in pieces if opens_without_end(_parser.parse(expression, flags))] == []


@pytest.mark.parametrize(
    ("pattern", "so"),
    [
        ("[0-9]+件", True),
        ("(?:a|b+)c", False),
        ("(?:b+c|a)", True),
        (r"\b[a-z]+ x", False),
        ("x?[a-z]+y", True),
        ("_+", False),
    ],
)
def test_how_an_expression_begins(pattern: str, so: bool) -> None:
    assert opens_without_end(_parser.parse(pattern)) is so
