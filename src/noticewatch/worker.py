"""The process in which foreign bytes are parsed: it reads jobs from its standard input and answers each on its standard output.

Shell; run as `python -m noticewatch.worker` by `parsing`, which ends it when a job takes too long. It can connect to nothing,
start nothing and write no file; memory and CPU time are bounded by the kernel.
"""

from __future__ import annotations

import gc
import json
import math
import os
import resource
import struct
import sys
import time
from typing import BinaryIO

FRAME = struct.Struct(">IIH")  # length of the job's JSON, length of the body, seconds of CPU that it may take
ANSWER = struct.Struct(">I")  # length of the answer's JSON
MOST_MEMORY = 1 << 30  # bytes of address space; a page of 10 MiB takes less than half
MOST_FILES = 64
STEADY = frozenset((4, 32))  # jobs after which most tables stand: the collector's full passes over them took 50 ms and more each
_CLOSED = frozenset(
    [
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
    ]
)


def main() -> None:
    """Answer jobs until the input ends."""
    sys.dont_write_bytecode = True
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_NOFILE, MOST_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    from noticewatch.jobs import answered  # takes most of the process's start

    sys.addaudithook(_refuse)
    jobs, answers, done = sys.stdin.buffer, sys.stdout.buffer, 0
    while frame := _whole(jobs, FRAME.size):
        job_size, body_size, seconds = FRAME.unpack(frame)
        job, body = _whole(jobs, job_size), _whole(jobs, body_size)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, resource.RLIM_INFINITY))
        answer = json.dumps(answered(json.loads(job), body), ensure_ascii=True).encode()
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()
        done += 1
        if done in STEADY:
            gc.collect()
            gc.freeze()


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def _whole(stream: BinaryIO, size: int) -> bytes:
    """So many bytes; none at the input's end."""
    data = stream.read(size)
    return data if len(data) == size else b""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: what parsing never needs does not happen, whatever the bytes made of the parser."""
    if event in _CLOSED or (event == "open" and _writes(arguments)):
        raise PermissionError(f"{event} is closed to the parsing process")


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


if __name__ == "__main__":
    main()
