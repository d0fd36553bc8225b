"""Where the catalogues of sources lie: files of the package, named as `settings.catalogs` names them.

Imports the standard library and words. The files are part of the program: an upgrade brings others, and no user writes to them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from noticewatch.config.words import nearest

FOLDER = Path(__file__).parents[1] / "catalogs"


@cache
def names() -> tuple[str, ...]:
    """The names of all catalogues, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def known(word: object) -> str:
    """Check the name of a catalogue."""
    if not isinstance(word, str) or word not in names():
        hint = (nearest(word, names()) if isinstance(word, str) else "") or "."
        raise ValueError(f"is no catalogue{hint} There are {', '.join(names())}")
    return word


@cache
def content(name: str) -> dict[str, Any]:
    """What the file of a known catalogue holds."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
