# ruff: noqa: E501  (pages in one line)
"""The facade: verdicts and facts of invented pages, evidence that stands where it says, time that grows with the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_notices import (
    INCIDENTS_EN,
    INCIDENTS_JA,
    LATER_INCIDENTS,
    LATER_NOT_INCIDENTS,
    NOT_INCIDENTS_EN,
    NOT_INCIDENTS_JA,
    Invented,
)
from noticewatch.extract import extract
from noticewatch.extract.facade import language_of
from noticewatch.extract.verdict import BIAS
from noticewatch.model import Document, Extraction
from noticewatch.text import LONGEST_QUOTE
from tests.linear import assert_linear

EVERY = [*INCIDENTS_JA, *INCIDENTS_EN, *LATER_INCIDENTS, *NOT_INCIDENTS_JA, *NOT_INCIDENTS_EN, *LATER_NOT_INCIDENTS]
INCIDENTS = {one.name for one in [*INCIDENTS_JA, *INCIDENTS_EN, *LATER_INCIDENTS]}
LISTS = ("data_types", "data_types_excluded", "regulators", "affected", "contacts", "pending", "services", "affected_groups")


def document(title: str, body: str) -> Document:
    return Document("https://example.org/1", title, f"{title}\n\n{body}")


def read(page: Invented) -> Extraction:
    return extract(document(page.title, page.body), organization=page.organization)


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.name)
def test_facts_of_invented_pages(page: Invented) -> None:
    found = read(page).facts
    wanted = {"verdict": "incident", **page.facts} if page.name in INCIDENTS else page.facts
    for name, value in wanted.items():
        got = getattr(found, name)
        if name == "contacts":
            got = {contact.value for contact in got}
        if name == "verdict" and isinstance(value, set):
            assert got in value
        else:
            assert (set(got) if isinstance(value, set) else got) == value, name


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.name)
def test_evidence_stands_where_it_says(page: Invented) -> None:
    found, text = read(page), document(page.title, page.body).text
    for name, pieces in found.evidence.items():
        for piece in pieces:
            assert text[piece.start : piece.end] == piece.quote
            assert 0 < len(piece.quote) <= LONGEST_QUOTE
            assert (piece.value is not None) == (name in LISTS)
            if name == "contacts":
                assert str(piece.value) in piece.quote


@pytest.mark.parametrize("page", [*NOT_INCIDENTS_JA, *NOT_INCIDENTS_EN], ids=lambda page: page.name)
def test_what_is_no_incident_has_no_facts_of_one(page: Invented) -> None:
    found = read(page).facts
    assert found.organization is None
    assert found.cause is None
    assert found.affected == ()
    assert found.data_types == ()
    assert found.stage is None


def test_organization_of_the_configuration_has_evidence_only_where_it_stands_in_the_text() -> None:
    body = "本市の職員が、市民8名の氏名を記した名簿を紛失しました。深くお詫びします。"
    silent = extract(document("名簿の紛失について", body), organization="柚香原市")
    assert silent.facts.organization == "柚香原市"
    assert "organization" not in silent.evidence
    named = extract(document("名簿の紛失について", body + "\n問い合わせ 柚香原市総務課"), organization="柚香原市")
    assert named.evidence["organization"][0].quote == "問い合わせ 柚香原市総務課"


def test_site_name_stands_in_for_the_configuration() -> None:
    text = "名簿の紛失について\n\n当園の職員が、園児8名の氏名を記した名簿を紛失しました。深くお詫びします。"
    page = Document("https://example.org/", "名簿の紛失について", text, publisher="すみれ幼稚園")
    assert extract(page).facts.organization == "すみれ幼稚園"


def test_text_overrules_the_configuration_where_it_names_its_announcer() -> None:
    body = "株式会社ゆずのき（以下「当社」といいます。）は、お客様5名の氏名を記した書類を紛失いたしました。お詫び申し上げます。"
    assert extract(document("書類の紛失について", body), organization="別会社株式会社").facts.organization == "株式会社ゆずのき"


def test_quote_of_a_long_sentence_keeps_the_proving_words() -> None:
    body = "本市は、" + "確認と" * 150 + "調査の結果、市民9名の氏名を記した書類を紛失したことが判明しました。お詫びします。"
    piece = extract(document("書類の紛失について", body), organization="柚香原市").evidence["data_types"][0]
    assert "氏名" in piece.quote
    assert len(piece.quote) == LONGEST_QUOTE


def test_empty_page_with_a_telling_title_is_told_as_unclassified() -> None:
    assert extract(document("個人情報の漏えいについて", "")).facts.verdict == "unclassified"
    assert extract(document("休館日のお知らせ", "")).facts.verdict == "other"


def test_widths_do_not_matter_and_quotes_keep_them() -> None:
    body = "本市の職員がＵＳＢメモリを紛失しました。氏名と電話番号（３０名分）が保存されていました。深くお詫びします。"
    found = extract(document("ＵＳＢメモリの紛失について", body), organization="柚香原市")
    assert found.facts.data_types == ("name", "phone")
    assert "３０名分" in found.evidence["data_types"][0].quote


def test_reasons_are_given() -> None:
    reasons = extract(document("休館日のお知らせ", "明日は休館します。")).reasons
    assert any("No event is told" in reason for reason in reasons)
    points = sum(int(reason.split(" ")[0]) for reason in reasons[:-1])
    assert reasons[-1].startswith(f"Score {BIAS + points}, from {BIAS}:")


def test_language_given_wins() -> None:
    assert extract(document("Notice", "text"), language="ja").facts.language == "ja"
    assert language_of("") == "und"


PIECES = st.sampled_from(
    ["個人情報", "漏えい", "株式会社", "が", "は、", "。", "\n", "（", "）", "1 ", "【", "】", "紛失しました", "ません", "場合", "㈱", "ｶﾞ", "①", "委託した",
     "市", "の", "Inc.", "Notice of ", "the ", "stolen ", "not ", "names, ", "; ", "12名", "https://", "@", "090-1234-5678", "İ", "\u3000", "警察に報告", "：", "| "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join), st.sampled_from([None, "柚香原市"]))
def test_any_text_is_read_and_every_quote_stands(text: str, organization: str | None) -> None:
    found = extract(Document("", text.split("\n")[0], text), organization=organization)
    for pieces in found.evidence.values():
        for piece in pieces:
            assert text[piece.start : piece.end] == piece.quote
            assert len(piece.quote) <= LONGEST_QUOTE


@pytest.mark.parametrize(
    "unit",
    [
        "株式会社の紛失は、",
        "市",
        "を誤って",
        "from the names of ",
        "委託している",
        "不正(以下",
        "A B ",
        "was not ",
        "情報",
        "1. a\n",
        "被害の",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def made(size: int) -> Document:
        return Document("", "個人情報の紛失について", "個人情報の紛失について\n\n" + unit * (size // len(unit)))

    assert_linear(extract, made)
