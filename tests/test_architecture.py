"""Imports point down: words ← core ← shell; the core knows no clock, network, disk or chance; files and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.layers import CORE, SHELL, WORDS

SOURCE = Path(__file__).parents[1] / "src" / "noticewatch"
MODULES = sorted(SOURCE.rglob("*.py"))

SHELL_OF_CORE = {"render.terminal"}  # writes to the terminal, and is handed nothing but text
OUTWARD = {"httpx", "httpcore", "socket", "asyncio", "requests", "urllib.request", "aiohttp", "ssl", "http.client"}
WORLD = OUTWARD | {"sqlite3", "sqlite_utils", "time", "random", "secrets", "subprocess", "os", "pathlib", "tempfile", "shutil"}
RANDOM_AS_ARGUMENT = {
    ("schedule", "random"),
    ("alerts", "random"),
    ("health", "random"),
    ("misses", "random"),
}  # the type of a generator handed in


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """Absolute names of what a module imports."""
    found: set[str] = set()
    package = ["noticewatch", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module or ""]))
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names if module.startswith("noticewatch")}
    return found


def own(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("noticewatch.")} - {"__version__"}


def test_every_module_has_its_place() -> None:
    tops = {name_of(path).split(".")[0] for path in MODULES} - {""}
    assert tops == WORDS | CORE | SHELL


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    name = name_of(path)
    top = name.split(".")[0]
    uses = own(imported(path)) - {top}
    if top in WORDS:
        assert uses <= WORDS
    elif top in CORE:
        assert uses <= WORDS | CORE


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).split(".")[0] in CORE], ids=name_of)
def test_the_core_touches_no_part_of_the_world(path: Path) -> None:
    name = name_of(path)
    if name in SHELL_OF_CORE:
        return
    touched = {outside for outside in imported(path) if outside in WORLD}
    assert not {outside for outside in touched if (name, outside) not in RANDOM_AS_ARGUMENT}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    lexicon = "lexicon" in str(path) or path.name in {"datewords.py", "linkwords.py"}
    assert lexicon or len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_say_what_they_answer_and_hide_no_dangerous_call(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"eval", "exec", "__import__", "compile"}
    assert not imported(path) & {"pickle", "marshal", "shelve", "yaml"}
