"""Whose words a page gives and of whom it tells: what tips a verdict when the words are a notice's."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.extract.findings import findings_of
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import survey
from noticewatch.extract.signals import signs_of
from noticewatch.extract.speakers import heard_in
from noticewatch.model import Document

LETTER = (
    "On March 3, 2024, we discovered that an unauthorized person had accessed our server. The files held names, addresses and "
    "Social Security numbers of 4,100 customers. We apologize and have notified the police."
)


def verdict(title: str, body: str) -> str:
    return extract(Document("", title, f"{title}\n\n{body}")).facts.verdict


def heard(text: str) -> list[str]:
    seen = survey(page_of(Document("", "", text), "en"), wording_of("en"))
    return [seen.page.text[start:end] for start, end in heard_in(seen)]


def test_a_letter_of_ones_own_is_an_incident_and_one_that_is_offered_is_none() -> None:
    assert verdict("Marrowby Seeds: notice to customers", LETTER) == "incident"
    offered = f"Below is a sample letter that you can adapt.\n\nDear customers,\n{LETTER}\n\nTips\nBe brief."
    assert verdict("Letters for business: telling customers", offered) != "incident"


@pytest.mark.parametrize(
    "frame",
    [
        "My assignment: write a letter for an invented company.",
        "Our attorneys are investigating claims. You may be entitled to compensation. Learn about your legal rights.",
    ],
)
def test_what_is_made_up_or_seeks_clients_is_no_incident(frame: str) -> None:
    assert verdict("Marrowby Seeds", f"{frame}\n{LETTER}") != "incident"


def test_a_copied_notice_is_heard_to_its_end_behind_what_others_say() -> None:
    said = "Marrowby Seeds said that a server was entered.\nIts clerk said that it was sorry.\n"
    assert heard(f"{said}A notice of May 2 is on its web site:\nWe lost it.\nWe regret it.") == ["We lost it.\nWe regret it."]


def test_a_page_that_is_nearly_all_quoted_is_the_quoted_ones() -> None:
    assert heard(f"From our newsroom\n“{LETTER}”") == []


def test_a_filing_speaks_as_filings_do_and_is_an_incident() -> None:
    body = (
        "Item 1.05 Material Cybersecurity Incidents.\nOn May 2, 2024, Marrowby Seeds Inc. (the “Company”) detected that a third "
        "party had encrypted servers and copied files with names and Social Security numbers of employees. The Company notified "
        "law enforcement. The effect on its financial condition and results of operations is not yet known."
    )
    assert verdict("FORM 8-K CURRENT REPORT", body) == "incident"
    assert verdict("Item 1A. Risk Factors", body.replace("Item 1.05 Material Cybersecurity Incidents.\n", "")) != "incident"


def test_organizations_that_each_head_what_is_told_of_them_are_several() -> None:
    told = "{0} Clinic\n{0} Clinic is notifying patients that laptops with names and diagnoses were stolen on May 2, 2024.\n"
    text = "Clinics write to patients\n" + "".join(told.format(name) for name in ("Alder Row", "Beech Lane"))
    seen = survey(page_of(Document("", "", text), "en"), wording_of("en"))
    assert signs_of(seen, findings_of(seen))["heads"] == 2
