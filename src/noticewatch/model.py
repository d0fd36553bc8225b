"""The words of noticewatch as values: what is read, what is found in it, what is told.

Imports the standard library, `judgements` and `weekly`. Every value is frozen; every vocabulary is closed, and is the one of the
facts' schema and of the webhook's contract. Dates that may lack a day or a month are ISO strings (`2023-12-10`, `2017-03`,
`2014`); moments are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from noticewatch.judgements import FoundAnew, Mark
from noticewatch.weekly import Missed, Week

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Verdict = Literal["incident", "roundup", "guidance", "other", "unclassified"]
Stage = Literal["initial", "update", "final"]
Cause = Literal[
    "unauthorized_access", "ransomware", "malware", "phishing", "misconfiguration", "misdelivery", "publication_error",
    "loss", "theft", "insider", "system_error", "improper_disposal", "under_investigation", "other",
]  # fmt: skip
Unit = Literal["person", "record", "account", "email", "card", "file", "household", "organization", "device", "other"]
Qualifier = Literal["exact", "up_to", "about", "at_least"]
Scope = Literal["total", "part"]
Exposure = Literal["confirmed", "possible", "none"]
DataType = Literal[
    "name", "address", "phone", "email", "date_of_birth", "age", "gender", "password", "password_hash", "login_id",
    "credit_card", "bank_account", "national_id", "insurance_number", "drivers_license", "passport", "health", "biometric",
    "employment", "education", "family", "salary_or_income", "transaction", "device_id", "location", "photo", "customer_id",
    "correspondence", "other",
]  # fmt: skip
Regulator = Literal[
    "ppc_japan", "police", "fbi", "ico_uk", "state_attorney_general", "hhs_ocr", "oaic_australia", "other_authority"
]
Misuse = Literal["not_observed", "observed"]
ContactKind = Literal["phone", "email", "url"]
Group = Literal[
    "customer", "employee", "applicant", "citizen", "patient", "student", "member", "business_partner", "shareholder", "other"
]
Notified = Literal["done", "planned"]
Sector = Literal[
    "healthcare", "local_government", "national_government", "education", "finance", "retail", "manufacturing", "it",
    "utilities", "transport", "media", "nonprofit", "other",
]  # fmt: skip
How = Literal["stated", "derived", "judged"]
Severity = Literal["low", "medium", "high", "critical"]
WatchRole = Literal["announcer", "vendor", "party", "mentioned"]
WatchBy = Literal["name", "alias", "product", "parent", "domain"]
EventType = Literal[
    "notice.new", "notice.changed", "notice.withdrawn", "source.failing", "source.recovered", "incident.linked",
    "channel.failing", "channel.recovered", "system.failing", "system.recovered", "summary", "test",
]  # fmt: skip
SummaryKind = Literal["storm", "digest", "quiet", "rate", "late"]
SourceKind = Literal["auto", "listing", "page", "posts", "feed", "sitemap", "pdf"]


# What is fetched


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it again with, kept to the letter (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer of status 200: `url` is where it was found in the end, `requested` what was asked for."""

    requested: str
    url: str
    media_type: str  # lower case, without parameters; "" where the server named none
    charset: str  # the header's label as sent; "" where it named none
    body: bytes  # decoded from its content coding
    validators: Validators = Validators()
    moved: bool = False  # every redirect on the way was permanent (301, 308), and there was one


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: what was read with these validators still stands."""

    requested: str


# What is read


@dataclass(frozen=True, slots=True)
class Item:
    """One link of a list of notices; `published` is the list's own date for it."""

    url: str
    title: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One notice's text as read. Offsets everywhere are code points of `text`, half-open.

    `text` begins with the title on a line of its own. `key` tells posts of one page apart ("" for a page that is one notice);
    `post` says that it stood among others on a page, as collectors' posts do.
    """

    url: str
    title: str
    text: str
    published: str | None = None  # as the page's furniture says it (date line, meta data), not as its sentences do
    publisher: str | None = None  # the site's own name, as the page gives it
    key: str = ""
    post: bool = False
    left_out: str = ""  # what of it was not read ("3 of 5 pages without text"), for whoever runs the watch; "" for nothing
    files: tuple[str, ...] = ()  # the PDFs in which it stands, where its page only leads to them
    links: tuple[str, ...] = ()  # canonical addresses that its own part of the page links to


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer holds: a list's items (newest first) or the documents themselves; a feed may hold both.

    `next_page` is where a list goes on; `further` are lists to be read for items of their own (a sitemap index's sitemaps, newest
    first). `left_out` says what was not taken ("500 of 2,500 entries, the oldest"); "" for nothing. `name` is what the page or
    feed calls itself; `whole` that it ends as a whole one does.
    """

    kind: SourceKind
    items: tuple[Item, ...] = ()
    documents: tuple[Document, ...] = ()
    further: tuple[Item, ...] = ()
    next_page: str = ""
    left_out: str = ""
    name: str = ""
    whole: bool = True


