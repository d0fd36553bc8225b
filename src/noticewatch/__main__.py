"""`noticewatch` and `python -m noticewatch`: the command line, in a process that looks twice at where it connects to."""

from noticewatch.belt import wear
from noticewatch.cli import main as command_line


def main() -> None:
    """The console script."""
    wear()
    command_line()


if __name__ == "__main__":
    main()
