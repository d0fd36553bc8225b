# ruff: noqa: SIM905  (words in rows)
"""English: what makes a run of capitals an organization's name, and what only opens a sentence."""

from __future__ import annotations

import re

NO_NAME = frozenset(
    """
    we our us i you your it its he she they their this that these those there here on in at by for from to of and or
    if as when while after before since during because what who how why where please dear notice important update
    updates security data incident breach cyber cybersecurity information privacy statement customers customer
    individuals patients patient employees members residents clients the an no not all some any additionally however
    although upon based following once today yesterday monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december social sincerely regards
    respectfully questions contact call re subject date faq letter name address investigation investigators law
    federal state credit personal health files account online report company district university hospital county city
    school college clinic department office board service services third-party vendor team staff beware attackers
    hackers criminals unauthorized ransomware phishing malware records frequently new web website email e-mail
    """.split()
)
# Common nouns that open headings, and that companies are also named after: "Statement Works LLC".
NAMING = frozenset(
    """
    statement data security information privacy health state credit social federal update online account service
    services web name letter records report city county law new personal may all
    """.split()
)
INSTITUTIONS = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|LLP|PLC|University|College|Schools?|District|Academy|Hospitals?|Health|Healthcare"
    r"|Clinics?|Medical|Medicine|Centers?|Centre|County|City|Town|Township|Village|Bank|Union|Group|Partners|Association|Foundation|Society|Club|Trust"
    r"|Council|Department|Office|Systems|Services|Utilities|Library|Museum|Church|Institute|Agency|Authority|Insurance|Financial|Holdings"
    r"|Solutions|Technologies|Advisors|Associates|Outfitters|Airlines|Airways|Pharmacy|Orthopedics|Dental|Pediatrics|Zoo|Constabulary|Police|Borough"
    r"|Cooperative|Federation|Fund|Scheme|Aid|Opera|Orchestra|Ballet|Festival|Board|Bureau|Theatre|Theater|Gallery|Archives?|Practice|Surgery|Housing|Properties|Estates|Airport|Railway|Transit|Transport|Logistics|Freight|Shipping|Publishing|Studios?|Consulting|Accountants|Solicitors|Brokers|Capital|Investments|Ventures|Mortgage|Motors|Automotive|Manufacturing|Industries|Electric|Electronics|Engineering|Construction|Farms|Brewery|Kitchens|Restaurants|Resorts?|Travel|Cruises|Conferences|Charity|Diocese|Parish|Hospice|Rehabilitation|Surgical|Cardiology|Oncology|Radiology|Imaging|Dermatology|Dentistry|Veterinary|Wellness|Physicians|Nursery|Seminary|Outpatient|GmbH|AG|AB|BV|ApS|Oy|SpA|Pte|Pty|Parts|Supply|Ministry|Commission|Laboratories|Labs|Networks?|Software|Energy|Water|Foods|Stores|Hotels?)\b"
)
