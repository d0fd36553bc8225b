"""Whether a name stands in a text by itself, or inside another's: Quillon in "Quillon Logistics", 日港 in 日港証券.

Core; imports this package's lexicon. Looks no further than a few words to either side, so that a text of any length is linear.
"""

from __future__ import annotations

import re

from noticewatch.watch.lexicon import (
    AFTER,
    AFTER_KANA,
    AFTER_LATIN,
    BEFORE,
    BEFORE_KANA,
    BEFORE_NAME,
    BRANCH,
    BUSINESS,
    COUNTED,
    GOES_ON,
    HARD,
    HYPHENED,
    LEADING,
    LEADS_ON,
    LEGAL_EN,
    LEGAL_JA,
    OTHER_NAME,
    PERSON,
    PRODUCT,
    SOFT,
    TELLING,
    TITLES,
    WHOLE,
)

REACH = 60  # letters that are looked at to either side
_KANA = re.compile("[ぁ-ゖゝゞ]")
_KATAKANA = re.compile("[ァ-ヺー]")
_JAPANESE = re.compile("[ァ-ヺー々〇〻\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")  # without hiragana
_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_RUN = re.compile("[A-Za-z0-9\u00c0-\u024fァ-ヺー々〇〻\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LEGAL_AT = re.compile(LEGAL_JA)
_LEGAL_END = re.compile(rf"(?:{LEGAL_JA})$")
_WORD_AFTER = re.compile(r"[ \t]{1,3}(?=[A-Z\u00c0-\u00de0-9])([^\s,;:.!?()\[\]「」、。“”\"]+)")
_WORD_BEFORE = re.compile(r"(?<![^\s(\[「“\"'/])([A-Z\u00c0-\u00de][^\s(\[「“\"]*)[ \t]{1,3}$")
_JOINERS = "&+"
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")
_PARTICIPLE = re.compile("[a-z]{3,30}(?:ing|ed)")
LONGEST_HEADLINE = 150


def stands_alone(text: str, start: int, end: int, neighbours: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether `text[start:end]` is a name by itself; `neighbours`: where other declared names begin, and where they end."""
    begins, ends = neighbours
    return _ends_there(text, start, end, begins) and _begins_there(text, start, ends)


def _ends_there(text: str, start: int, end: int, begins: frozenset[int]) -> bool:
    after = text[end : end + REACH]
    if not after or end in begins:
        return True
    if not _LATIN.match(text[end - 1]):
        return _ends_japanese(text[start:end], after, begins, end)
    return _ends_latin(text, after, begins, end)


def _ends_japanese(name: str, after: str, begins: frozenset[int], end: int) -> bool:
    if _KANA.match(after):
        if _KANA.match(name[-1]):
            return AFTER_KANA.match(after) is not None
        return not (after.startswith("さん") and len(name) <= 3)
    if after[0] == "・":
        return end + 1 in begins or not (_KATAKANA.match(name[-1]) and _KATAKANA.match(after[1:]))
    return _goes_on_plainly(name, after)


def _goes_on_plainly(name: str, after: str) -> bool:
    """Whether what is written right behind a name, without a blank, is no part of a longer one."""
    match = _RUN.match(after)
    if match is None:
        return True
    run = match[0]
    if legal := _LEGAL_AT.match(run):
        return legal.end() > 0
    person = PERSON.match(run)
    if person and len(name) <= 3:
        return False
    plain = AFTER.match(run) or COUNTED.match(run) or (None if _LATIN.match(name[-1]) else AFTER_LATIN.match(run))
    if plain is None:
        branch = BRANCH.match(run)
        if branch is not None and not branch[1].endswith(OTHER_NAME):
            return True
        whole = _LATIN.match(name[-1]) or name.endswith(WHOLE)
        return bool(whole) and not (GOES_ON.match(run) or _LATIN.match(run) or run.endswith(OTHER_NAME) or _LEGAL_END.search(run))
    if _LEGAL_END.search(run):
        return False
    return not run.endswith(OTHER_NAME) or plain.end() == len(run)


def _ends_latin(text: str, after: str, begins: frozenset[int], end: int) -> bool:
    first, second = after[0], after[1:2]
    if _LATIN.match(first) or first in "_@":
        return False
    if first == ".":
        return not (second.islower() or second.isdigit())
    if first == "-":
        word = re.match(r"[A-Za-z]*", after[1:])
        return bool(second.islower() or not _LATIN.match(second or " ") or (word and word[0].lower() in HYPHENED))
    if first in "'’":
        return True
    if _JAPANESE.match(first):
        return _goes_on_plainly("A", after)
    joined = re.match(rf"\s?[{_JOINERS}]\s?(?=[A-Z])", after)
    if joined:
        return end + joined.end() in begins
    blank = re.match(r"[ \t]{1,3}", after)
    if blank and end + blank.end() in begins:
        return True
    if blank and _JAPANESE.match(after[blank.end() :]):
        rest = after[blank.end() :]
        return _goes_on_plainly("A", rest) or not (_KATAKANA.match(rest) or (_RUN.match(rest) or [""])[0].endswith(OTHER_NAME))
    return _no_longer_name(text, after, end)


def _no_longer_name(text: str, after: str, end: int) -> bool:
    """Whether the words in capitals behind an English name are a headline's, and no further part of it."""
    words: list[str] = []
    at = 0
    while len(words) < 6 and (match := _WORD_AFTER.match(after, at)):
        words.append(match[1].lower().removesuffix("'s").removesuffix("’s"))
        at = match.end()
    if not words or not words[0] or words[0][0].isdigit() or words[0] in TELLING or words[0] in LEGAL_EN:
        return True
    if any(word.rstrip(".") in LEGAL_EN for word in words[1:]):
        return False
    if words[0] in HARD or words[0] in PRODUCT:
        return True
    for number, word in enumerate(words):
        if number and (word in HARD or word in TELLING):
            return True
        if word not in SOFT:
            break
    return words[0] not in SOFT and words[0] not in BUSINESS and _in_headline(text, end)


def _begins_there(text: str, start: int, ends: frozenset[int]) -> bool:
    before = text[max(0, start - REACH) : start]
    if not before or start in ends:
        return True
    last = before[-1]
    if _LATIN.match(text[start]):
        if _LATIN.match(last) or last in "_@#"[:2]:
            return False
        if last == "." and _LATIN.match(before[-2:-1] or " ") and not text[start].isupper():
            return False
        if last == "-":
            word = re.search(r"[A-Za-z0-9]*$", before[:-1])
            return not (word and word[0] and not word[0].islower())
        if _JAPANESE.match(last):
            return not before.endswith(LEADS_ON) or _comes_plainly(before)
        return _no_earlier_name(text, before, start, ends)
    if _KANA.match(last):
        return not _KANA.match(text[start]) or last in BEFORE_KANA
    if last == "・":
        return start - 1 in ends or not (_KATAKANA.match(text[start]) and _KATAKANA.match(before[-2:-1] or " "))
    if _JAPANESE.match(last) or _LATIN.match(last):
        return _comes_plainly(before)
    return True


def _comes_plainly(before: str) -> bool:
    """Whether what is written right before a name, without a blank, is no part of a longer one."""
    at = len(before)
    while at and _RUN.match(before[at - 1]):
        at -= 1
    run = before[at:]
    return run.endswith(BEFORE) or _LEGAL_END.search(run) is not None


def _no_earlier_name(text: str, before: str, start: int, ends: frozenset[int]) -> bool:
    """Whether a word in capitals before an English name is a sentence's or a headline's, and no earlier part of it."""
    joined = re.search(rf"[A-Za-z0-9]\s?[{_JOINERS}]\s?$", before)
    if joined:
        return start - (len(before) - joined.start() - 1) in ends
    match = _WORD_BEFORE.search(before)
    if match is None:
        return True
    word = match[1].lower()
    word = word[word.rfind(".", 0, -1) + 1 :]  # a sentence's end without a blank behind it
    if word.rstrip(".") in TITLES:
        return False
    if word[-1] in '.,;:!?)]”"' or word.endswith(("'s", "’s", "ly")):
        return True
    if "-" in word and word.rpartition("-")[2] in HYPHENED:
        return True
    if word in LEADING or word in TELLING or word in HARD:
        return True
    return word not in BEFORE_NAME and (_PARTICIPLE.fullmatch(word) is not None or _in_headline(text, start))


def _in_headline(text: str, place: int) -> bool:
    """Whether the line around a place writes nearly all of its longer words with capitals, so that a capital says nothing."""
    line = text[max(0, place - LONGEST_HEADLINE) : place + LONGEST_HEADLINE]
    at = min(place, LONGEST_HEADLINE)
    line = line[line.rfind("\n", 0, at) + 1 : line.find("\n", at) if "\n" in line[at:] else len(line)]
    words = _LONG_WORD.findall(line)
    return len(words) >= 4 and 5 * sum(word[0].isupper() for word in words) >= 4 * len(words)