# What is found


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact: `text[start:end] == quote`, 300 characters at most.

    `value` is set for list fields: which of the list's values this piece proves. What a person judged has an empty quote, and
    `by` is who.
    """

    quote: str
    start: int
    end: int
    how: How = "stated"
    value: Json = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what; `derived` where it was summed."""

    value: int
    unit: Unit
    qualifier: Qualifier = "exact"
    scope: Scope = "part"
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """The desk named for questions about the incident."""

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a version states: the fields of the facts' schema, in its order. `None` or empty: the text does not say."""

    language: str = "und"
    verdict: Verdict = "unclassified"
    stage: Stage | None = None
    organization: str | None = None
    vendor: str | None = None
    cause: Cause | None = None
    affected: tuple[Count, ...] = ()
    affected_headline: Count | None = None
    exposure: Exposure | None = None
    data_types: tuple[DataType, ...] = ()
    data_types_excluded: tuple[DataType, ...] = ()
    occurred_start: str | None = None
    occurred_end: str | None = None
    discovered: str | None = None
    published: str | None = None
    regulators: tuple[Regulator, ...] = ()
    misuse: Misuse | None = None
    contacts: tuple[Contact, ...] = ()
    services: tuple[str, ...] = ()
    affected_groups: tuple[Group, ...] = ()
    pending: tuple[str, ...] = ()
    notified: Notified | None = None
    sector: Sector | None = None
    entries: int | None = None


EvidenceMap: TypeAlias = Mapping[str, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of one document, the words that prove each, and why the verdict is what it is (for `--explain`)."""

    facts: Facts
    evidence: EvidenceMap = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


# What is told


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The source an event came through, as it was configured when the event was made."""

    id: str
    name: str
    url: str
    tags: tuple[str, ...] = ()
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeRef:
    """The notice an event is about, at the version it tells of."""

    id: str
    url: str
    title: str
    published: str | None
    first_seen: datetime
    version: int


@dataclass(frozen=True, slots=True)
class IncidentRef:
    """The incident a notice belongs to, as it stood when the event was made; `counts`: what each organization tells.

    `further`: how many further notices of it a channel was not told since its last message; of one channel's message only.
    """

    id: str
    notices: int
    organizations: tuple[str, ...]
    counts: tuple[Count | None, ...] = ()
    further: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs between two versions; the values as the schema's JSON has them."""

    field: str
    old: Json
    new: Json


@dataclass(frozen=True, slots=True)
class Covered:
    """One event that a summary stands for; `line` is line one of its own message, in the words of the summary's channel."""

    id: str
    type: EventType
    severity: Severity
    line: str
    organization: str = ""
    incident: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the notices of one incident say together.

    `organizations`: how many told of it, the vendor not among them; `counted` of them give a number, `silent` none; `known` is
    the sum of these numbers, a unit each. `vendor_says` is the vendor's own number, which is in no sum.
    """

    organizations: int
    counted: int
    silent: int
    known: tuple[Count, ...] = ()
    vendor: str | None = None
    vendor_says: Count | None = None
    cause: Cause | None = None
    sector: Sector | None = None  # of all who told
    data_types: tuple[DataType, ...] = ()
    misuse: Misuse | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an event of type `summary` stands for: a group of a channel's events, told as one.

    `count`: how many there are, `levels`: how many of each severity, gravest first; `events` are the most important of them,
    those first. `since`: from when on they were gathered; `next_at`: when the next summary may come. `tally` is a storm's.
    `further`: of each incident how many further notices were not told on the channel, as they add no facts.
    """

    kind: SummaryKind
    count: int
    levels: tuple[tuple[Severity, int], ...]
    events: tuple[Covered, ...]
    since: datetime
    next_at: datetime | None = None
    tally: Tally | None = None
    further: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of an event's severity: a fact's name (`unknown` for what is not known) with what it says, as JSON has it."""

    code: str
    value: Json


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a source, a channel or our own side, or was, as values.

    `about`: the channel's name, or our own fault's; `checks`: bad ones in a row; `good_at`: the last that proved something.
    `code` names the reason's kind, `values` what belongs to it (the items that are left, how many they usually are, the status).
    """

    since: datetime
    code: str
    about: str = ""
    checks: int = 0
    good_at: datetime | None = None
    values: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """An organization of a register that an event is about; `matched`: the declared words, `by`: what they are to it.

    `quote`: the page's own words around them, 300 characters at most; "" where none stand there (`domain`, a blind source).
    """

    register: str
    id: str
    name: str
    role: WatchRole
    matched: str
    by: WatchBy
    tier: str = ""
    owner: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something worth telling, made once; its id is derived from what it tells.

    Of a change: `seen_before` is the last look that saw the old text, `correction_note` whether what came says of itself that
    something was corrected or added; None where nothing that was stated was replaced.
    """

    id: str
    type: EventType
    time: datetime
    severity: Severity
    source: SourceRef | None = None
    notice: NoticeRef | None = None
    incident: IncidentRef | None = None
    facts: Facts | None = None
    evidence: EvidenceMap = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    diff: str = ""
    reason: str = ""
    summary: Summary | None = None
    severity_reasons: tuple[Reason, ...] = ()
    seen_before: datetime | None = None
    correction_note: bool | None = None
    trouble: Trouble | None = None
    week: Week | None = None
    missed: Missed | None = None
    watch: tuple[Watch, ...] = ()
    mark: Mark | None = None  # what the team made of its incident
    found: tuple[FoundAnew, ...] = ()  # what a better extractor found otherwise than it was told
