"""Incidents as a STIX 2.1 bundle: incident, identities, reports (the notices), a note (the timeline), relationships.

Imports words, core and the library `stix2`, which an extra brings and which imports slowly. Ids follow from what they name
(UUID 5), so that an incident exported again keeps its id, and `modified` tells the newer of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any
from uuid import UUID, uuid5

import stix2

from noticewatch import codec
from noticewatch.model import Facts, Sector
from noticewatch.names import organization_key
from noticewatch.render.plain import one_line, web_address
from noticewatch.render.stories import evidence_json, head_json
from noticewatch.render.timeline import entries_of, head_lines, known_phrase, what_phrase
from noticewatch.story import Account, Story

# Whatever an object's id is made from begins here; changing it would make every object a stranger to those exported before.
SPACE = UUID("6a0f6ce1-6f0c-5d5b-9c5c-0b8f4a1d7e21")
EXTENSION = f"extension-definition--{uuid5(SPACE, 'facts')}"
# Identities and the definition have no history of their own: one moment for all exports, so that none contradicts another.
SETTLED = datetime(2026, 1, 1, tzinfo=UTC)
SCHEMA = "https://github.com/noticewatch/noticewatch/blob/main/docs/export.md"
# industry-sector-ov; what it has no word for is left out
SECTORS: dict[Sector, str] = {
    "healthcare": "healthcare",
    "local_government": "government-local",
    "national_government": "government-national",
    "education": "education",
    "finance": "financial-services",
    "retail": "retail",
    "manufacturing": "manufacturing",
    "it": "technology",
    "utilities": "utilities",
    "transport": "transportation",
    "nonprofit": "non-profit",
}
ROLES = {"organization": "announced the incident as its own", "vendor": "the contractor at which or through which it happened"}


def bundle(stories: Iterable[Story], zone: tzinfo) -> Iterator[str]:
    """The bundle's text, piece by piece; its id, at the end, follows from the objects' ids and moments."""
    yield '{"type": "bundle", "objects": [\n' + ",\n".join(map(_text, (_producer(), _definition())))
    known: set[str] = set()
    marks: list[str] = []
    for story in stories:
        for made in objects_of(story, zone):
            if made.id not in known:
                yield ",\n" + _text(made)
                marks += [made.id, str(made.modified)]
            if made.type == "identity":
                known.add(made.id)
    yield f'\n], "id": "{_id("bundle", *marks)}"}}\n'


def objects_of(story: Story, zone: tzinfo) -> Iterator[Any]:
    """An incident's objects of the library, identities first; an identity may come with other incidents too."""
    incident = _incident(story, zone)
    roles: dict[tuple[str, str], Account] = {}
    names: dict[str, tuple[str, Facts]] = {}
    for account in story.accounts:
        facts = account.notice.facts
        for role, name in (("organization", facts.organization), ("vendor", facts.vendor)):
            key = organization_key(name or "")
            if name and key:
                roles.setdefault((role, key), account)
                if role == "organization" or key not in names:
                    names[key] = names.get(key, (name, facts))[0], facts if role == "organization" else Facts()
    identities = {key: _identity(key, name, facts) for key, (name, facts) in names.items()}
    yield from identities.values()
    yield incident
    for account in story.accounts:
        whose = identities.get(organization_key(account.notice.facts.organization or ""))
        yield _report(account, [incident.id, *([whose.id] if whose else [])], zone)
    yield _note(story, incident.id, zone)
    for (role, key), account in roles.items():
        yield stix2.Relationship(
            id=_id("relationship", story.id, role, key),
            created_by_ref=_producer_id(),
            created=account.notice.first_seen_at,
            modified=account.notice.first_seen_at,
            relationship_type="related-to",
            description=ROLES[role],
            source_ref=incident.id,
            target_ref=identities[key].id,
            extensions={EXTENSION: {"extension_type": "property-extension", "role": role}},
        )


def _id(type: str, *parts: str) -> str:
    return f"{type}--{uuid5(SPACE, chr(0).join((type, *parts)))}"


def _text(made: Any) -> str:
    return str(made.serialize(ensure_ascii=False))


