# ruff: noqa: E501  (tables: a row a line)
"""Texts laid out otherwise: in another width, and with what is listed in another order."""

from __future__ import annotations

import re
import unicodedata

from tests.mutations import Change, Notice, changed

# Width

_ASCII = range(0x21, 0x7F)
_TO_FULL = {code: chr(code + 0xFEE0) for code in _ASCII}
_TO_HALF = {code + 0xFEE0: chr(code) for code in _ASCII}
_PARTS = (str.isdigit, str.isalpha, lambda letter: not letter.isalnum())
_NARROW = {ord(unicodedata.normalize("NFKC", chr(code))): chr(code) for code in range(0xFF61, 0xFF9E)}
_NARROW |= {
    ord(voiced): chr(code) + chr(mark)
    for code in range(0xFF66, 0xFF9E)
    for mark in (0xFF9E, 0xFF9F)
    if len(voiced := unicodedata.normalize("NFKC", chr(code) + chr(mark))) == 1
}


def full_width(notice: Notice) -> Change | None:
    """All of ASCII in full width."""
    return changed(notice, lambda text: text.translate(_TO_FULL)) if notice.language == "ja" else None


def mixed_width(notice: Notice) -> Change | None:
    """Full-width ASCII in half width; where there is none, digits, letters or marks alone in full width."""
    if notice.language != "ja":
        return None
    some = ({code: full for code, full in _TO_FULL.items() if fits(chr(code))} for fits in _PARTS)
    table = list(some)[notice.choose(3)]
    return changed(notice, lambda text: text.translate(_TO_HALF)) or changed(notice, lambda text: text.translate(table))


def half_kana(notice: Notice) -> Change | None:
    """Katakana and the marks beside them in half width, voiced ones in two characters."""
    return changed(notice, lambda text: text.translate(_NARROW)) if notice.language == "ja" else None


# Lists of kinds of data

_KIND_JA = (
    r"(?:お|ご)?(?:氏名|名前|住所|電話番号|携帯電話番号|生年月日|メールアドレス|性別|年齢|会員番号|学籍番号|患者番号|勤務先|所属|役職|学年|口座番号|パスワード"
    r"|ログインID|購入履歴|病名|診断名|傷病名|郵便番号|有効期限|セキュリティコード|カード番号|クレジットカード番号|カード名義|職業|成績|部署名?|会社名)"
)
_LIST_JA = re.compile(
    rf"(?<![一-龥ァ-ヶーA-Za-z]){_KIND_JA}(?:(?:、|,|・|及び|および|並びに){_KIND_JA})+(?![一-龥ァ-ヶーA-Za-z]|の(?:一部|写し|ハッシュ))"
)
_ITEM_JA = re.compile(_KIND_JA + r"(?=、|,|・|及び|および|並びに|\Z)")
_KIND_EN = (
    r"(?:(?:full|first and last|home|postal|mailing|street|physical|personal) )?(?:names?|addresses|address)|dates? of birth|birth ?dates?"
    r"|Social Security [Nn]umbers?|(?:(?:tele)?phone|mobile|passport|bank account|account|routing|policy|driver['’]s licen[sc]e|medical record|health insurance) numbers?"
    r"|e-?mail address(?:es)?|passwords?|usernames?|genders?|ages?|salar(?:y|ies)|diagnos[ie]s|prescriptions?|medications?|medical records?|photographs?"
    r"|(?:medical|treatment|diagnosis|health insurance|insurance|financial|claims) information"
)
_BETWEEN_EN = r"(?:,? and |,? or |, )"
_LIST_EN = re.compile(
    rf"(?:(?<=[:(] )|(?<=[:(,])|(?<=, )|(?<=(?:your|ding|udes|lude|heir|were|with|ined|sist|d of|s of|e as|h as|mely) ))(?:{_KIND_EN})(?:{_BETWEEN_EN}(?:{_KIND_EN}))+(?=[.,;:)\n]| (?:of|for|were|was|may|in|that|which|to|is|are|did|from)\b)"
)
_ITEM_EN = re.compile(f"(?:{_KIND_EN})(?={_BETWEEN_EN}|\\Z)")


def kinds(notice: Notice) -> Change | None:
    """Kinds of data that one sentence lists, the last first."""
    lists, item = (_LIST_JA, _ITEM_JA) if notice.language == "ja" else (_LIST_EN, _ITEM_EN)

    def reverse(match: re.Match[str]) -> str:
        items = item.findall(match[0])
        between = item.split(match[0])
        return "".join(gap + one for gap, one in zip(between, [*reversed(items), ""], strict=True))

    return changed(notice, lambda text: lists.sub(reverse, text))


# Lines

_BULLET = re.compile(r"(?P<head>[ \t　]*(?:[・•●○◆◇■□*-]|[①-⑨])[ \t　]*)(?P<rest>[^\n]{1,60})")
_LABEL = r"[ \t　]*[・•●○◆◇■□]?[ \t　]*"
_ABOUT = (  # what a line of a table without marks tells
    r"(?:発生|発覚|判明|発見|公表|件数|人数|対象|原因|項目|期間|日時|内容|種類|データ|What|When|Who|How|Data|Date|Number|Found|Open|Cause|Reported|Discovered"
    r"|Records|Patients|Affected|Regulator|Period)"
)
_LABELLED = re.compile(
    rf"(?P<head>)(?P<rest>{_LABEL}[^:：\n\d０-９()（）。、.,/]{{2,24}}[:：][ \t　]*[^\n/]{{1,80}}"
    rf"|{_LABEL}(?=[^\n]{{0,12}}{_ABOUT})[^:：\n\d０-９()（）。、.,/ 　]{{2,16}}(?: [a-z ]{{1,16}})?(?:  |　)[ 　]*[^\n/]{{1,80}})"
)
_CIRCLED = re.compile("[①-⑨]")
_DEPENDS = re.compile(
    r"同|翌|上記|前記|当該|うち|計|総|内訳|以下|次の|これ|その|なお|※|いずれ|下記|前日|[:：]\s*\Z"
    r"|\b(?:total|these|those|which|above|below|same|also|this|following|it|they)\b",
    re.IGNORECASE,
)


def _turned(text: str, fits: re.Pattern[str]) -> str:
    """Runs of lines that fit, the last first, but for runs in which a line leans on another; `head` stays where it is."""
    out: list[str] = []
    run: list[re.Match[str]] = []
    for line in [*text.split("\n"), ""]:
        match = fits.fullmatch(line)
        if match is None or (run and _mark(match) != _mark(run[0])):
            told = list(run) if any(_DEPENDS.search(one[0]) for one in run) else run[::-1]
            out += [one["head"] + other["rest"] for one, other in zip(run, told, strict=True)]
            run = []
        if match:
            run.append(match)
        else:
            out.append(line)
    return "\n".join(out[:-1])


def _mark(line: re.Match[str]) -> str:
    """What a line is marked with; numbers in circles are one mark."""
    return _CIRCLED.sub("①", line["head"])


def bullets(notice: Notice) -> Change | None:
    """The lines of bulleted lists, the last first; marks that number them stay."""
    return changed(notice, lambda text: _turned(text, _BULLET))


def labelled(notice: Notice) -> Change | None:
    """Lines with a label (発生日: …), where several follow each other, the last first."""
    return changed(notice, lambda text: _turned(text, _LABELLED))
