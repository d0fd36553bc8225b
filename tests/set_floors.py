"""Write tests/quality.json anew: what is reached on the project's own pages, less a little. `python -m tests.set_floors`

Floors are set once rules have settled, and looked over before they are committed: one that falls says that something got worse.
"""

from __future__ import annotations

import json
import math

from noticewatch.codec import facts_to_json
from noticewatch.evaluate import FIELDS, IS_INCIDENT, evaluate
from noticewatch.extract import extract
from tests.corpus_pages import HELD_OUT, SETS, pages
from tests.test_corpus import FLOORS

LESS = 0.02  # a page or two of a field's


def main() -> None:
    made: dict[str, dict[str, float]] = {}
    for name in SETS + HELD_OUT:
        for language in ("ja", "en"):
            chosen = [page for page in pages(name) if page.language == language]
            if not chosen:
                continue
            result = evaluate(
                [page.gold for page in chosen], {page.id: facts_to_json(extract(page.document).facts) for page in chosen}
            )
            reached = {"macro": result.macro_f1} | {field: result.scores[field].f1 for field in (IS_INCIDENT, *FIELDS)}
            made[f"{name} {language}"] = {
                field: max(0.0, math.floor(100 * (f1 or 0.0)) / 100 - LESS) for field, f1 in reached.items()
            }
    FLOORS.write_text(
        json.dumps({key: {f: round(v, 2) for f, v in one.items()} for key, one in made.items()}, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
