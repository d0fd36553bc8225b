"""Which module belongs to which layer: words ← core ← shell."""

from __future__ import annotations

WORDS = {"model", "errors", "records", "codec", "config", "report"}
CORE = {
    "expressions", "screen", "stretches", "text", "dates", "datewords", "dateyears",
    "names", "read", "links", "linkwords", "extract", "evaluate", "compare",
    "identity", "incidents", "alerts", "schedule", "decide", "health", "proof", "steady", "render", "jobs", "suggest", "exchange",
}  # fmt: skip
SHELL = {
    "guard", "belt", "clock", "fetch", "store", "worker", "parsing", "settle", "noticepages", "check", "publish", "deliver",
    "service", "web", "daemon", "demo", "cli", "__main__", "probe", "added",
}  # fmt: skip
