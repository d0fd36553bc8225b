"""Names of organizations as they stand in running text, Japanese and English.

Core; imports name, naming_en, screen and the lexicon of names. Japanese names are known by a legal form or a
kind of institution, and grow from it as far as the letters allow.
"""

from __future__ import annotations

import re
from functools import lru_cache

from noticewatch.extract.lexicon.ja.names import COMPANY, CORPORATE, FACILITY, INSTITUTION, NOT_A_NAME, NOT_AFTER_PLACE, ORGAN
from noticewatch.extract.name import Name
from noticewatch.screen import Terms

__all__ = ["Name", "names_in"]

LONGEST_NAME = 40  # letters on one side of the form

_ANCHORS = Terms(tuple(dict.fromkeys(COMPANY + CORPORATE + FACILITY + INSTITUTION)), apart=False)
_PREFIXES = frozenset(COMPANY + CORPORATE)
_FACILITIES = frozenset(FACILITY)
_OFFICE = re.compile(
    r"長[ \n(]|立の|税務?課|民(?:課|部|生活部|協働)|政(?:課|部)|水道(?:課|部)|境課"
)  # right behind a place: its mayor, its bureau
_PLACES = frozenset(("市", "町", "村", "区", "県", "庁", "省"))

# A school that is not told which: what is named is the town.
_SOME_SCHOOL = re.compile(
    r"([^\s立]{1,8}[都道府県市区町村])立(?:の?(?:小中|小・中)?学校|小学校|中学校|高等学校|高校|幼稚園|保育園|保育所|こども園)"
)

_LEADING = re.compile(
    r"^(?:委託先事業者|再委託先|委託事業者|委託業者|受託事業者|受託者|委託会社|委託先|取引先|運営会社|提供元|開発会社|関連会社|グループ会社|連結子会社|子会社|親会社"
    r"|今回|今般|今年度|本年度|昨年度|先般|本件|上記|当該|事業者名?|会社名|法人名|業者名|団体名|及び|並びに|当社|弊社|本市|同社|現在|以降|年度"
    r"|第[0-9一二三四五六七八九十]{1,4}[回次期](?=.)|(?:令和|平成|昭和)?[0-9元]{1,4}年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日)"
)
_LEFT = re.compile(r"[一-龥々〆ヵヶァ-ヴーA-Za-z0-9&・.\-]")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_BOUNDARY = frozenset("、。,「」『』()【】[]〈〉《》・:;|/!?\n\t *#■◆●□◇○※→-~〜")
_RIGHT_PIECE = re.compile(r"[一-龥々〆ヵヶァ-ヴーA-Za-z0-9&・.\-'’]+")
_HIRAGANA_RUN = re.compile(r"[ぁ-ん]+")
# What ends a name before more letters; は, と, も and や may be a name's own: ことのは企画, みなと光, かじや商店.
_CLEAR_TRAILING = re.compile(r"(?:にお(?:ける|いて|き)|により|による|からの|から|より|では|には|との|です|が|を|に|で|へ)$")
_ROLE = re.compile(
    r"元|職員|社員|従業員|看護|医師|教|担当|お?客|利用|会員|患者|サーバ|システム|業務|個人|ホームページ|サイト|運営|提供|子会社|グループ|役員|代表"
)
_PARTICLE_RUN = re.compile(
    r"(?:における|におきまして|においては|において|によります?と?|により|による|に対する|に対し|について|に関する|としては?|といたしましては?|からの|からは|から|へは|への|へ"
    r"|では|での|にて|には|にも|より|まで|です|でした|である|であり|という|といいます|様|さま|さん|および|及び|ならびに|と|が|は|を|に|の|で|も|や)"
)
_TRAILING = re.compile(r"(?:におき|にお|における|において|による|により|からの|から|です|は|が|を|に|で|と|の|も|へ|や)$")

# The second half of a trade name such as 木の実書房; a の before anything else ends the name (…の従業員).
_HOUSE = re.compile(
    r"の[一-龠々]{0,2}(?:書房|書店|商店|商会|本舗|酒造|製菓|工房|[家屋堂社店園里森花湯郷杜丘舎星音葉庭蔵宿])(?![一-龠々ァ-ヶー])"
)
# A foreign company in a Japanese text: Deskmallow, Inc.
_FOREIGN = re.compile(
    r"(?<![A-Za-z0-9&'’\-])[A-Z][A-Za-z0-9&'’\-]{0,40}(?: [A-Z&][A-Za-z0-9&'’\-]{0,40}){0,4},? "
    r"(?:Inc|LLC|Ltd|Limited|Corp|Corporation|GmbH|B\.V|Pte\.? Ltd|Co\.?,? Ltd)\b\.?"
)


def names_in(text: str, language: str) -> tuple[Name, ...]:
    """Every organization's name in a folded text, in order.

    >>> [name.text for name in names_in("藤代浜市が委託した株式会社アトリエ封筒が、", "ja")]
    ['藤代浜市', '株式会社アトリエ封筒']
    >>> [name.text for name in names_in("Marrow Hill Advisors, LLC wrote to us.", "en")]
    ['Marrow Hill Advisors, LLC']
    """
    return _names_in(text, language)


@lru_cache(maxsize=1)
def _names_in(text: str, language: str) -> tuple[Name, ...]:
    found = _japanese(text)
    if language == "ja":
        found += [Name(*match.span(), match[0], True) for match in _FOREIGN.finditer(text)]
    else:
        from noticewatch.extract.naming_en import english_names  # with all English tables: not for those who read Japanese only

        found += english_names(text)
    return tuple(sorted(found, key=lambda name: name.start))


