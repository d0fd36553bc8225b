"""What is kept: the state of each source, what it listed, the notices with their versions, incidents, and what waits to be sent.

Words like `model`; imports it, `judgements` and the standard library only. Each value here is a row of the database, seen from
the core.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from noticewatch.judgements import Judged, KeptMark
from noticewatch.model import Change, Document, Event, Extraction, Facts, Json, Reason, Severity, SourceKind, Validators, Watch

ItemState = Literal["listed", "pending", "read"]
HealthState = Literal["", "OK", "DEGRADED", "SUSPECT", "FAILED", "STALE"]
DeliveryState = Literal["due", "done", "dead", "untold", "grouped"]


def derived_id(prefix: str, *parts: str) -> str:
    """An id that follows from what it names, so that it is the same however often it is made.

    >>> derived_id("evt", "notice.new", "ntc_1") == derived_id("evt", "notice.new", "ntc_1")
    True
    """
    return f"{prefix}_{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Health:
    """What a check says of a source; `code` names the reason's kind. A check that does not prove what the source shows is bad.

    `values`: the reason's numbers and words, for whoever tells of it in another language than the reason's.
    """

    state: HealthState = "OK"
    code: str = ""
    reason: str = ""
    proves: bool = True
    values: Mapping[str, int | str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a source's page showed when it was last good: enough to see that something of it is missing.

    `counts`: items at the last reads; `dated`: share of items with a date; `keys`, `titles`: marks of each item's address and
    title, from the list's top; `newest`: the newest item's day; `gap`: days between two items, usually. `name`: the mark of what
    the page calls itself; `whole`: it ended as a whole page does; `named`: share of items that a title of their own tells apart;
    `kana`: share of kana in the titles' letters; `fresh`: the day on which it last showed what it had not shown before.
    A page that is one notice has the lines of its text in the place of items.
    """

    kind: str = ""
    counts: tuple[int, ...] = ()
    dated: float = 0.0
    keys: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    newest: str | None = None
    gap: int | None = None
    name: str = ""
    whole: bool = False
    named: float = 0.0
    kana: float = 0.0
    fresh: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """That a source's health became this at a moment, until its next span; `begins`: see `begun`."""

    source_id: str
    since: datetime
    health: Health
    begins: datetime | None = None

    @property
    def begun(self) -> datetime:
        """From when on it counts: from the look before (`begins`), for what was found to be worse than it was then."""
        return self.begins or self.since


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of our own side that was told and is not over: `network`, `schedule`; `values` (see `Health`) are not kept."""

    name: str
    since: datetime
    reason: str
    code: str = field(default="", compare=False)
    values: Mapping[str, int | str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source between two checks.

    `failures` counts bad checks in a row; `told_failing` is set between `source.failing` and `source.recovered`;
    `baseline_at` is when the first good check ended, None before; `full_at` when last read without validators. `error` is why the
    state is not OK, `code` that reason's kind, `answer` the last body's hash while it proves nothing.
    """

    id: str
    url: str
    kind: SourceKind = "auto"
    validators: Validators = Validators()
    body_sha: str = ""
    items: int = 0
    checked_at: datetime | None = None
    good_at: datetime | None = None
    full_at: datetime | None = None
    next_check_at: datetime | None = None
    baseline_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    told_failing: bool = False
    error: str = ""
    state: HealthState = ""
    code: str = ""
    shape: Shape = Shape()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """One link of a source's list. `listed`: kept by address and title only; `pending`: to be read; `read`: it is a notice.

    `baseline`: it stood on the list at the source's first check. `retry_at`: not before, after failed attempts.
    `error`: why it could not be read, where that counts against the source.
    """

    source_id: str
    key: str  # the canonical address
    url: str
    title: str
    published: str | None
    first_seen_at: datetime
    state: ItemState
    baseline: bool = False
    attempts: int = 0
    retry_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A notice's text as it was read at one time, and what was found in it by which extractor.

    `found`: what the extractor says, where a person judged otherwise; `extraction` is what holds.
    """

    notice_id: str
    number: int
    seen_at: datetime
    title: str
    text: str
    text_sha: str
    extraction: Extraction
    extractor: str
    left_out: str = ""  # what of its document was not read
    found: Extraction | None = None

    @property
    def page_says(self) -> Facts:
        """What the extractor finds in the text, whatever a person judged."""
        return (self.found or self.extraction).facts


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file in which a notice stands, as it was last read; `body_sha` "" for one that gave no answer."""

    url: str
    validators: Validators = Validators()
    body_sha: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One announcement: where it stands, when it is looked at again, which of its versions stands there now.

    `address` is its identity: the canonical URL, with `#key` for a post without a permalink. `own_page` is false for posts and
    single pages, which are read with their source. `told`: a `notice.new` was made for it. `baseline`: first seen at its source's
    first check. `gone_at`: since when its page says that it is no longer there; `withdrawn`: the number of the
    version whose withdrawal was found by a second look, while its site lived; 0 for none. `wavering`: sentences that came or went
    at the last look, and those that come and go at each (see `steady`). `watch`: the organizations of the registers that its text
    was about when it was last read. `judged`: what a
    person said of its facts, which `facts` has already.
    """

    id: str
    source_id: str
    address: str
    url: str
    title: str
    published: str | None
    first_seen_at: datetime
    changed_at: datetime
    looked_at: datetime
    next_look_at: datetime | None
    current: int
    versions: int
    facts: Facts
    own_page: bool = True
    told: bool = False
    baseline: bool = False
    incident_id: str | None = None
    validators: Validators = Validators()
    body_sha: str = ""
    failures: int = 0
    error: str = ""
    gone_at: datetime | None = None
    withdrawn: int = 0
    wavering: tuple[str, ...] = ()
    files: tuple[FileMark, ...] = ()
    watch: tuple[Watch, ...] = ()
    judged: Judged = field(default_factory=dict)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its page is gone, and was found so twice."""
        return self.gone_at is not None and self.withdrawn == self.current


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """A notice with what a new reading of it is compared against."""

    notice: Notice
    version: Version  # the current one
    shas: Mapping[str, int]  # of the texts of all its versions, with their numbers


