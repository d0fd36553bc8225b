"""Which sources speak for which organization, and which organizations none speaks for.

Core; imports config, coverage and links.
"""

from __future__ import annotations

from noticewatch.config import Config, Registered, Source
from noticewatch.coverage import Unwatched
from noticewatch.links import domain_of


class Owners:
    """The organizations' own sources, by the names and domains that the configuration and its registers give."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._key = config.spellings.key
        self._by_name: dict[str, list[Source]] = {}
        for source in config.sources:
            if source.organization and (key := self._key(source.organization)):
                self._by_name.setdefault(key, []).append(source)
        self._rows: dict[str, list[Registered]] = {}
        for register in config.registers:
            for row in register.rows:
                for key in self._keys(row):
                    self._rows.setdefault(key, []).append(row)

    def of(self, name: str) -> tuple[Source, ...]:
        """An organization's own sources; () for one that has none, or whose name is nothing but a legal form."""
        key = self._key(name)
        if not key:
            return ()
        rows = self._rows.get(key, ())
        found = [*self._by_name.get(key, ()), *(source for row in rows for source in self.of_row(row))]
        return tuple({source.id: source for source in found}.values())

    def of_row(self, row: Registered) -> tuple[Source, ...]:
        """A registered organization's own sources: those that name it, and those on its domains that name nobody else."""
        keys = self._keys(row)
        named = [source for key in keys for source in self._by_name.get(key, ())]
        placed = [one for one in self._config.sources if not one.organization and domain_of(one.url, row.domains)]
        return tuple({source.id: source for source in (*named, *placed)}.values())

    def unwatched(self) -> tuple[tuple[Unwatched, ...], int]:
        """The registered organizations without any source of their own, in their registers' order; how many there are in all."""
        found, count = list[Unwatched](), 0
        for register in self._config.registers:
            for row in register.rows:
                count += 1
                if not self.of_row(row):
                    found.append(Unwatched(register.name, row.id, row.name, row.tier, row.owner))
        return tuple(found), count

    def _keys(self, row: Registered) -> tuple[str, ...]:
        keys = (self._key(name) for name in (row.name, *row.aliases))
        return tuple(dict.fromkeys(key for key in keys if key))