def _producer_id() -> str:
    return _id("identity", "noticewatch")


def _producer() -> Any:
    what = "Watches the pages where organizations announce security incidents"
    return stix2.Identity(
        id=_producer_id(), created=SETTLED, modified=SETTLED, name="noticewatch", description=what, identity_class="system"
    )


def _definition() -> Any:
    """What our own properties are: the incident of STIX 2.1 has a name and a description only."""
    return stix2.ExtensionDefinition(
        id=EXTENSION,
        created_by_ref=_producer_id(),
        created=SETTLED,
        modified=SETTLED,
        name="noticewatch facts",
        description="Facts of an announced incident, of a notice that tells of it, and an organization's part in it",
        schema=SCHEMA,
        version="1.0.0",
        extension_types=["property-extension"],
    )


def _identity(key: str, name: str, facts: Facts) -> Any:
    sector = SECTORS.get(facts.sector) if facts.sector else None
    return stix2.Identity(
        id=_id("identity", "organization", key),
        created_by_ref=_producer_id(),
        created=SETTLED,
        modified=SETTLED,
        name=one_line(name),
        identity_class="organization",
        **({"sectors": [sector]} if sector else {}),
    )


def _incident(story: Story, zone: tzinfo) -> Any:
    head = {key: value for key, value in head_json(story, zone).items() if key != "id" and value not in (None, [], "")}
    said = (one_line(story.organizations[0]) if story.organizations else "", what_phrase(story), known_phrase(story.known))
    name = ": ".join(part for part in said if part) or one_line(story.accounts[0].notice.title) or story.id
    return stix2.Incident(
        id=_id("incident", story.id),
        created_by_ref=_producer_id(),
        created=story.first_seen_at,
        modified=max(story.changed_at, story.first_seen_at),
        name=name,
        description="\n".join(f"{label}: {one_line(text)}" for label, text in head_lines(story, zone)),
        labels=[story.cause] if story.cause else ["cause-unknown"],
        external_references=[{"source_name": "noticewatch", "external_id": story.id}, *_references(story.accounts)],
        extensions={EXTENSION: {"extension_type": "property-extension", **head}},
    )


def _references(accounts: Iterable[Account]) -> list[dict[str, str]]:
    """The pages, each once."""
    pages = {
        web_address(one.notice.url): one_line(one.notice.facts.organization or "") or one.notice.source_id for one in accounts
    }
    return [{"source_name": name, "url": url} for url, name in pages.items() if url]


def _report(account: Account, about: list[str], zone: tzinfo) -> Any:
    """One notice; its facts and the words that prove them stand in the extension."""
    notice = account.notice
    facts = {key: value for key, value in codec.facts_to_json(notice.facts).items() if value not in (None, [])}
    published = notice.published or ""
    return stix2.Report(
        id=_id("report", notice.id),
        created_by_ref=_producer_id(),
        created=notice.first_seen_at,
        modified=max(notice.changed_at, notice.first_seen_at),
        name=one_line(notice.title) or notice.id,
        published=datetime.fromisoformat(published).replace(tzinfo=zone) if len(published) == 10 else notice.first_seen_at,
        object_refs=about,
        labels=[notice.facts.verdict, *(["withdrawn"] if notice.is_withdrawn else [])],
        external_references=[{"source_name": "noticewatch", "external_id": notice.id}, *_references([account])],
        extensions={EXTENSION: {"extension_type": "property-extension", "facts": facts, "evidence": evidence_json(account)}},
        **({"lang": notice.facts.language} if notice.facts.language != "und" else {}),
    )


def _note(story: Story, incident: str, zone: tzinfo) -> Any:
    lines = []
    for entry in entries_of(story, zone):
        words = (entry.what, entry.who, entry.says, f"({entry.title})" if entry.title else "")
        lines.append(f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M} " + " ".join(one_line(word) for word in words if word))
    return stix2.Note(
        id=_id("note", story.id),
        created_by_ref=_producer_id(),
        created=story.first_seen_at,
        modified=max(story.changed_at, story.first_seen_at),
        abstract="What was said when, and by whom",
        content="\n".join(lines),
        object_refs=[incident],
    )
