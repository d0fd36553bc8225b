"""`evaluate`: how well the facts of some texts are found, against gold facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from noticewatch import codec
from noticewatch.cli.common import json_option, print_json
from noticewatch.errors import NoticewatchError, ReadError
from noticewatch.evaluate import FIELDS, IS_INCIDENT, Evaluation
from noticewatch.evaluate import evaluate as evaluated
from noticewatch.extract import extract
from noticewatch.read import read_bytes
from noticewatch.render.terminal import print_table, progress, safe

NEEDED = frozenset({"id", "verdict", *FIELDS})


@click.command(
    short_help="How well facts are found, against gold facts.",
    epilog="""\b
Examples:
  noticewatch evaluate gold.jsonl --texts texts/            each text is texts/ID.txt, texts/ID.html, …
  noticewatch evaluate gold.jsonl --texts texts/ --misses   every value that is wrong
""",
)
@click.argument("gold_path", metavar="GOLD.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--texts", required=True, metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="List every value that is wrong.")
@json_option
def evaluate(gold_path: Path, texts: Path, misses: bool, as_json: bool) -> int:
    """Extract DIR/ID.* for each line of GOLD.jsonl and compare: precision, recall and F1 a field."""
    gold = _gold(gold_path)
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
            rows = [[m.document, m.field, _shown(m.got), _shown(m.want)] for m in results["all"].misses]
            print_table(["document", "field", "found", "gold"], rows, title="misses")
    for name in absent:
        click.echo(f"noticewatch: {name}: no text in {texts}", err=True)
    return 1 if absent else 0


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
    rows = []
    for field_name in (IS_INCIDENT, *FIELDS):
        score = result.scores[field_name]
        figures = [_figure(score.precision), _figure(score.recall), _figure(score.f1)]
        rows.append([field_name, *figures, str(score.hits), str(score.extra), str(score.missed)])
    rows.append(["macro F1", "", "", _figure(result.macro_f1), "", "", ""])
    click.secho(f"{safe(name)}: {result.documents} documents", bold=True)
    print_table(["field", "precision", "recall", "F1", "right", "extra", "missed"], rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _as_json(result: Evaluation, misses: bool) -> dict[str, Any]:
    fields = {
        name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "right": s.hits, "extra": s.extra, "missed": s.missed}
        for name, s in result.scores.items()
    }
    made: dict[str, Any] = {"documents": result.documents, "macro_f1": result.macro_f1, "fields": fields}
    listed = [{"document": m.document, "field": m.field, "found": m.got, "gold": m.want} for m in result.misses]
    return made | ({"misses": listed} if misses else {})


def _shown(value: Any) -> str:
    return "–" if value in (None, []) else value if isinstance(value, str) else codec.dumps(value)
