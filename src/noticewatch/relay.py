"""Handing a message to Apprise: in a process of its own, for Apprise connects by itself, blocks, and knows no deadline.

Shell. The address, which is a secret, goes to the process by its standard input, and nothing of it comes back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from noticewatch.answers import Attempt
from noticewatch.codec import dumps

DEADLINE = 15.0  # seconds; an attempt's (contract)
COMMAND = (sys.executable, "-m", "noticewatch.relayed")
MOST_ANSWER_BYTES = 16 << 10
_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")  # no secrets


@dataclass(frozen=True, slots=True)
class Relayed:
    """What Apprise is to hand on, and where to; `url` is a secret. `grave`: to be marked as a failure, where a service can."""

    url: str
    title: str
    body: str
    grave: bool = False
    proxy: str = ""  # of HTTP requests; mail knows none
    ca_file: str = ""


async def relay(message: Relayed, *, deadline: float = DEADLINE, command: Sequence[str] = COMMAND) -> Attempt:
    """What came of it: status 200 where Apprise says that it was sent, else none and why."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
        start_new_session=True,
        limit=MOST_ANSWER_BYTES,
    )
    try:
        async with asyncio.timeout(deadline):
            told, _ = await process.communicate(dumps(asdict(message)).encode())
    except TimeoutError:
        return Attempt(None, error=f"Apprise: not sent within {deadline:.0f} s", unsure=True)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    return _attempt(told)


def _attempt(told: bytes) -> Attempt:
    try:
        answer = json.loads(told)
        sent, why = answer["sent"], answer["why"]
    except (ValueError, KeyError, TypeError):
        return Attempt(None, error="Apprise: its process ended without an answer", unsure=True)
    return Attempt(200, b"sent") if sent is True else Attempt(None, error=f"Apprise: {str(why)[:300] or 'not sent'}")
