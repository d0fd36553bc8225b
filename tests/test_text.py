"""Folding keeps its way back, cleaning is safe for every sink, search finds words inside sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch import text as text_module
from noticewatch.text import bigrams, clean_text, fold, letters, sentence_at, sentences

anything = st.text(st.characters(exclude_categories=()), max_size=200)


@given(anything)
def test_a_folded_span_leads_back_to_what_it_was_folded_from(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.quote(at, at + 1) == text[start:end]
    assert folded.span(0, len(folded.text)) == ((0, len(text)) if folded.text else (0, 0))


@given(st.text(st.characters(categories=("L", "N", "P", "Z")), max_size=80))
def test_folding_is_nfkc_for_text_without_joined_marks(text: str) -> None:
    if not any(unicodedata.combining(char) for char in unicodedata.normalize("NFKD", text)):
        assert unicodedata.normalize("NFKC", fold(text).text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "folded", "found", "quote"),
    [
        ("対象は１，２３４人", "対象は1,234人", "1,234人", "１，２３４人"),
        ("㈱みなと", "(株)みなと", "(株)", "㈱"),
        ("ﾃﾞｰﾀの流出", "データの流出", "データ", "ﾃﾞｰﾀ"),
        ("⻑野支店", "長野支店", "長野", "⻑野"),
    ],
)
def test_folding(text: str, folded: str, found: str, quote: str) -> None:
    result = fold(text)
    assert result.text == folded
    start = folded.index(found)
    assert result.quote(start, start + len(found)) == quote


@given(anything)
def test_clean_text_is_fit_for_xml_utf8_and_a_terminal(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in clean)


def test_clean_text_drops_what_turns_a_line_round() -> None:
    assert clean_text("a\u202eb\u200bc\ufeffd\x1b[31m") == "abcd[31m"
    assert clean_text("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一つ目。二つ目！ 三つ目", ["一つ目。", "二つ目！", "三つ目"]),
        ("Mr. Hale wrote to Fen Inc. on Monday. No data left!", ["Mr. Hale wrote to Fen Inc. on Monday.", "No data left!"]),
        ("3.5 million records (v1.2). Next.", ["3.5 million records (v1.2).", "Next."]),
        ("", []),
        ("  \n \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [span.text for span in found] == expected
    assert all(text[span.start : span.end] == span.text for span in found)


def test_the_sentence_at_an_offset() -> None:
    text = "あいう。\n\nえお。"
    spans = sentences(text)
    first, second, between = sentence_at(spans, 1), sentence_at(spans, 7), sentence_at(spans, 5)
    assert first is not None
    assert first.text == "あいう。"
    assert second is not None
    assert second.text == "えお。"
    assert between is None


def test_letters_and_bigrams() -> None:
    assert letters("「ＵＳＢ」 メモリ") == "usbメモリ"
    assert bigrams("漏洩") == "漏洩"
    assert bigrams("a 不正アクセス!") == "a 不正 正ア アク クセ セス"


def folded_letter_by_letter(text: str) -> tuple[str, list[int], list[int]]:
    """The definition, without the short cut for runs."""
    out, starts, ends, at = "", [], [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text_module._JOINED.match(text[end]):
            end += 1
        made = text_module._RADICALS.get(ord(text[at])) or unicodedata.normalize("NFKC", text[at:end])
        if text_module._MARKED_NUMBER.match(text, at):
            made += " "
        out += made
        starts += [at] * len(made)
        ends += [end] * len(made)
        at = end
    return out, starts, ends


@given(
    st.text(
        st.sampled_from("aZ9 \n.か\u3099\u309aハﾊﾞﾟﾞ９Ａ（）㈱①々、。漏洩が\u0301é～￥ｰ・〜髙\u2ed1\u302a가각")
        | st.characters(exclude_categories=["Cs"])
    )
)
def test_runs_change_nothing(text: str) -> None:
    folded = text_module._folded(text)
    assert (folded.text, list(folded._starts), list(folded._ends)) == folded_letter_by_letter(text)


def test_letters_behind_another_letter_are_not_set_apart() -> None:
    assert fold("東京 都 庁 の 窓").text == "東京 都庁の窓"
    assert fold("\n都 庁 の 窓 口").text == "\n都庁の窓口"
    assert fold("x都 庁 の 窓").text == "x都 庁 の 窓"


def test_letters_set_apart_come_together() -> None:
    folded = fold("令 和 6 年 3 月 の お 知 ら せ")
    assert folded.text == "令和6年3月のお知らせ"
    assert folded.quote(0, 2) == "令 和"
    assert fold("計 3 4 7 2").text == "計 3 4 7 2"
    assert fold("男 女 計").text == "男 女 計"


def test_what_runs_consist_of_is_folded_letter_for_letter() -> None:
    letters_of_runs = [chr(code) for code in range(0x10000) if text_module._STEADY.match(chr(code))]
    assert len(letters_of_runs) > 20_000
    assert all(
        len(unicodedata.normalize("NFKC", letter)) == 1 and not unicodedata.combining(letter) for letter in letters_of_runs
    )
    together = "".join(letters_of_runs)
    assert unicodedata.normalize("NFKC", together) == "".join(unicodedata.normalize("NFKC", one) for one in letters_of_runs)
