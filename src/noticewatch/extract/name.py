"""An organization's name where it stands in a text.

Core; imports names. The engines of both languages give these.
"""

from __future__ import annotations

from dataclasses import dataclass

from noticewatch.names import organization_key


@dataclass(frozen=True, slots=True)
class Name:
    """An organization's name with its half-open place in the folded text; `sure` when its form says that it is one."""

    start: int
    end: int
    text: str
    sure: bool
    stands_for: str = ""  # the key of the long name that a text gives a short one to: NAME ("ALIAS")

    @property
    def key(self) -> str:
        """What two spellings of the name share."""
        return self.stands_for or organization_key(self.text)
