"""Names of organizations as one compares them: without widths, case, blanks and legal forms; and other spellings of them.

Words; imports the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_LEGAL_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|社会福祉法人|医療法人社団|医療法人財団"
    r"|社会医療法人|医療法人|学校法人|独立行政法人|国立大学法人|公立大学法人|地方独立行政法人|特定非営利活動法人|npo法人"
    r"|\((?:株|有|同|一社|一財|公社|公財|学|医|福)\)"
    r"|,?\s{0,9}\b(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|pllc|llp|lp|plc|gmbh|ag|sa|bv|nv|pty|kk)\b\.?"
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_HIRAGANA = re.compile("[ぁ-ゖー]+")


@lru_cache(maxsize=4096)
def organization_key(name: str) -> str:
    """What two spellings of one organization's name share; "" for a name that is nothing but a legal form.

    >>> organization_key("株式会社Ｙ４．ｃｏｍ") == organization_key("Y4.com㈱")
    True
    >>> organization_key("Acme Widgets, Inc.")
    'acmewidgets'
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_LETTERS.sub("", _LEGAL_FORMS.sub("", folded))


def plain_name(name: str) -> str:
    """A name without its legal forms, its words kept apart.

    >>> plain_name("株式会社Ｙ４．ｃｏｍ"), plain_name("Acme Widgets, Inc.")
    ('y4.com', 'acme widgets')
    """
    return _LEGAL_FORMS.sub("", unicodedata.normalize("NFKC", name).casefold()).strip(" ,")


def matchable_fault(name: str) -> str:
    """Why a name is too short to be looked for in a text, "" where it is not; a legal form that it bears makes it longer.

    >>> matchable_fault("X"), matchable_fault("株式会社"), matchable_fault("HP"), matchable_fault("株式会社東")
    ('is too short to be told from other words', 'is no name but a legal form', '', '')
    """
    key = organization_key(name)
    if not key:
        return "is no name but a legal form" if _NOT_LETTERS.sub("", name) else "has no letter"
    if key.isdigit():
        return "is a number: write the name of which it is a part"
    least = 3 if _HIRAGANA.fullmatch(key) else 2
    whole = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", name).casefold())
    if len(key) < least and len(whole) <= len(key) + 1:
        return "is too short to be told from other words"
    return ""


def same_organization(one: str, other: str) -> bool:
    """Whether two names are one organization's: equal keys.

    >>> same_organization("(株)北の灯", "株式会社北の灯")
    True
    """
    key = organization_key(one)
    return bool(key) and key == organization_key(other)


class Spellings:
    """The names under which organizations are known besides their own; each group stands for one organization.

    >>> known = Spellings([("株式会社北の灯", "Kitanohi Lighting", "KNH")])
    >>> known.key("Kitanohi Lighting Co., Ltd.") == known.key("北の灯（株）")
    True
    >>> known.names("knh")
    ('株式会社北の灯', 'Kitanohi Lighting', 'KNH')
    """

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups = {organization_key(name): tuple(group) for group in groups for name in group}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spellings) and self._groups == other._groups

    def __hash__(self) -> int:
        return hash(tuple(self._groups.items()))

    def key(self, name: str) -> str:
        """What all spellings of a name share; "" for a name that is nothing but a legal form."""
        key = organization_key(name)
        group = self._groups.get(key)
        return organization_key(group[0]) if group else key

    def names(self, name: str) -> tuple[str, ...]:
        """All spellings of a name, the configured ones; the name alone where it is in no group."""
        return self._groups.get(organization_key(name), (name,))

    def all_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """All spellings of some names, each once."""
        return tuple(dict.fromkeys(spelling for name in names for spelling in (name, *self.names(name))))


NO_SPELLINGS = Spellings()
