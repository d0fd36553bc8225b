# ruff: noqa: E501
"""A corpus for matching: 600 rows of a register and 300 texts with traps; the hand-written ones (`watch_traps`) and drawn ones.

Deterministic: a name is two of a list's parts by its number, a text a pattern by its number. The traps were written before the rules.
Every third text was held out of the tuning, and the measure tells of it apart: at the first run one match of that third was missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from noticewatch.config import Register, Registered
from noticewatch.config.registers import read_register
from watch_later import FRESH, LATER
from watch_traps import ROWS, TRAPS

STEMS = [
    "朝霧",
    "藍川",
    "茜台",
    "葦原",
    "梓野",
    "泉水",
    "磐梨",
    "浮島",
    "鶯谷野",
    "海鳴",
    "卯月",
    "榎森",
    "桜丘台",
    "扇浜",
    "音羽根",
    "柏葉台",
    "霞城",
    "桂浦",
    "金砂",
    "鴎島",
    "唐松台",
    "木枯",
    "岸辺野",
    "桐生野",
    "銀嶺",
    "草薙野",
    "楠浦",
    "雲雀",
    "黒松台",
    "欅平",
    "小波",
    "琥珀野",
    "早苗",
    "珊瑚",
    "汐風",
    "東風",
    "芝浜",
    "白樺台",
    "杉風",
    "鈴鳴",
    "瀬音",
    "千歳野",
    "蒼穹",
    "空木",
    "橙野",
    "高砂台",
    "田鶴",
    "珠洲野",
    "茅野原",
    "月影",
    "露草",
    "鶴岬",
    "灯火",
    "常磐野",
    "凪浜",
    "渚野",
    "撫子",
    "菜種",
    "西風",
    "根雪",
]
KANA = [
    "アルカス",
    "イベリカ",
    "ウルトリア",
    "エスペリオ",
    "オルビタ",
    "カレドナ",
    "キリエル",
    "クレスタ",
    "コルモラ",
    "サルヴィオ",
    "シエロナ",
    "ステラノ",
    "セルクル",
    "ソラリア",
    "タルモス",
    "ティエラ",
    "ナディオン",
    "ネブラス",
    "ノルディカ",
    "ハルモナ",
    "ヒエロス",
    "フェルマタ",
    "ベリオス",
    "マリネラ",
    "ミラドス",
    "メルキア",
    "モルフォス",
    "ラクリマ",
    "リベルタス",
    "ルミエラ",
]
LATIN = [
    "Halvard",
    "Tessaly",
    "Orrin",
    "Maravel",
    "Corvane",
    "Dunmere",
    "Elsworth",
    "Fennick",
    "Galdor",
    "Hestia",
    "Ilvane",
    "Jorvik",
    "Kelmar",
    "Lorwen",
    "Mistral",
    "Norvane",
    "Ostrava",
    "Pellam",
    "Quarrel",
    "Rosmere",
    "Selwick",
    "Torvald",
    "Ulmeria",
    "Vantor",
    "Wexcombe",
    "Yarrow",
    "Zelkova",
    "Ambrel",
    "Brannoch",
    "Caldris",
]
LINES_JA = ("電機", "情報サービス", "物流", "印刷", "メディカル", "クラウド", "テクノス", "給食", "警備保障")
LINES_EN = (
    "Systems",
    "Payroll Services",
    "Logistics",
    "Medical Group",
    "Cloud",
    "Analytics",
    "Print Works",
    "Security Partners",
    "Foods",
)

# Texts about a drawn row; {n}: its name without a legal form, {x}: a word that makes another name of it.
ABOUT_JA = (
    "株式会社{n}が管理するサーバーが不正アクセスを受け、{c}名分の氏名と住所が流出した可能性があります。",
    "業務を委託している{n}（株）より、委託先の従業員が書類を紛失したとの報告を受けました。",
    "{n}は、ランサムウェアによる被害を公表しました。",
    "委託先：{n}\n対象者：{c}名\n原因：メールの誤送信",
    "再委託先{n}の社員が、{c}件の顧客情報を持ち出していました。",
    "{n}社員のパソコンから、お客様{c}名の情報が漏えいしました。",
)
OTHER_JA = (
    "{n}{x}の会員サイトが改ざんされ、{c}名分の情報が漏えいした可能性があります。",
    "当社の委託先である株式会社{n}{x}が不正アクセスを受けました。",
    "{n}{x}株式会社は、{c}名分の名簿の紛失を発表しました。",
    "東{n}は、メールの誤送信により{c}名のアドレスが流出したと発表しました。",
)
ABOUT_EN = (
    "{n} disclosed that {c} customer records were copied by an intruder.",
    "Our payroll vendor, {n}, told us of unauthorized access to its mail system.",
    "{n} Data Breach: {c} Patients Notified",
    "We use {n}’s file transfer service, which was attacked; {c} people are affected.",
    "A laptop of {n} Inc. with {c} records was stolen.",
)
OTHER_EN = (
    "{n} {x} disclosed that {c} customer records were copied by an intruder.",
    "The museum of Old {n} Town lost a list of {c} visitors.",
    "{n}{l} Ltd notified {c} clients of a phishing incident.",
    "Great {n} {x} LLC is notifying {c} people.",
)
NAMES_JA = ("証券", "製作所", "不動産", "信用金庫", "ホールディングス", "大学", "高等学校", "商会")
NAMES_EN = ("Airways", "Holdings", "Brewing Company", "Capital", "Outfitters", "Pharma")


@dataclass(frozen=True)
class Text:
    """A text, the ids of the rows that it is about, and whether the rules were written without it."""

    words: str
    about: frozenset[str]
    held_out: bool


def _drawn_rows() -> Iterator[tuple[str, str]]:
    """Names with the columns behind them, without end: single stems first, then stems with a line of business."""
    for number, stem in enumerate(STEMS[::2]):
        yield f"株式会社{stem}", ("" if number % 5 else f"{stem}便")
    for name in KANA[::2]:
        yield f"{name}株式会社", ""
    for name in LATIN[::2]:
        yield f"{name} Inc.", f"{name}Vault"
    for line in LINES_JA:
        for stem in STEMS:
            yield f"{stem}{line}株式会社", ""
    for line in LINES_EN:
        for name in LATIN:
            yield f"{name} {line}", ""


def register() -> Register:
    """Six hundred rows."""
    lines = [ROWS.strip()]
    columns = ROWS.partition("\n")[0].split(",")
    drawn = _drawn_rows()
    while len(lines) - 1 + ROWS.strip().count("\n") < 600:
        number = len(lines)
        name, product = next(drawn)
        row = {"id": f"d{number:03}", "name": name, "products": product, "tier": "ABCD"[number % 4]}
        if number % 40 == 39:
            row["parent"] = f"d{number - 30:03}"
        lines.append(",".join(row.get(column, "") for column in columns))
    rows, faults = read_register("vendors", "\n".join(lines).encode())
    assert not faults, faults
    return Register(name="vendors", file=Path("vendors.csv"), rows=rows)


def texts(rows: tuple[Registered, ...]) -> tuple[Text, ...]:
    """Three hundred texts, about half of which are about none of the rows, or about another than it seems."""
    made: list[tuple[str, str]] = list(TRAPS)
    by_name = {row.name: row.id for row in rows}
    seen = {words for _, words in made}
    number = 0
    while len(made) < 300:
        number += 1
        count = 100 + 37 * number
        english = number % 3 == 0
        pool = LATIN[::2] if english else (*STEMS[::2], *KANA[::2])
        stem = pool[number % len(pool)]
        line = LINES_EN[number % 4] if english else LINES_JA[number % 7]
        other = NAMES_EN[number % len(NAMES_EN)] if english else NAMES_JA[number % len(NAMES_JA)]
        full = f"{stem} {line}" if english else f"{stem}{line}"
        own = by_name.get(f"{stem} Inc." if english else (f"{stem}株式会社" if stem in KANA else f"株式会社{stem}"), "")
        longer = by_name.get(full if english else f"{full}株式会社", "")
        about, others = (ABOUT_EN, OTHER_EN) if english else (ABOUT_JA, OTHER_JA)
        pattern = (about if number % 2 else others)[number // 2 % len(about if number % 2 else others)]
        name, ids = (full, longer) if number % 4 == 1 and longer else (stem, own if number % 2 else "")
        words = pattern.format(n=name, x=other, c=count, l="ex")
        if words not in seen:
            seen.add(words)
            made.append((ids, words))
    return tuple(Text(words, _with_children(ids, rows), at % 3 == 2) for at, (ids, words) in enumerate(made))


def later_texts(rows: tuple[Registered, ...]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The texts that were written when the rules stood: those after which they were mended, and those after that."""
    later, fresh = (tuple(Text(words, _with_children(ids, rows), True) for ids, words in these) for these in (LATER, FRESH))
    return later, fresh


def _with_children(ids: str, rows: tuple[Registered, ...]) -> frozenset[str]:
    about = set(ids.split())
    return frozenset(about | {row.id for row in rows if row.parent in about})