def _japanese(text: str) -> list[Name]:
    found: list[Name] = []
    taken = 0
    for start, end in _ANCHORS.places(text, 0):
        if start < taken:
            continue
        form = text[start:end]
        place = _grown(text, start, end, form, taken)
        if place is None and found and found[-1].end == start and form in ORGAN:
            place = start, end
        if place is None:
            continue
        first = place[0]
        if found and found[-1].end == first and place[1] == end:
            first = found.pop().start  # 和歌山県|社会福祉協議会 is one name
        last = place[1]
        if of_town := _SOME_SCHOOL.fullmatch(text, first, last):
            last = of_town.end(1)
        found.append(Name(first, last, text[first:last], True))
        taken = place[1]
    return found


def _grown(text: str, start: int, end: int, form: str, floor: int) -> tuple[int, int] | None:
    """The name around a form; None where the form stands alone or in another word."""
    if form in _PREFIXES:
        left = _left_end(text, start, floor) if form in COMPANY else start
        right = _right_end(text, end)
        named_left, named_right = left < start, right > end
        if named_left:
            return left, end
        if form in COMPANY and 0 < floor == start and (_PARTICLE_RUN.match(text, end) or not named_right):
            return start, end  # the rest of a name that ends where the one before did
        return (start, right) if named_right else None
    if form in _FACILITIES:
        left = _left_end(text, start, floor)
        left = start if text[left:start] in NOT_A_NAME else left
        right = end if left < start else _right_end(text, end)
        return (left, right) if (left, right) != (start, end) else None
    if form in _PLACES and text[end : end + 1] in NOT_AFTER_PLACE and not _OFFICE.match(text, end):
        return None
    left = _left_end(text, start, floor)
    body = text[left:start]
    return (left, end) if body not in NOT_A_NAME or form in ("大阪府", "京都府", "東京都", "北海道") else None


def _left_end(text: str, start: int, floor: int) -> int:
    """Where a name that ends in a form begins."""
    at = start
    low = max(floor, start - LONGEST_NAME)
    while at > low:
        letter = text[at - 1]
        if _LEFT.match(letter) or (
            letter == " " and at < start and at - 1 > low and _katakana_or_latin(text[at]) and _katakana_or_latin(text[at - 2])
        ):
            at -= 1
        else:
            break
    hira = at
    while hira > low and _HIRAGANA.match(text[hira - 1]):
        hira -= 1
    kept = at
    if (
        2 <= at - hira <= 8
        and (hira == 0 or text[hira - 1] in _BOUNDARY or text[hira - 1] in "立人")
        and not _PARTICLE_RUN.match(text, hira)
    ):
        at = hira
        while at > low and text[hira - 1] == "立" and _LEFT.match(text[at - 1]):
            at -= 1  # 雲居市立あけはら病院
        if kept < start and text[kept:start] in NOT_A_NAME:
            at = kept
    while cut := _LEADING.match(text[at:start]):
        at += cut.end()
    while at < start and text[at] in "・.-&0123456789 ":
        at += 1
    return at


def _katakana_or_latin(letter: str) -> bool:
    return "ァ" <= letter <= "ー" or (letter.isascii() and letter.isalpha())


def _ended(text: str, run: re.Match[str]) -> str:
    """A name's first letters as far as they are its own: いずみの森 goes on, いずみの職員 and いずみが運営 end."""
    if run[0][-1:] == "の":
        return run[0][:-1] if _ROLE.match(text, run.end()) else run[0]
    if run[0][-1:] == "が" and text[run.end() : run.end() + 1] in "丘浜原峰谷崎岡島池関":
        return run[0]
    return (_CLEAR_TRAILING.sub("", run[0]) or run[0]) if len(run[0]) > 2 else run[0]


def _right_end(text: str, end: int) -> int:
    """Where a name that begins with a form ends."""
    at = end + 1 if text[end : end + 1] == " " and end + 1 < len(text) else end
    first = at
    limit = min(len(text), at + LONGEST_NAME)
    while at < limit:
        if piece := _RIGHT_PIECE.match(text, at, limit):
            at = piece.end()
        elif run := _HIRAGANA_RUN.match(text, at, limit):
            follows = _RIGHT_PIECE.match(text, run.end(), limit) is not None
            if at == first and len(run[0]) == 1 and _PARTICLE_RUN.match(run[0]):
                break
            if at == first:
                cut = _ended(text, run) if follows else _TRAILING.sub("", run[0]) or run[0]
                at += len(cut)
                if not follows or len(cut) < len(run[0]):
                    break
            elif house := _HOUSE.match(text, at, limit):
                at = house.end()
            elif (follows and not _PARTICLE_RUN.match(run[0])) or (follows and run[0] == "の" and _HIRAGANA.match(text[at - 1])):
                at = run.end()
            elif len(run[0]) > 1 and text[run.end() : run.end() + 1] in ("", "\n", "(") and not _PARTICLE_RUN.match(run[0]):
                at = run.end()  # the line ends with the name: 有限会社浜屋しぶき
            else:
                break
        elif (
            text[at] == " "
            and at > first
            and at + 1 < limit
            and _katakana_or_latin(text[at + 1])
            and _katakana_or_latin(text[at - 1])
        ):
            at += 1
        else:
            break
    while at > first and text[at - 1] in "・.-& ":
        at -= 1
    if text.startswith(("提供)", "運営)"), at - 2):
        at -= 2
    return at if at > first else end
