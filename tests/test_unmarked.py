"""What is left where no word tells: days, a count and a name on a page that is known to announce an incident."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.extract.counts import find_affected, find_only_count
from noticewatch.extract.page import page_of
from noticewatch.extract.timeline import find_timeline
from noticewatch.extract.unmarked import with_unmarked
from noticewatch.model import Document

_END = "\n\nWe are sorry. The Information Commissioner's Office has been told. The names and addresses of members were taken."


def days(text: str, language: str = "en") -> tuple[str | None, str | None, str | None]:
    line = with_unmarked(find_timeline(page_of(Document("", "", f"Notice\n\n{text}"), language)))
    start, end, noticed = line.occurred_start, line.occurred_end, line.discovered
    return start and start.value, end and end.value, noticed and noticed.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On May 7, 2024 the register walked out of our door. We noticed on May 9, 2024.",
            ("2024-05-07", None, "2024-05-09"),
        ),
        (
            "From May 1, 2024 to May 7, 2024 the shelf stood in the street. We noticed on May 9, 2024.",
            ("2024-05-01", "2024-05-07", "2024-05-09"),
        ),
        (
            "The register was stolen on May 7, 2024. On May 9, 2024 we stood before an empty shelf.",
            ("2024-05-07", None, "2024-05-09"),
        ),
        ("We noticed on May 9, 2024. Letters were mailed on May 7, 2024.", (None, None, "2024-05-09")),
        ("We noticed on May 9, 2024. On May 12, 2024 the shop was shut.", (None, None, "2024-05-09")),
        (
            "The register was stolen on May 7, 2024. On May 9, 2024 the vendor stood before an empty shelf.",
            ("2024-05-07", None, None),
        ),
    ],
)
def test_the_day_of_which_nothing_else_is_told(text: str, expected: tuple[str | None, ...]) -> None:
    assert days(text) == expected


def test_a_japanese_day_needs_a_word() -> None:
    assert days("2024年5月7日、窓口が混み合いました。2024年5月9日に判明しました。", "ja") == (None, None, "2024-05-09")


def test_an_update_tells_days_of_what_was_done_since() -> None:
    body = "On May 7, 2024 the shop stood empty. The intruder copied the names and addresses of 40 members."
    first = extract(Document("", "Data breach", f"Data breach\n\n{body}{_END}")).facts
    later = extract(Document("", "Data breach: second update", f"Data breach: second update\n\n{body}{_END}")).facts
    assert (first.stage, first.occurred_start) == ("initial", "2024-05-07")
    assert (later.stage, later.occurred_start) == ("update", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("There are 18,204 accounts.", 18204),
        ("There are 18,204 accounts. Call us if 18,204 accounts seem many.", 18204),
        ("There are 18,204 accounts. Of old there were 9,000 accounts.", None),
        ("There are 12 accounts.", None),
        ("We will ask all 812 members to be wary.", None),
        ("About 570 members and visitors got the false invoice.", None),
    ],
)
def test_the_one_count_that_counts_nothing_else(text: str, value: int | None) -> None:
    page = page_of(Document("", "", f"Notice\n\n{text}"), "en")
    headline = find_only_count(page).headline
    assert find_affected(page).headline is None
    assert (headline.value.value if headline else None) == value
