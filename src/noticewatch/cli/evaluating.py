"""`evaluate`: how well the facts of some texts are found, against gold facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from noticewatch import codec
from noticewatch.cli.common import json_option, print_json
from noticewatch.errors import NoticewatchError, ReadError
from noticewatch.evaluate import FIELDS, FURTHER, IS_INCIDENT, Evaluation, Score
from noticewatch.evaluate import evaluate as evaluated
from noticewatch.extract import extract
from noticewatch.read import read_bytes
from noticewatch.render.terminal import print_fitted, print_table, progress, safe

NEEDED = frozenset({"id", "verdict", *FIELDS})
MACRO = "macro F1"
_SCORED = (IS_INCIDENT, *FIELDS, *FURTHER)


@click.command(
    short_help="How well facts are found, against gold facts.",
    epilog="""\b
Examples:
  noticewatch evaluate gold.jsonl --texts texts/            each text is texts/ID.txt, texts/ID.html, …
  noticewatch evaluate gold.jsonl --texts texts/ --misses   every value that is wrong, a line each
  noticewatch evaluate gold.jsonl --texts texts/ --floors quality.json

\b
quality.json holds the least F1 by set and field; a set is "all", a language, or the gold file's
name (here "gold"), a field is a row of the table. What names another set is passed over:
  {"all macro F1": 0.8, "gold organization": 0.9, "ja cause": 0.85}
""",
)
@click.argument("gold_path", metavar="GOLD.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--texts", required=True, metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="List every value that is wrong.")
@click.option(
    "--floors",
    "floors_path",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fail, and name each field, where F1 is below the least that FILE allows.",
)
@json_option
def evaluate(gold_path: Path, texts: Path, misses: bool, floors_path: Path | None, as_json: bool) -> int:
    """Extract DIR/ID.* for each line of GOLD.jsonl and compare: precision, recall and F1 a field.

    Below the table stand the fields that only some gold lines judge; they are no part of the macro F1.
    """
    gold = _gold(gold_path)
    floors = _floors(floors_path) if floors_path else {}
    predicted, absent = _predicted(gold, texts)
    if not predicted:
        raise NoticewatchError(f"{texts} holds no text of {gold_path}: they are named by id, such as {gold[0]['id']}.txt")
    parts = {"all": gold}
    languages = sorted({str(one["language"]) for one in gold if one["id"] in predicted})
    if len(languages) > 1:
        parts |= {language: [one for one in gold if one["language"] == language] for language in languages}
    results = {name: evaluated(part, predicted) for name, part in parts.items()}
    if as_json:
        print_json({name: _as_json(result, misses) for name, result in results.items()} | {"absent": absent})
    else:
        for name, result in results.items():
            _print(name, result)
        if misses:
            _print_misses(results["all"])
    for name in absent:
        click.echo(f"noticewatch: {name}: no text in {texts}", err=True)
    whole = (gold_path.stem, *(languages if len(languages) == 1 else ()))  # other names of the set of all
    below = _below(floors, dict.fromkeys(whole, results["all"]) | results)
    for complaint in below:
        click.echo(f"noticewatch: {safe(complaint)}", err=True)
    return 1 if absent or below else 0


def _gold(path: Path) -> list[dict[str, Any]]:
    """The gold facts. Raises UsageError with the line that is wrong."""
    made = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except ValueError as problem:
            raise click.UsageError(f"{path}:{number}: not JSON: {problem}") from problem
        if not isinstance(one, dict) or (lacking := NEEDED - set(one)):
            what = "not an object" if not isinstance(one, dict) else f"lacks {', '.join(sorted(lacking))}"
            raise click.UsageError(f"{path}:{number}: {what}")
        made.append({"language": "und"} | one)
    if not made:
        raise click.UsageError(f"{path} holds no gold facts.")
    return made


def _floors(path: Path) -> dict[tuple[str, str], float]:
    """The least F1 by set and field. Raises UsageError with the key that is wrong."""
    try:
        read = json.loads(path.read_text("utf-8"))
    except ValueError as problem:
        raise click.UsageError(f"{path}: not JSON: {problem}") from problem
    if not isinstance(read, dict):
        raise click.UsageError(f'{path}: not an object such as {{"all cause": 0.8}}')
    made: dict[tuple[str, str], float] = {}
    for key, least in read.items():
        part, _, name = key.partition(" ")
        if name not in (*_SCORED, MACRO):
            raise click.UsageError(f"{path}: {key}: a key is a set and a field, such as 'all cause' or 'ja {MACRO}'")
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
            raise click.UsageError(f"{path}: {key}: {least!r} is no F1: a number from 0 to 1")
        made[part, name] = float(least)
    return made


def _below(floors: Mapping[tuple[str, str], float], parts: Mapping[str, Evaluation]) -> list[str]:
    """What is to be told of each field that is below its floor; a field of which nothing was scored is below any."""
    told = []
    for (part, name), least in floors.items():
        if part not in parts:
            continue
        result = parts[part]
        reached = result.macro_f1 if name == MACRO else _scores(result)[name].f1
        if reached is None or reached < least:
            told.append(f"{part} {name}: F1 {_figure(reached)} is below {_figure(least)}")
    return told


def _scores(result: Evaluation) -> dict[str, Score]:
    return {**result.scores, **result.further}


def _predicted(gold: list[dict[str, Any]], texts: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The facts found in each text, by id, and the ids without a text."""
    files = {path.stem: path for path in sorted(texts.iterdir()) if path.is_file()}
    made: dict[str, dict[str, Any]] = {}
    with progress(len(gold), "Extracting") as step:
        for one in gold:
            path = files.get(one["id"])
            if path:
                try:
                    [document] = read_bytes(path.read_bytes(), url=one.get("url") or "", whole=True)
                except ReadError as problem:
                    raise NoticewatchError(f"{path}: {problem}") from problem
                made[one["id"]] = codec.facts_to_json(extract(document).facts)
            step()
    return made, [one["id"] for one in gold if one["id"] not in made]


