"""The rows of the table of severities as a configuration writes them: `{ cause = ["ransomware"], affected = 1000 }`.

Imports the standard library, model and this package's own modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from noticewatch.config.words import nearest
from noticewatch.model import Cause, DataType, Exposure, Group, Misuse, Sector

MOST = 10**12  # people or organizations; more is a slip of the finger


@dataclass(frozen=True, slots=True)
class SeverityRow:
    """One row: it holds where all that it names holds of an incident; of a list's words one is enough.

    `affected`, `organizations`: at least so many; 0 for whatever the number.
    """

    affected: int = 0
    organizations: int = 0
    cause: tuple[Cause, ...] = ()
    data_types: tuple[DataType, ...] = ()
    affected_groups: tuple[Group, ...] = ()
    exposure: tuple[Exposure, ...] = ()
    misuse: tuple[Misuse, ...] = ()
    sector: tuple[Sector, ...] = ()


WORDS: dict[str, tuple[str, ...]] = {
    # what is not known is no reason of a row: `unknown` says what it weighs
    "cause": tuple(word for word in get_args(Cause) if word != "under_investigation"),
    "data_types": get_args(DataType),
    "affected_groups": get_args(Group),
    "exposure": get_args(Exposure),
    "misuse": get_args(Misuse),
    "sector": get_args(Sector),
}
_KEYS = tuple(each.name for each in fields(SeverityRow))


def severity_rows(given: object) -> tuple[SeverityRow, ...]:
    """Read one severity's rows.

    >>> severity_rows([{"affected": 1000, "misuse": "observed"}])[0].misuse
    ('observed',)
    """
    if not isinstance(given, list):
        raise ValueError('must be a list of rows, such as [{ affected = 1000 }, { cause = ["ransomware"] }]')
    return tuple(_row(row, f"row {number}") for number, row in enumerate(given, 1))


def _row(row: object, where: str) -> SeverityRow:
    if not isinstance(row, Mapping) or not row:
        raise ValueError(f'{where}: must be a row such as {{ affected = 1000 }} or {{ cause = ["ransomware"] }}')
    read: dict[str, Any] = {}
    for key, value in row.items():
        if key not in _KEYS:
            raise ValueError(f"{where}: {key}: no such key{nearest(key, _KEYS)}")
        read[key] = _words(key, value, where) if key in WORDS else _least(key, value, where)
    return SeverityRow(**read)


def _least(key: str, value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise ValueError(f"{where}: {key}: must be a whole number of 1 or more, without quotes")
    return value


def _words(key: str, value: object, where: str) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    if not given:
        raise ValueError(f"{where}: {key}: must not be empty: leave the key out for all")
    for word in given:
        if word not in WORDS[key]:
            hint = nearest(word, WORDS[key]) if isinstance(word, str) else ""
            raise ValueError(f"{where}: {key}: must be of {', '.join(WORDS[key])}{hint}")
    return tuple(dict.fromkeys(given))
