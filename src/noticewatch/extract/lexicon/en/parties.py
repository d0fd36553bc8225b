# ruff: noqa: E501  (tables: a row a line)
"""English: how the announcer and the vendor are introduced."""

from __future__ import annotations

import re

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import PartyWords

_OWN = r"\b(?:we|our|us|the (?:company|organization|organisation|city|county|district|university|hospital|clinic|school|college|town|state|department|agency|bank|firm|practice|foundation|board|authority))\b"
_PROVIDER = r"(?:vendor|provider|contractor|supplier|processor|subcontractor|third[- ]party administrator|software company|technology company|billing company|mailing house|hosting company|(?:service|ticketing|payroll|marketing|fundraising|technology|delivery|benefits|payment|logistics) partner)"


PARTIES = PartyWords(
    mark=re.compile(
        r"\s*(?:\[[^\]\n]{1,40}\]|【[^】\n]{1,40}】|(?:update|important|urgent|media statement|press release|news release)\s*[:-])\s*"
    ),
    own=re.compile(_OWN),
    own_before=re.compile(r"(?!)"),
    defined=re.compile(
        r",?\s*\((?:the |collectively,? )?[\"“'‘](?:the )?[^\"”\n]{1,40}[\"”'’][^)\n]{0,40}\)|,?\s*\((?:[\"“]?we|us|our)"
    ),
    announces=words(
        r"(?:,? (?:an?|the) [^.,\n]{3,80},)? (?:is|are) (?:providing|writing|notifying|informing|announcing|alerting|investigating|responding|contacting|sending|mailing)",
        r" (?:writes|write) to (?:tell|inform|notify)",
        r"(?:,? (?:an?|the) [^.,\n]{3,80},)? (?:today |recently |has |have |first |also )*(?:announced|apologi[sz]ed|published|said|mailed|sent|found|suffered|received|responded|placed|started|begun|concluded|contacted|asked|reset|disabled|closed|removed|secured|launched|engaged|hired|corrected|fixed|opened|offered|lost|learned|learnt|discovered|experienced|became aware|identified|detected|suffered|notified|informed|disclosed|confirmed|determined|provides?|reports?|said)\b",
        r" (?:was|were) (?:recently |first )?(?:notified|informed|told|alerted|contacted|advised|made aware)",
        r" (?:continues to|takes|values|apologi[sz]es|regrets|was (?:the )?(?:victim|target)|has been (?:the )?(?:victim|target))",
        r" can confirm",
        r" (?:has|have) been (?:unable|told|made aware|informed|notified|affected|hit)",
        r" (?:provides?|issues?|notif(?:y|ies)|informs?|gives?|updates?|confirms|announces|advises|acknowledges|reports|is contacting|is sorry|regrets|apologi[sz]es|deeply regrets|wishes to|would like to|wants to) ",
    ),
    own_place=words(
        r"['’]s (?:network|systems?|servers?|computer|website|information|email|employees?|customers?|patients?)",
        r" (?:employee|staff|network|patients|customers)\b",
    ),
    title_link=words(
        r"$",
        r"\s*[:|–—-]",
        r" (?:notice|data|security|cyber|privacy|notif|provides|announces|informs|statement|update|email|e-mail|issues|confirms|responds|incident|reports|breach)",
        r"['’]s?\b",
        r",",
    ),
    entrusts=words(
        r"['’]s (?:vendor|contractor|provider|service provider)",
        r" (?:uses|relies on|contracts with|works with|engaged|hired|contracted with)\b",
    ),
    vendor_before=words(
        rf"\b(?:our|its|their|the|a|an|his|one of our|[a-z]+['’]s) (?:[a-z-]+ ){{0,5}}{_PROVIDER}s?,? (?:called |named |known as )?\(?$",
        rf"{_PROVIDER},? (?:called |named )?$",
        r"\b(?:uses|use|used|relies on|contracts with|contracted with|works with|hired) $",
        r"\b(?:hosted|operated|provided|managed|maintained|run) by $",
        r"\b(?:notified|informed|told|alerted|advised|contacted)(?: [^.\n]{0,30})? by $",
        r"\b(?:software|platform|system|product|services) (?:from|called) $",
    ),
    vendor_after=words(
        rf",? (?:\([^)\n]{{1,40}}\),? )?(?:an?|the|our|one of our|which is (?:a|our|the)|who is (?:a|our)) (?:[a-z-]+ ){{0,6}}{_PROVIDER}",
        r",? (?:which|that|who) (?:provides|hosts|supplies|operates|manages|processes|handles|maintains)",
        r",? (?:has )?(?:notified|informed|told|alerted|advised|contacted) (?:us|our|the (?:district|county|city|university|hospital|school|college|company|foundation|clinic|town|board|organization))\b",
        r", (?:an?|the) [^,.\n]{0,60}(?:company|firm|business) (?:that|which|used)[^.,\n]{0,40}(?:us|our|we|university|district|school|hospital|county|city)",
    ),
    not_vendor_before=words(
        r"\b(?:law firm|forensic|cybersecurity|investigat\w*|credit bureau|credit monitoring|with|through|from) (?:[a-z-]+ ){0,3}$"
    ),
    not_vendor_after=words(
        r",? (?:an?|the|our) (?:[a-z-]+ ){0,6}(?:cybersecurity|forensic|law|credit|identity|breach response|investigat|insurance|monitoring)",
        r" (?:is offering|to (?:provide|offer|investigate|assist|notify))",
        r" (?:credit|identity)",
    ),
)
