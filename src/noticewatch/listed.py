"""What a source's list shows + what it showed before → which of its links are kept, and which are read.

Core; imports the words and the core's own modules. `now` is an argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from noticewatch import schedule
from noticewatch.decide import Setting
from noticewatch.links import canonical_url, may_be_incident
from noticewatch.model import Item
from noticewatch.records import KnownItem, Outcome


def list_read(setting: Setting, known: Mapping[str, KnownItem], items: Sequence[Item], now: datetime) -> Outcome:
    """What a list shows that was not known: links to read, and links that title and place rule out.

    A known link that now could be an incident's is read after all: its title was changed, the source's patterns were, or a page
    without a title (a sitemap's address) was. The patterns' is told by the rule for a first check: it may have stood there long.
    """
    source = setting.source
    rows: dict[str, KnownItem] = {}
    for item in items:
        key = canonical_url(item.url)
        old = known.get(key)
        if key in rows or (old and old.state != "listed"):
            continue
        worth = may_be_incident(item.title, item.url, include=source.include, exclude=source.exclude)
        worth = worth and _is_worth_reading(item, old, setting, now)
        if old and not worth:
            continue
        first_seen = old.first_seen_at if old else now
        long_known = old is not None and old.title == item.title and not old.error and bool(item.title)
        rows[key] = KnownItem(
            source.id,
            key,
            item.url,
            item.title,
            item.published,
            first_seen,
            "pending" if worth else "listed",
            baseline=setting.baseline or long_known,
        )
    return Outcome(items=tuple(rows.values()))


def _is_worth_reading(item: Item, old: KnownItem | None, setting: Setting, now: datetime) -> bool:
    """Whether an address without a title is read: not a whole site's pages, but what is new, changed, or recent at first."""
    if item.title:
        return True
    if old is not None:
        return item.published is not None and item.published > (old.published or "")
    settings = setting.config.settings
    today = now.astimezone(settings.timezone).date()
    return not setting.baseline or schedule.is_recent(item.published, settings.backfill, today)
