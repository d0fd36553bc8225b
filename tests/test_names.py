"""Names of organizations in any spelling."""

from __future__ import annotations

import pytest

from noticewatch.names import organization_key, same_organization


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社 青い波", "青い波（株）"),
        ("ＡＢＣ㈱", "abc株式会社"),
        ("Fenwick Tools, Inc.", "FENWICK TOOLS"),
        ("Fenwick Tools Co., Ltd.", "Fenwick Tools"),
        ("医療法人社団 灯会", "灯会"),
        ("Fenwick Physicians, PLLC", "Fenwick Physicians"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_organization(one, other)


@pytest.mark.parametrize(("one", "other"), [("青い波", "青い波通信"), ("株式会社", "株式会社"), ("", ""), ("Incline", "line")])
def test_not_the_same(one: str, other: str) -> None:
    assert not same_organization(one, other)


def test_a_legal_form_inside_a_word_is_no_legal_form() -> None:
    assert organization_key("Cobalt Saga") == "cobaltsaga"
