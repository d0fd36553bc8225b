"""A notice's title, day and publisher where a page says them beside a category's name, in one line, or behind a slash."""
# ruff: noqa: E501

import pytest

from noticewatch.model import Document
from noticewatch.read import ReadHint, read, read_notice
from noticewatch.read.dateline import date_in
from pages import answer

TITLE = "受講者名簿を含む書類の紛失について"
SAID = "<p>当館の職員が、受講者名簿を記した書類を紛失したことが判明しました。</p><p>関係する皆さまに深くお詫び申し上げます。</p>"
NAV = "<nav><ul><li><a href=/>ホーム</a></li><li><a href=/s/>施設案内</a></li><li><a href=/m/>お問い合わせ</a></li></ul></nav>"


def page(title: str, main: str) -> Document:
    text = f"<html lang=ja><head><title>{title}</title></head><body>{NAV}{main}<footer><a href=/p>免責事項</a></footer></body></html>"
    assert read(answer(text), ReadHint()).kind == "page"
    return read_notice(answer(text), ReadHint())


@pytest.mark.parametrize("title", ["お知らせ詳細｜潮見図書館", "お知らせ｜潮見図書館", f"{TITLE}｜お知らせ｜潮見図書館"])
def test_the_heading_below_a_category_is_the_title(title: str) -> None:
    found = page(title, f"<div><h2>お知らせ</h2><div><p>2026年5月12日</p><h3>{TITLE}</h3>{SAID}</div></div>")
    assert (found.title, found.published, found.publisher) == (TITLE, "2026-05-12", "潮見図書館")


def test_a_short_notice_of_a_section_is_no_list_that_lost_its_items() -> None:
    found = page("ニュース - 潮見小学校", f"<article><h1>{TITLE}</h1>{SAID}</article>")
    assert found.title == TITLE


def test_a_slash_sets_off_the_name_of_a_site_alone() -> None:
    assert page(f"{TITLE}／潮見県", f"<div><h1>{TITLE}</h1>{SAID}</div>").publisher == "潮見県"
    both = "システム障害／復旧のお知らせ"
    assert page(f"{both}｜潮見図書館", f"<div><h1>{both}</h1>{SAID}</div>").title == both


def test_of_two_days_in_a_line_the_one_of_publishing_counts() -> None:
    line = "更新日：2026年5月13日 ページ番号：12345 登録日：2026年5月12日"
    found = date_in(line)
    assert found is not None
    assert (found.day, found.label) == ("2026-05-12", "published")
    assert page(f"{TITLE}｜潮見区", f"<div><h1>{TITLE}</h1><div>{line}</div>{SAID}</div>").published == "2026-05-12"


def test_what_calls_to_act_is_not_the_notice() -> None:
    call = "<section class=cta><h2>無料で試す</h2><p>三十日のあいだ、すべての機能を無料でお試しいただけます。</p></section>"
    assert "無料" not in page(f"{TITLE}｜潮見図書館", f"<div><h1>{TITLE}</h1>{SAID}</div>{call}").text
