"""The desk for questions: its numbers and addresses, and those of everybody else."""

from __future__ import annotations

import pytest

from noticewatch.extract.desk import find_contacts
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import survey
from noticewatch.model import Document

LONG = "The council has written to everybody whose details were in the folder. " * 5
LANG = "町では、対象となる皆様に一軒ずつおわびとご説明に伺っております。" * 12


def desk(body: str, language: str) -> list[tuple[str, str]]:
    title = "書類の紛失について" if language == "ja" else "Notice to our customers"
    page = page_of(Document("", title, f"{title}\n\n{body}"), language)
    return [(one.value.kind, one.value.value) for one in find_contacts(survey(page, wording_of(language)))]


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("They can be reached on 01632 960441 or by writing to us.", ["01632 960441"]),
        (
            "Questions: call (555) 555-0142 or write to privacy@fennimore.example.",
            ["(555) 555-0142", "privacy@fennimore.example"],
        ),
        ("Our incident line is 1800 555 017; from abroad +44 1632 960 119.", ["1800 555 017", "+44 1632 960 119"]),
        ("Helpline: 1-800-555-0100 (fax 1-800-555-0101)", ["1-800-555-0100"]),
        (
            "For questions call 1-800-555-0100 or visit www.fennimore.example/notice.",
            ["1-800-555-0100", "www.fennimore.example/notice"],
        ),
        ("Media enquiries: 01632 960 150", []),
        ("Equifax can be reached at 1-800-555-0188.", []),
        ("The system was restored at 2026-05-14 10:30.", []),
    ],
)
def test_english_desks(body: str, values: list[str]) -> None:
    assert [value for _, value in desk(f"{LONG}\n{body}", "en")] == values


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("お問い合わせ先\n総務課　電話：０５５－５５５－０１１２　ＦＡＸ：055-555-0113", ["055-555-0112"]),
        ("所在地：〒299-0001　電話：055-555-0112", ["055-555-0112"]),
        ("本件に関する窓口：0120-000-433、mado@shiomi.example.jp", ["0120-000-433", "mado@shiomi.example.jp"]),
        ("お問い合わせはこちらから\nhttps://shiomi.example.jp/ask", ["https://shiomi.example.jp/ask"]),
        ("報道機関の方：広報室 055-555-0177", []),
        ("カード会社各社の窓口：みどりカード 0570-000-111", []),
    ],
)
def test_japanese_desks(body: str, values: list[str]) -> None:
    assert [value for _, value in desk(f"{LANG}\n{body}", "ja")] == values


def test_a_page_head_is_no_desk() -> None:
    assert desk("Ashby Clinic 12 High Street 555-0150\n" + LONG, "en") == []


def test_a_page_without_numbers_has_no_desk() -> None:
    assert desk(LONG, "en") == []
