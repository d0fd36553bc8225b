# ruff: noqa: E501  (pages in one line)
"""Negation, conditions, plans and advice; and the layout and the screened patterns they rest on."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from noticewatch.extract.layout import layout_of
from noticewatch.extract.lexicon.en import EN
from noticewatch.extract.lexicon.ja import JA
from noticewatch.extract.lexicon.screen import Words, words
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import Survey, survey
from noticewatch.model import Document

LOOK = re.compile(r"\(\?<?[!=]")


def without_looks(pattern: str) -> tuple[str, list[str]]:
    """A pattern without its lookarounds, and those."""
    looks = []
    while begin := LOOK.search(pattern):
        depth, at = 1, begin.end()
        while depth:
            if pattern[at] == "\\":
                at += 1
            elif pattern[at] == "[":
                at = pattern.index("]", at + 2)
            else:
                depth += (pattern[at] == "(") - (pattern[at] == ")")
            at += 1
        looks.append(pattern[begin.end() : at - 1])
        pattern = pattern[: begin.start()] + pattern[at:]
    return pattern, looks


def look(text: str, language: str = "ja") -> Survey:
    return survey(page_of(Document("", "", "\n" + text), language), JA if language == "ja" else EN)


def at(seen: Survey, word: str) -> tuple[int, int]:
    start = seen.lowered.index(word)
    return start, start + len(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("情報の流出はありません。", "流出"),
        ("氏名、住所は含まれておりません。", "氏名"),
        ("氏名、口座番号(パスワードは含みません)が流出しました。", "パスワード"),
        ("悪用は確認されていません。", "悪用"),
    ],
)
def test_denied(text: str, word: str) -> None:
    seen = look(text)
    assert seen.denied(*at(seen, word))
    assert not seen.plain(*at(seen, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("流出した可能性を否定できません。", "流出"),
        ("紛失し、申し訳ありません。", "紛失"),
        ("書類を紛失し、発見に至っておりません。", "紛失"),
        ("氏名が流出しましたが、住所は含まれておりません。", "氏名"),
        ("氏名、口座番号(パスワードは含みません)が流出しました。", "氏名"),
    ],
)
def test_not_denied(text: str, word: str) -> None:
    seen = look(text)
    assert seen.plain(*at(seen, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("漏えいが発生した場合は報告します。", "漏えい"),
        ("漏えいを防ぐ製品です。", "漏えい"),
        ("万が一漏えいしたら困ります。", "漏えい"),
    ],
)
def test_supposed(text: str, word: str) -> None:
    seen = look(text)
    assert seen.supposed(*at(seen, word))


def test_condition_reaches_no_further_than_its_clause() -> None:
    seen = look("書類を紛失し、悪用が分かった場合は連絡します。")
    assert not seen.supposed(*at(seen, "紛失"))
    assert seen.supposed(*at(seen, "悪用"))


def test_advice_reaches_its_sentence_but_not_across_a_contrast() -> None:
    seen = look("当局に通知しましたが、不審な連絡にご注意ください。")
    assert not seen.advised(at(seen, "当局")[0])
    assert seen.advised(at(seen, "不審")[0])


def test_planned() -> None:
    seen = look("警察に相談する予定です。")
    assert seen.planned(*at(seen, "相談"))


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("No customer information was involved.", "customer information", True),
        ("Passwords were not affected.", "passwords", True),
        ("The files held names but did not include passwords.", "names", False),
        ("The files held names but did not include passwords.", "passwords", True),
        ("We cannot rule out access to names.", "names", False),
        ("It was viewed without authorization by staff.", "staff", False),
    ],
)
def test_english_negation(text: str, word: str, denied: bool) -> None:
    seen = look(text, "en")
    assert seen.denied(*at(seen, word)) is denied


def test_letters_that_grow_in_lower_case_keep_their_places() -> None:
    seen = look("İ was stolen.", "en")
    assert len(seen.lowered) == len(seen.page.text)


# Layout


def kinds(text: str, language: str = "ja") -> list[tuple[str, str]]:
    wording = JA if language == "ja" else EN
    laid = layout_of(text.lower(), wording, 0)
    return [(section.kind, text[section.heading_start : section.start]) for section in laid.sections]


def test_headings_of_every_look() -> None:
    found = kinds(
        "前文です。\n1 事案の概要\n本文です。\n【原因】\n確認不足です。\n■漏えいした可能性のある項目\n氏名\n# お問い合わせ先\n総務課\n"
    )
    assert [kind for kind, _ in found] == ["other", "other", "cause", "data", "contact"]


def test_items_of_a_list_do_not_end_their_section() -> None:
    found = kinds("3 記録されていた情報\n(1) 氏名\n(2) 住所\n4 その後\n回収しました。\n")
    assert found[1:] == [("data", "3 記録されていた情報"), ("other", "4 その後")]


def test_sentences_are_no_headings() -> None:
    assert kinds("原因は確認不足です。\n対象者にお詫びしました。\n") == [("other", "")]


def test_run_in_heading() -> None:
    found = kinds("What information was involved? Names and addresses.\nWhat you can do. Stay alert.\n", "en")
    assert [kind for kind, _ in found] == ["other", "data", "advice"]


def test_text_without_lines() -> None:
    laid = layout_of("", JA, 0)
    assert laid.line_at(0).end == 0
    assert laid.section_at(0).kind == "other"


# Screened patterns


def test_screen_changes_no_match() -> None:
    pattern = words(r"誤(?:送信|送付)", r"(?:警察|県警)に", r"紛失?", r"[0-9]+件", r"a{2}b", r"x*y")
    text = "誤送付、県警に、紛、12件、aab、y"
    assert [text[slice(*span)] for span in pattern.spans(text, 0, len(text))] == ["誤送付", "県警に", "紛", "12件", "aab", "y"]
    assert pattern.search(text, 1) is not None
    assert pattern.match(text, 1) is None


def patterns(value: object) -> Iterator[str]:
    if isinstance(value, Words):
        yield value.pattern.pattern
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from patterns(getattr(value, field.name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from patterns(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns(one)


@pytest.mark.parametrize("wording", [JA, EN], ids=["ja", "en"])
def test_every_pattern_is_one_that_re2_runs_in_linear_time(wording: object) -> None:
    re2 = pytest.importorskip("re2")
    found = list(patterns(wording))
    assert len(found) > 60
    for pattern in found:
        bare, looks = without_looks(pattern)  # RE2 has no lookaround; one of bounded length costs no more than a class of letters
        assert not any("*" in one or "+" in one for one in looks), pattern
        re2.compile(bare.replace(r"\Z", r"\z"))


def test_long_sentence_is_read_only_around_the_word() -> None:
    seen = look("情報が流出し、" + "確認と" * 400 + "流出はありません。")
    sentence = seen.sentence(600)
    assert (sentence.start, sentence.end) == (200, 1000)
    assert sentence.text == seen.page.text[200:1000]


def test_a_sentence_goes_on_in_the_next_line_of_english() -> None:
    text = "Notice\nWhile we have no indication that what stood on the worksheet was\nviewed or used, we tell you.\nWhat happened"
    found = page_of(Document("", "Notice", text), "en")
    assert [span.text.partition(" ")[0] for span in found.sentences] == ["Notice", "While", "What"]
    assert found.folded.quote(7, len(text)) == text[7:]
