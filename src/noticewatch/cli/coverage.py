"""`coverage`: when each source could be read and when not, as a proof that can be worked out anew from the rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import click

from noticewatch.cli.common import configuration, json_option, print_json, reading, short_time, shown_time
from noticewatch.clock import Clock
from noticewatch.config import Config
from noticewatch.config.durations import spoken
from noticewatch.coverage import LIGHTS, Blindness, Coverage, SourceCoverage, Stretch, blindnesses
from noticewatch.render.months import share
from noticewatch.render.sheet import MARK, Cell, csv_line
from noticewatch.render.terminal import print_pairs, print_table

USUAL = timedelta(days=30)
MOST_SHOWN = 20  # blind times in the table, the longest; --json and --csv hold all
DAY = timedelta(days=1)
CSV_COLUMNS = ("source", "name", "from", "to", "seconds", "light", "state", "code", "reason")


@click.command(
    short_help="When each source could be read and when not.",
    epilog="""\b
Examples:
  noticewatch coverage                                      the last 30 days
  noticewatch coverage --from 2026-10-01 --to 2026-10-31    October, both days included
  noticewatch coverage --from 2026-10-01T08:00+09:00 --json all stretches, for programs
  noticewatch coverage --csv > coverage.csv                 a row a stretch
docs/coverage.md says what this proves and what not, and has it as SQL.
""",
)
@click.option(
    "--from", "begin", default="", metavar="WHEN", help="A day, or a moment (RFC 3339). Default: 30 days before the end."
)
@click.option("--to", "end", default="", metavar="WHEN", help="A day, which is included, or a moment. Default: now.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: a row a stretch, those that were OK too.")
@click.pass_context
def coverage(context: click.Context, begin: str, end: str, as_json: bool, as_csv: bool) -> None:
    """Show when what each source held was proved, doubtful, or not known (blind), and why."""
    if as_json and as_csv:
        raise click.UsageError("--json or --csv, not both.")
    config, now = configuration(context), Clock().now()
    since, until = period(begin, end, config, now)
    from noticewatch.store import coverage as asked

    with reading(config) as db:
        found = asked.coverage(db, config, since, until, now)
    if as_json:
        print_json(coverage_json(found, config))
    elif as_csv:
        click.echo(_csv(found, config), nl=False)
    else:
        _print(found, config)


def period(begin: str, end: str, config: Config, now: datetime) -> tuple[datetime, datetime]:
    """From when to when: days in the configured zone, the last one whole. Raises click.UsageError."""
    until = _moment("--to", end, config, DAY) if end else now
    since = _moment("--from", begin, config, timedelta()) if begin else until - USUAL
    if since >= until:
        raise click.UsageError("--from must lie before --to.")
    if since >= now:
        raise click.UsageError("--from lies in the future.")
    return since, until


def _moment(option: str, written: str, config: Config, more: timedelta) -> datetime:
    """`more`: what is added to a whole day."""
    zone = config.settings.timezone
    try:
        if len(written) <= len("2026-11-20"):
            day = date.fromisoformat(written) + more
            return datetime(day.year, day.month, day.day, tzinfo=zone)
        moment = datetime.fromisoformat(written)
    except (ValueError, OverflowError):
        raise click.UsageError(
            f"{option} {written}: neither a day such as 2026-11-20 nor a moment such as 2026-11-20T09:00+09:00."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def coverage_json(found: Coverage, config: Config) -> dict[str, object]:
    """All of it for programs; lengths are whole seconds."""
    return {
        "from": shown_time(found.since, config),
        "to": shown_time(found.until, config),
        "totals": {light: _seconds(found.lasted(light)) for light in LIGHTS},
        "longest_blind": _blind_json(found.longest, config),
        "stopped": [{"from": shown_time(begins, config), "to": shown_time(ends, config)} for begins, ends in found.stopped],
        "sources": [_source_json(one, config) for one in found.sources],
        "registered": found.registered,
        "without_source": [
            {"register": one.register, "id": one.id, "name": one.name, "tier": one.tier, "owner": one.owner}
            for one in found.unwatched
        ],
        "read": dict(found.unread.read),
        "told": dict(found.unread.told),
        "untold": dict(found.unread.untold),
        "titles_only": found.unread.titles,
    }


def _source_json(one: SourceCoverage, config: Config) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "configured": one.configured,
        "watched_from": shown_time(one.stretches[0].begins, config) if one.stretches else None,
        **{light: _seconds(one.lasted(light)) for light in LIGHTS},
        "longest_blind": _blind_json(one.longest, config),
        "spans": [
            {
                "from": shown_time(stretch.begins, config),
                "to": shown_time(stretch.ends, config),
                "seconds": _seconds(stretch.lasted),
                "light": stretch.light,
                "state": stretch.health.state,
                "code": stretch.health.code,
                "reason": stretch.health.reason,
            }
            for stretch in one.stretches
        ],
    }


def _blind_json(one: Blindness | None, config: Config) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "source": one.source_id,
        "from": shown_time(one.begins, config),
        "to": shown_time(one.ends, config),
        "seconds": _seconds(one.lasted),
        "reasons": list(one.reasons),
    }


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


def _csv(found: Coverage, config: Config) -> str:
    rows = [_csv_row(source, one, config) for source in found.sources for one in source.stretches]
    return MARK + "".join(map(csv_line, (CSV_COLUMNS, *rows)))


def _csv_row(source: SourceCoverage, one: Stretch, config: Config) -> tuple[Cell, ...]:
    begins, ends = shown_time(one.begins, config), shown_time(one.ends, config)
    health = one.health
    return (source.id, source.name, begins, ends, _seconds(one.lasted), one.light, health.state, health.code, health.reason)


def _print(found: Coverage, config: Config) -> None:
    sources = sorted(found.sources, key=lambda one: (-one.lasted("blind"), -one.lasted("doubtful")))
    print_table(
        ["source", "OK", "doubtful", "blind", "longest blind", "since", "note"],
        [_row(one, config) for one in sources],
        title=f"{short_time(found.since, config)} to {short_time(found.until, config)}",
    )
    blind = [one for source in found.sources for one in blindnesses(source.stretches)]
    blind.sort(key=lambda one: (-one.lasted, one.begins))
    if blind:
        sys.stdout.write("\n")
        rows = [
            [
                one.source_id,
                short_time(one.begins, config),
                short_time(one.ends, config),
                spoken(one.lasted),
                "; ".join(one.reasons),
            ]
            for one in blind[:MOST_SHOWN]
        ]
        print_table(["source", "blind from", "to", "lasted", "why"], rows)
        if len(blind) > MOST_SHOWN:
            click.echo(f"and {len(blind) - MOST_SHOWN} shorter ones: --json and --csv hold all")
    sys.stdout.write("\n")
    print_pairs(_totals(found, config))


def _row(one: SourceCoverage, config: Config) -> list[str]:
    longest = one.longest
    lengths = [spoken(one.lasted(light)) if one.lasted(light) else "–" for light in ("doubtful", "blind")]
    since = short_time(one.stretches[0].begins, config) if one.stretches else "–"
    return [
        one.id,
        share(one, "ok"),
        *lengths,
        spoken(longest.lasted) if longest else "–",
        since,
        "" if one.configured else "no longer configured",
    ]


def _totals(found: Coverage, config: Config) -> list[tuple[str, str]]:
    longest, unread = found.longest, found.unread
    pairs = [(f"{light} in all", f"{spoken(found.lasted(light))} ({share(found, light)})") for light in LIGHTS]
    if longest:
        pairs.append(
            ("longest blind", f"{longest.source_id}, {spoken(longest.lasted)} from {short_time(longest.begins, config)}")
        )
    pairs += [
        ("nothing ran", f"{short_time(begins, config)} to {short_time(ends, config)} ({spoken(ends - begins)})")
        for begins, ends in found.stopped
    ]
    if found.registered:
        names = ", ".join(f"{one.name} ({one.id})" for one in found.unwatched[:MOST_SHOWN])
        rest = len(found.unwatched) - MOST_SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        pairs.append(
            ("no source of its own", f"{len(found.unwatched)} of {found.registered} registered: {names or 'none'}{more}")
        )
    pairs.append(("read", _counted(unread.read)))
    pairs.append(("read and not told", _counted(unread.untold)))
    pairs.append(("titles only", f"{unread.titles} links whose title rules out an incident"))
    return pairs


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts) or "nothing"
