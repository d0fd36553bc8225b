"""`python -m noticewatch`: the command line."""

from noticewatch.cli import main

main()
