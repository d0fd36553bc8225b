"""What the notices of an incident say together."""

from __future__ import annotations

from noticewatch.model import Count, Facts
from noticewatch.tally import tally


def told(organization: str | None, number: int | None = None, **more: object) -> Facts:
    count = None if number is None else Count(number, "person")
    base = {"vendor": "株式会社帆船", "cause": "ransomware", "sector": "local_government"}
    return Facts(verdict="incident", organization=organization, affected_headline=count, **(base | more))  # type: ignore[arg-type]


def test_customers_are_added_up_and_the_vendor_stands_apart() -> None:
    made = tally([
        told("灯台市", 25, data_types=("name",)),
        told("岬町", None, data_types=("name", "phone")),
        told("（株）帆船", 900, vendor=None, sector="it"),
        told("汐見市", 75, misuse="not_observed"),
    ])  # fmt: skip
    assert (made.organizations, made.counted, made.silent) == (3, 2, 1)
    assert made.known == (Count(100, "person", "exact", "total", derived=True),)
    assert made.vendor == "株式会社帆船"
    assert made.vendor_says == Count(900, "person")
    assert (made.cause, made.sector, made.misuse) == ("ransomware", "local_government", "not_observed")
    assert made.data_types == ("name", "phone")


def test_an_organization_that_tells_twice_counts_once_by_its_last_number() -> None:
    made = tally([told("灯台市", 25), told("灯台 市", 38), told("灯台市", None)])
    assert (made.organizations, made.counted, made.silent) == (1, 1, 0)
    assert made.known[0].value == 38


def test_units_and_qualifiers_are_not_mixed() -> None:
    counts = [Count(5, "person", "about"), Count(7, "person"), Count(9, "record")]
    made = tally([Facts(organization=f"第{place}市", affected_headline=count) for place, count in enumerate(counts)])
    assert made.known == (Count(12, "person", "about", "total", derived=True), Count(9, "record"))


def test_what_is_not_known_stays_so_and_what_is_under_investigation_yields() -> None:
    assert tally([Facts(), Facts()]).organizations == 2
    assert tally([Facts()]).known == ()
    assert tally([Facts()]).cause is None
    causes = [Facts(cause="under_investigation"), Facts(cause="under_investigation"), Facts(cause="loss", misuse="observed")]
    assert tally(causes).cause == "loss"
    assert tally([*causes, Facts(misuse="not_observed"), Facts(misuse="not_observed")]).misuse == "observed"
    assert tally(causes[:1]).cause == "under_investigation"
