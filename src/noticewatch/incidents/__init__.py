"""Which notices tell of one incident (record linkage).

Core; imports model, records, names, links and text. `signs` says what of a notice is compared, `pairs` what two notices have in
common and what speaks against them, `linking` to which incident a notice belongs. Precision before recall: two notices are one
incident only where something particular says so.
"""

from __future__ import annotations

from noticewatch.incidents.linking import linked_incident
from noticewatch.incidents.pairs import kinds_agree
from noticewatch.incidents.signs import (
    LONGEST,
    addresses_in,
    blocking_keys,
    openings_in,
    party_names,
    serial_number,
)

__all__ = [
    "LONGEST",
    "addresses_in",
    "blocking_keys",
    "kinds_agree",
    "linked_incident",
    "openings_in",
    "party_names",
    "serial_number",
]