def _print(name: str, result: Evaluation) -> None:
    rows = [_row(field_name, score) for field_name, score in result.scores.items()]
    rows.append([MACRO, "", "", _figure(result.macro_f1), "", "", ""])
    further = [_row(field_name, score) for field_name, score in result.further.items() if score.f1 is not None]
    if further:
        rows += [["further", "", "", "", "", "", ""], *further]
    click.secho(f"{safe(name)}: {result.documents} documents", bold=True)
    print_table(["field", "precision", "recall", "F1", "right", "extra", "missed"], rows)


def _row(name: str, score: Score) -> list[str]:
    figures = [_figure(score.precision), _figure(score.recall), _figure(score.f1)]
    return [name, *figures, str(score.hits), str(score.extra), str(score.missed)]


def _print_misses(result: Evaluation) -> None:
    """The misses, those of one field together, in the table's order."""
    rows = [
        [miss.document, miss.field, _shown(miss.got), _shown(miss.want)]
        for miss in sorted(result.misses, key=lambda miss: _SCORED.index(miss.field))
    ]
    click.secho("misses", bold=True)
    print_fitted(["document", "field", "found", "gold"], rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _as_json(result: Evaluation, misses: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "documents": result.documents,
        "macro_f1": result.macro_f1,
        "fields": {name: _score_json(score) for name, score in result.scores.items()},
        "further": {name: _score_json(score) for name, score in result.further.items()},
    }
    listed = [{"document": m.document, "field": m.field, "found": m.got, "gold": m.want} for m in result.misses]
    return made | ({"misses": listed} if misses else {})


def _score_json(s: Score) -> dict[str, Any]:
    return {"precision": s.precision, "recall": s.recall, "f1": s.f1, "right": s.hits, "extra": s.extra, "missed": s.missed}


def _shown(value: Any) -> str:
    """A value in few letters: counts and contacts without the names of their keys.

    >>> _shown([{"value": 120, "unit": "person", "qualifier": "about", "scope": "total"}]), _shown(["name", "email"])
    ('about 120 person (total)', 'name, email')
    """
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if not isinstance(value, Mapping):
        return str(value)
    if "unit" not in value:
        return f"{value['kind']} {value['value']}"
    words = [] if value["qualifier"] == "exact" else [value["qualifier"].replace("_", " ")]
    marks = [mark for mark, there in (("total", value["scope"] == "total"), ("sum", value.get("derived"))) if there]
    return " ".join([*words, str(value["value"]), value["unit"], *([f"({', '.join(marks)})"] if marks else [])])
