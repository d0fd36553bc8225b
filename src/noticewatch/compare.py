"""Two versions of a notice → what changed, if anything worth telling did.

Core; imports model, records, codec, text and rapidfuzz. By the contract a notice has changed when a fact other than `published`
differs, or a whole sentence came or went. Date stamps, wording within a sentence and order are no change.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields

from rapidfuzz import fuzz

from noticewatch.codec import fact_to_json
from noticewatch.model import Change, Document, Facts
from noticewatch.records import Difference
from noticewatch.text import letters, sentences

UNCOMPARED = frozenset({"published", "language"})
SAME_SENTENCE = 50.0  # ratio from which a gone and a new sentence are one that was reworded; of two Japanese sentences on one
# subject but of other content few reach 45, of typographic edits all stay above 60
SAME_POST = 80.0  # ratio from which two texts without a permalink are one post, edited
LONGEST_COMPARED = 400  # sentences a side; beyond, the pairing would cost more than it tells

# What a date stamp consists of; a sentence of nothing else says nothing of its own.
_STAMP = re.compile(
    r"[\d年月日時分秒/.\-:()（）\s]+|令和|平成|午前|午後|最終|更新|公開|掲載|現在|時点"
    r"|last|updated|modified|published|posted|as of|\bon\b|[ap]\.?m\.?",
    re.IGNORECASE,
)


# What a notice says of itself that was corrected or added to.
_NOTE = re.compile(
    r"訂正|修正|追記|追加で|改訂|改め(?!て)|差し替え|続報|最終報|第[2-9２-９二三四五六七八九]報"
    r"|\b(?:correct|updat|amend|revis|addend|errat|supplement)",
    re.IGNORECASE,
)


def text_sha(text: str) -> str:
    """What identifies a version's text: equal for texts that differ in blanks only."""
    return hashlib.sha256("\n".join(line.strip() for line in text.splitlines() if line.strip()).encode()).hexdigest()


def fact_changes(old: Facts, new: Facts) -> tuple[Change, ...]:
    """The facts that differ, in the schema's order; lists are compared as sets.

    >>> fact_changes(Facts(cause="loss"), Facts(cause="theft"))
    (Change(field='cause', old='loss', new='theft'),)
    """
    found = []
    for field in fields(Facts):
        if field.name in UNCOMPARED:
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        if (set(before) != set(after)) if isinstance(before, tuple) else before != after:
            found.append(Change(field.name, fact_to_json(before), fact_to_json(after)))
    return tuple(found)


def _weight(sentence: str) -> str:
    """A sentence's letters without what a date stamp consists of; empty for a mere stamp."""
    return letters(_STAMP.sub("", sentence))


def sentences_moved(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The whole sentences that went and that came; rewordings, stamps and order leave no trace.

    >>> sentences_moved("紛失しました。お詫びします。", "紛失致しました。お詫びします。警察に届け出ました。")
    ((), ('警察に届け出ました。',))
    """
    before, after = _counted(old), _counted(new)
    gone, come = _left(before, after), _left(after, before)
    weights = {sentence: _weight(sentence) for sentence in (*gone, *come)}
    for sentence in list(gone):
        weight = weights[sentence]
        best = max(come, key=lambda other: fuzz.ratio(weight, weights[other]), default=None)
        if best is not None and fuzz.ratio(weight, weights[best]) >= SAME_SENTENCE:
            gone.remove(sentence)
            come.remove(best)
    whole_old, whole_new = letters(old), letters(new)
    # A sentence that still stands, cut or joined otherwise, has neither come nor gone.
    return (
        tuple(s for s in gone if _weight(s) and letters(s) not in whole_new),
        tuple(s for s in come if _weight(s) and letters(s) not in whole_old),
    )


def _counted(text: str) -> Sequence[str]:
    return [span.text for span in sentences(text)]


def _left(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """What of `these` has no equal among `those`, by their letters."""
    spare = Counter(map(letters, those))
    left: list[str] = []
    for sentence in these:
        key = letters(sentence)
        if spare[key] > 0:
            spare[key] -= 1
        elif key:
            left.append(sentence)
    return left[:LONGEST_COMPARED]


def unified_diff(old: str, new: str) -> str:
    """The two texts' difference by sentences, without file headers.

    >>> print(unified_diff("児童25名分。\\n以上。", "児童38名分。\\n以上。"))
    @@ -1,2 +1,2 @@
    -児童25名分。
    +児童38名分。
     以上。
    """
    lines = difflib.unified_diff(_counted(old), _counted(new), lineterm="", n=1)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def difference(old_facts: Facts, old_text: str, new_facts: Facts, new_text: str) -> Difference | None:
    """What is to be told of a new text, or None where it is the same notice to a reader."""
    changes = fact_changes(old_facts, new_facts)
    gone, come = sentences_moved(old_text, new_text) if not changes else ((), ())
    if not (changes or gone or come):
        return None
    note = notes_itself(old_text, new_text) if any(change.old not in (None, []) for change in changes) else None
    return Difference(changes, unified_diff(old_text, new_text), come, gone, note)


def notes_itself(old: str, new: str) -> bool:
    """Whether what a new text says that the old one did not tells of a correction or an addition; date stamps do not.

    >>> notes_itself("25名分。", "38名分。"), notes_itself("25名分。", "38名分。人数を訂正しました。")
    (False, True)
    """
    return any(_NOTE.search(sentence) for sentence in _left(_counted(new), _counted(old)) if not is_stamp(sentence))


def is_stamp(sentence: str) -> bool:
    """Whether a sentence is nothing but a date stamp.

    >>> is_stamp("更新日：2026年3月2日"), is_stamp("対象は12名です。")
    (True, False)
    """
    return not _weight(sentence)


def same_post(document: Document, candidates: Iterable[tuple[str, str, str]]) -> str | None:
    """Which of some posts (id, title, text) that are no longer where they were a document is, edited; None for a new one.

    For posts without a permalink, whose title is their only name.
    """
    best, best_score = None, SAME_POST
    for number, title, text in candidates:
        if fuzz.ratio(letters(title), letters(document.title)) < SAME_SENTENCE:
            continue
        score = fuzz.ratio(text, document.text, score_cutoff=best_score)
        if score >= best_score:
            best, best_score = number, score
    return best