@dataclass(frozen=True, slots=True)
class Member:
    """A notice as incident linking sees it; a new one has no incident yet.

    `pointed`: it and the notice in question name each other's address, or one the other's; `named`: the keys of parties and
    services of the one that stand in the other's text. `apart`: the incidents that it was split off from by hand.
    """

    notice_id: str
    incident_id: str
    address: str
    title: str
    facts: Facts
    first_seen_at: datetime
    published: str | None = None
    pointed: bool = False
    named: frozenset[str] = frozenset()
    apart: tuple[str, ...] = ()
    told: bool = False
    watch: tuple[Watch, ...] = ()


def member_of(notice: Notice) -> Member:
    """A notice as incident linking sees it."""
    incident_id, first_seen_at = notice.incident_id or "", notice.first_seen_at
    return Member(notice.id, incident_id, notice.address, notice.title, notice.facts, first_seen_at, notice.published)


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """That a notice tells of an incident, and why that was concluded."""

    incident_id: str
    notice_id: str
    reasons: tuple[Reason, ...]
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one channel.

    `held`: how often the receiver asked to be asked later; `body`: what every attempt sends, made before the first one for
    `made_for`, the channel's kind and whether it is the short form; None where nothing was made or is needed any more. One that
    is `untold` is not to be sent at all, and `last_error` says why; the message of the event `grouped_in` counts it. One that is
    `grouped` is told by the event `grouped_in`, whose delivery stands for it. `unsure`: an attempt may have been accepted
    without an answer.
    """

    event_id: str
    channel: str
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime
    created_at: datetime
    last_status: int | None = None
    last_error: str = ""
    done_at: datetime | None = None
    plain: bool = False  # the receiver refused the rich form: send the short one
    held: int = 0
    body: bytes | None = None
    made_for: str = ""
    grouped_in: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A channel's own state: paused by the receiver's word, or held back by its Retry-After.

    `down_at`, `back_at`: from when to when it last took nothing.
    """

    name: str
    paused_at: datetime | None = None
    reason: str = ""
    not_before: datetime | None = None
    success_at: datetime | None = None
    failing_since: datetime | None = None
    told_failing: bool = False
    down_at: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Where an incident's messages stand in a Slack channel: beneath the message of this `ts`.

    `channel` is Slack's id of the channel; `severity` the gravest that was told there.
    """

    channel: str
    incident_id: str
    ts: str
    severity: Severity
    used_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one event in every format, as it was drawn when it was published: it stays so.

    All is plain text but for `body`, which is safe HTML. `tags` are (what it is, word): `type`, `severity`, `incident`, `tag`.
    `told` is the event as the webhook tells it, without its diff; `related` are addresses of the same incident's other notices.
    """

    id: str
    title: str
    body: str
    time: datetime
    url: str
    author: str
    tags: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()
    told: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """One notice as a check has just read it; `landed`: where passing redirects led, if they did; `found`: as a version's."""

    document: Document
    extraction: Extraction
    address: str
    own_page: bool
    validators: Validators = Validators()
    body_sha: str = ""
    landed: str = ""
    files: tuple[FileMark, ...] = ()
    found: Extraction | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version says otherwise: the facts, and the texts as a unified diff.

    `came`, `gone`: the whole sentences, where no fact differs. `note`: as `Event.correction_note`.
    """

    changes: tuple[Change, ...]
    diff: str
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    note: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from something seen, stored in one transaction or not at all."""

    source: SourceState | None = None
    items: tuple[KnownItem, ...] = ()
    notice: Notice | None = None
    version: Version | None = None
    aliases: tuple[tuple[str, str], ...] = ()  # address → notice id
    link: IncidentLink | None = None
    links: tuple[str, ...] = ()  # the addresses that the version names
    events: tuple[Event, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    spans: tuple[Span, ...] = ()
    fault: Fault | None = None
    fault_over: str = ""  # a fault's name
    mark: KeptMark | None = None  # that holds from now on
