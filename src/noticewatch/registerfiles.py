"""The registers' files while the daemon runs: read again when one of them is another, and left as they were when it is faulty.

Shell. Nothing else of the configuration is read for that: it may be in the middle of an edit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import structlog

from noticewatch.config import load_registers
from noticewatch.errors import ConfigError
from noticewatch.service import Service
from noticewatch.settle import settle_registers

log = structlog.get_logger()


class RegisterFiles:
    """What the files were like when they were last read."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._seen: list[tuple[int, ...]] | None = None

    def forget(self) -> None:
        """Read them at the next look, whatever they are like."""
        self._seen = None

    async def look(self, service: Service) -> None:
        """Read the registers again where a file is another one; what is wrong with it is logged, and told once."""
        config = service.config
        marks = [_mark(register.file) for register in config.registers]
        if marks == self._seen:
            return
        self._seen, mistakes = marks, 0
        try:
            registers = await asyncio.to_thread(load_registers, config, self._env)
        except ConfigError as problem:
            mistakes = len(problem.problems)
            log.error("a register is faulty, what was read before stays", problems=str(problem).splitlines())
        else:
            if service.config is not config:  # reloaded meanwhile
                self.forget()
                return
            service.adopt_registers(registers)
        for event in (await service.writer(settle_registers, service.config, mistakes, service.clock.now())).events:
            log.warning("the registers", type=event.type, event_id=event.id)


def _mark(path: Path) -> tuple[int, ...]:
    """What tells a file's content from another that stood there before; () where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode
