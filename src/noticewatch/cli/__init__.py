"""The command line: each group's commands in a module of its own, loaded only when it is asked for.

Shell. Exit codes everywhere: 0 done, 1 done but something failed (named on stderr), 2 the command line or the configuration is
wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

import click

from noticewatch import __version__
from noticewatch.errors import ConfigError, NoticewatchError

COMMANDS = {
    "run": "work:run",
    "check": "work:check",
    "reload": "work:reload",
    "extract": "extracting:extract",
    "evaluate": "evaluating:evaluate",
    "sources": "sources:sources",
    "notices": "notices:notices",
    "incidents": "incidents:incidents",
    "judgements": "judgements:judgements",
    "alerts": "alerts:alerts",
    "coverage": "coverage:coverage",
    "report": "monthly:report",
    "config": "work:config",
    "demo": "work:demo",
}
LATER = ("init", "doctor")  # promised, and not in this version


class LazyGroup(click.Group):
    """Commands by name, imported when used: `--version` and `--help` of one command stay fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in LATER:
            raise click.UsageError(f"`noticewatch {cmd_name}` is not in this version ({__version__}) yet.")
        return _imported(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None


class PartGroup(click.Group):
    """A group some of whose commands have modules of their own."""

    def __init__(self, *args: object, parts: Mapping[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.parts = parts or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *self.parts]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _imported(self.parts[cmd_name]) if cmd_name in self.parts else super().get_command(ctx, cmd_name)


def _imported(place: str) -> click.Command:
    module, name = place.split(":")
    command: click.Command = getattr(import_module(f"noticewatch.cli.{module}"), name)
    return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="""\b
Examples:
  noticewatch demo                                see it work, without any network
  noticewatch --config sources.toml config check  every mistake in a configuration
  noticewatch --config sources.toml check         one pass over all sources now
  noticewatch --config sources.toml run           the daemon
""",
)
@click.version_option(__version__, prog_name="noticewatch")
@click.option(
    "--config",
    "config_option",
    metavar="PATH",
    help="The configuration. Default: $NOTICEWATCH_CONFIG, else config/sources.toml, else /etc/noticewatch/sources.toml.",
)
@click.pass_context
def cli(context: click.Context, config_option: str | None) -> None:
    """Watch the pages where organizations announce security incidents, and tell what they say."""
    context.obj = config_option


def main() -> None:
    """The console script."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except ConfigError as problem:
        for one in problem.problems:
            click.echo(f"noticewatch: {one}", err=True)
        sys.exit(2)
    except NoticewatchError as problem:
        click.echo(f"noticewatch: {problem}", err=True)
        sys.exit(1)
    except SystemExit as stop:
        # click ends with 1 where the reader of a pipe (`| head`) has seen enough, which is no failure.
        sys.exit(0 if isinstance(stop.__context__, BrokenPipeError) else stop.code)
    sys.exit(code if isinstance(code, int) else 0)
