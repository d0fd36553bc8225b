"""Tables and progress on a terminal and in a pipe."""

from __future__ import annotations

import io
import sys

import pytest
from rich.cells import cell_len

from event_samples import HOSTILE
from noticewatch.render.terminal import print_fitted, print_table, progress, safe, steps


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_aligned_columns_a_row_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["id", "name", "state"], [["a", "月見野市", "ok"], ["long-id", "B\nC", ""], ["x"]], title="sources")
    assert capsys.readouterr().out == "id       name      state\na        月見野市  ok\nlong-id  B C\nx\n"


def test_a_terminal_gets_a_table_that_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "dumb")
    print_table(["[red]名前[/red]", "題"], [["[/x] 月見野市", "[link=https://x.example]押す"]], title="[bold]表")
    print_table(["a"], [])
    shown = out.getvalue()
    for words in ("[red]名前[/red]", "[/x] 月見野市", "[link=https://x.example]押す", "[bold]表"):
        assert words in shown


def test_a_pipe_gets_cells_parted_by_tabs_and_uncut(capsys: pytest.CaptureFixture[str]) -> None:
    print_fitted(["id", "found", "gold"], [["a", "x" * 300, "B\tC"]])
    assert capsys.readouterr().out == "id\tfound\tgold\na\t" + "x" * 300 + "\tB C\n"


@pytest.mark.parametrize(
    ("found", "gold"), [("長い" * 50, "短い"), ("短い", "長い" * 50), ("長い" * 50, "永い" * 50), ("短い", "永い")]
)
def test_a_terminal_gets_lines_of_its_width_with_every_column(monkeypatch: pytest.MonkeyPatch, found: str, gold: str) -> None:
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "dumb")
    print_fitted(["document", "field", "found", "gold"], [["document-" * 9, "cause", found, gold]])
    [head, line] = out.getvalue().splitlines()
    assert head.split() == ["document", "field", "found", "gold"]
    assert max(cell_len(head), cell_len(line)) <= 60
    assert found[:2] in line
    assert gold[:2] in line


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_moves_no_cursor(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["title"], [[text]])
    out = capsys.readouterr().out
    assert out.count("\n") == 2
    assert "\x1b" not in out
    assert safe(text).isprintable()


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2, "checking") as step:
        step()
    assert capsys.readouterr().err == ""


def test_progress_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "90")
    with progress(2, "check [/x]\x1b[31m") as step:
        step()
        step()
    assert "check [/x] [31m" in err.getvalue() or "check [/x][31m" in err.getvalue()
    assert "2/2" in err.getvalue()


def test_steps_grow_by_what_is_expected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with steps("reading") as silent:
        silent.expect(2)
        silent.done()
    assert capsys.readouterr().err == ""
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "90")
    with steps("reading") as bar:
        bar.expect(1)
        bar.expect(2)
        for _ in range(3):
            bar.done()
    assert "3/3" in err.getvalue()
