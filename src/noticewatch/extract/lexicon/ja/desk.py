"""Japanese: where to ask."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import DeskWords

DESK = DeskWords(
    desk=words(
        r"問い?合わ?せ",
        r"窓口",
        r"連絡先",
        r"相談室",
        r"コールセンター",
        r"お客様(?:相談|サポート|センター)",
        r"フリーダイヤル",
        r"専用ダイヤル",
        r"担当(?:課|部|係|者)",
        r"電話(?:番号)?[ :]",
        r"tel",
    ),
    not_desk=words(r"fax", r"ファ(?:ッ)?クス", r"ファクシミリ"),
)
