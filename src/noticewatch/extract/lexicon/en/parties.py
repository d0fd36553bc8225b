# ruff: noqa: E501  (tables: a row a line)
"""English: how the announcer and the vendor are introduced."""

from __future__ import annotations

import re

from noticewatch.extract.lexicon.screen import weighed, words
from noticewatch.extract.lexicon.wording import PartyWords

_BODY = r"(?:company|organization|organisation|city|county|district|university|hospital|clinic|school|college|town|state|department|agency|bank|firm|practice|foundation|board|authority|trust|council|fund|credit union|church|institute|academy|charity|association|society|library|museum|municipality|village|borough)"
_OWN = rf"\b(?:we|our|us|the {_BODY})\b"
_TRADE = r"(?:software|web|design|development|support|help ?desk|newsletter|e-?mail|print(?:ing)? and mail|technology|tech|billing|recycling|hauling|shredding|disposal|storage|mailing|mail|collections?|moving|printing|print|transcription|consulting|marketing|it|courier|cleaning|hosting|cloud|payroll|benefits|payment|logistics|delivery|shipping|ticketing|fundraising|ed-?tech|edtech|education technology|data|survey|staffing|call cent(?:er|re)|answering|removal|fulfil+ment|records|claims|debt|accounting|insurance|analytics|communications?|file[- ]transfer|managed[- ]services?)"
# A role that one has only for somebody else.
_PROVIDER = rf"(?:vendors?|(?:service |solutions? )?providers?|(?:sub)?contractors?|suppliers?|(?:sub-?)?processors?|third[- ]part(?:y|ies)|third[- ]party administrators?|{_TRADE} (?:compan(?:y|ies)|firms?|house|agency|services?|contractor|partner|business|bureau|platform)|(?:service |business |technology )partner|web agency|(?:web )?developer|designer|studio|business associate|outsourcer|printer|courier)"
_SYSTEM = r"(?:(?:student |human resources |customer |patient |donor |learning |hospital )?(?:information|management|records?|payroll|database|registration|ticketing|booking|admissions) system|platform|software|database|portal|application|app|system|host)"
_ALSO = r"(?: (?:has|have|had|also|first|recently|then|subsequently|later|since|promptly|formally|again))*"
_TOLD = r"(?:notified|informed|told|alerted|advised|contacted|assured|wrote to|emailed|reported to|made)"
_DATED = r"(?: on [^.,\n]{3,30},?)?"
_ALIAS = r"(?:,? ?\([^)\n]{1,60}\))?"
_ASIDE = r"(?:,? (?:an?|the|one of|which|who|located|based|part of|doing business as|d/b/a) [^,\n]{3,90},)?"
_ADVERBS = r"(?: (?:[a-z]{3,12}ly|today|recently|now|also|first|has|have|had|was|is|are|were|been|only|just|promptly|immediately|subsequently|then|itself|regretfully|sincerely|deeply|quickly|initially|unfortunately|discreetly|publicly|can|will be|hereby|currently|is now|regrets? to))*"

# It learned of it from the one that speaks.
_HEARS = rf"{_ALIAS},?{_ALSO} (?:discovered|learn(?:ed|t)|became aware|identified|found)[^.\n]{{0,70}} (?:notice|notification|word|reports?|contact|calls?|complaints?|information|inquir(?:y|ies)) from (?:us|our (?:office|team|staff|department|school|district|company)|the {_BODY})\b"

PARTIES = PartyWords(
    mark=re.compile(
        r"\s*(?:\[[^\]\n]{1,40}\]|【[^】\n]{1,40}】|(?:date [0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|(?:update|important|urgent|media statement|press release|news release|uk|us|au|nz|ie|ca)\s*[:-]))\s*"
    ),
    own=re.compile(_OWN),
    own_before=re.compile(r"(?!)"),
    kinds=(),
    defined=re.compile(
        r",?(?: inc\.?| llc)? ?\((?:collectively,? |hereinafter,? |or )?[\"“'‘]?(?:we|us|our|the company)\b[^)\n]{0,40}\)"
        r"|,? \([\"“'‘][^\"”\n]{1,40}[\"”'’],? (?:or |and )?[\"“'‘]?(?:we|us|our|the company)\b[^)\n]{0,30}\)"
    ),
    announces=words(
        rf"{_ALIAS}{_ASIDE}{_ADVERBS} (?:announc(?:ed|es|ing)|apologi[sz](?:ed|es|ing)|publish(?:ed|es|ing)|sa(?:id|ys)|mail(?:ed|ing)|sen(?:t|ds|ding)|found|suffer(?:ed|s)|receiv(?:ed|es)|respon(?:ded|ds|ding)|plac(?:ed|es)|start(?:ed|s)|began|begun|conclud(?:ed|es)|contact(?:ed|s|ing)|ask(?:ed|s|ing)|reset|disabl(?:ed|es)|clos(?:ed|es)|remov(?:ed|es)|secur(?:ed|es)|launch(?:ed|es)|engag(?:ed|es)|hir(?:ed|es)|retain(?:ed|s)|correct(?:ed|s)|fix(?:ed|es)|open(?:ed|s)|offer(?:ed|s|ing)|lost|learn(?:ed|t|s)|discover(?:ed|s)|experienc(?:ed|es|ing)|became|becom(?:e|es)|identif(?:ied|ies|ying)|detect(?:ed|s)|notif(?:ied|ies|y|ying)|inform(?:ed|s|ing)|disclos(?:ed|es|ing)|confirm(?:ed|s|ing)?|determin(?:ed|es)|provid(?:es|ing|ed)|report(?:s|ed|ing)|writ(?:es|ing)|wrote|investigat(?:es|ed|ing)|alert(?:ed|s|ing)|updat(?:es|ed|ing)|issu(?:es|ed|ing)|advis(?:es|ed|ing)|tak(?:es|en|ing)|valu(?:es|ed)|recogni[sz](?:es|ed)|understands?|regrets?|acknowledg(?:es|ed|ing)|sees (?:it|this|the)|regards|considers|treats|apprais(?:es|ed)|wishes|wants|would like|continues?|is committed|committed|remains|experience|holds|believes|considers|deeply|sorry|aware|unable|made aware|working|reviewing|acting|treating|appointed|noticed|observed|hit by|affected by|the (?:victim|target|subject)|targeted|victim|prohibits|maintains|values|cares|shares|recommends?|encourages|urges|received|resolved|handed|means|intends|aims|strives|pledges|promises|posted|shared|decided|had|agreed|restored|shut|took|lost|sold|paid|worked|keeps|stores|collects|was the)\b",
        rf"{_ALIAS}{_ASIDE}{_ADVERBS} (?:was|were|been) (?:recently |first )?(?:notified|informed|told|alerted|contacted|advised|made aware)",
        r" (?:and|&) (?:its|our) [^.\n]{3,50} (?:are|have|is|has) ",
    ),
    own_place=words(
        r"['’]s? (?:own )?(?:[a-z]+ ){0,2}(?:network|systems?|servers?|computers?|websites?|email|employees?|staff|customers?|patients?|investigation|response|commitment|database|records|clients|members|students|priority)\b",
        r" (?:employees?|staff|network|patients?|customers?|members|locations?|facilit(?:y|ies))\b",
    ),
    title_link=words(
        r"$",
        r"(?: (?:community|forums?|blog|news|support))?\s*[:|»›·•–—-]",
        r" at [a-z' ’]{3,40}$",
        r" (?:notice|data|security|cyber|privacy|notif|provides|announces|informs|statement|update|email|e-mail|issues|confirms|responds|incident|reports|breach|has|is|experienc|investigat|addresses|discloses|suffers|hit|warns|alerts|status|help|news|website|information)",
        r"['’]s?\b",
        r",",
    ),
    entrusts=words(
        r"['’]s (?:[a-z-]+ ){0,3}(?:vendor|contractor|provider|service provider|supplier|partner)",
        r" (?:uses|relies on|contracts with|works with|engaged|hired|contracted with)\b",
    ),
    before=weighed(
        (
            5,
            words(
                r"\b(?:researchers?|customers?|clients?|members?|patients?|parents?|residents?|employees?|persons?|people|someone|users?|readers?|reporters?|journalists?|police|fbi|authorities|enforcement) (?:[a-z]+ )?(?:told|informed|notified|alerted|contacted|e-?mailed|wrote to|called|approached) (?:the )?$"
            ),
        ),
        (7, words(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:[0-9]{4})?(?:[-–][0-9]{4})?,? ?(?:the )?$")),
        (
            7,
            words(
                r"\b(?:statement|message|letter|update|notice|apology|announcement|news|incident report|incident update|status update) (?:from|by|for) (?:[^\n.]{3,70}, )?(?:the )?$"
            ),
        ),
        (
            6,
            words(
                r"(?:^|[.!?\n]\s{0,4}|\bhere )at (?:the )?$",
                r"(?:^|[.!?,\n]\s{0,4}|\b(?:all of|until now,|that) )(?:we|us) at (?:the )?$",
                r"(?:^|\n)\s{0,4}(?:the )?team (?:at )?$",
                r"\b(?:all|everyone|those) of us at (?:the )?$",
                r"\b(?:part|because) of $",
            ),
        ),
        (
            7,
            words(
                r"(?:(?:entity|company|organi[sz]ation|business|legal|registrant|covered entity|controller) name|name of (?:the )?(?:company|(?:covered )?entity|organi[sz]ation|business|controller|registrant)|(?<!type of )organi[sz]ation|issued by|issuer|entity|who we are|(?:^|\n)from)\s*[:|]\s*(?:[a-z'’ ]{3,40}, )?(?:the )?$"
            ),
        ),
        (5, words(r"\bused by (?:the )?$", r"\bon behalf of (?:the |all of us at |everyone (?:here )?at )?$")),
        (
            5,
            words(
                r"\b(?:vp|vice president|chief [a-z]+ officer|head|director|manager)(?: of| for)? (?:[a-z]+ ){0,3}[a-z]+, (?:at )?(?:the )?$",
                r"\b(?:chief executive(?: officer)?|ceo|president|superintendent|director|principal|head ?teacher|chair(?:man|woman)?|founder|mayor|registrar|administrator|manager|officer)(?:,? (?:of|at|for)|,) (?:the )?$",
            ),
        ),
        (
            4,
            words(
                r"\b(?:recently|previously) joined $",
                r"\byou (?:may )?(?:have|had|receiv\w+|are|were) [^.\n]{0,40}(?:with|from|at) (?:the )?$",
            ),
        ),
    ),
    after=weighed(
        (
            7,
            words(
                r"(?:,? (?:inc|llc|llp|ltd|p\.?c)\.?)?,? ?\((?:the |hereinafter,? |collectively,? |or |referred to as )?[\"“'‘](?:the )?[a-z0-9&.'’ -]{2,40}[\"”'’]\)"
            ),
        ),
        (
            6,
            words(
                r" \([a-z0-9&]{2,10}\)(?: (?:is|has|was|writes|values|takes|recently|learned|announc|identif|discover|provides|notif)|,| –| -)"
            ),
        ),
        (
            6,
            words(
                r" (?:customers?|members?|users?|famil(?:y|ies)|patients?|parents?|clients?|community|guests?|students?|staff|employees|donors?|friends)(?:,? (?:and|&) [a-z]+){0,2}\s*[,:–-]?\s*(?:\n|$)"
            ),
        ),
        (5, words(r" (?:ceo|chief executive|president|spokes(?:person|man|woman)|superintendent|officials|mayor|director)\b")),
        (
            5,
            words(
                r"['’]s? (?:commitment|investigation|response|privacy (?:officer|office|team)|information security|security team|network|systems)\b"
            ),
        ),
        (
            4,
            words(
                r" (?:team|management|leadership)\b",
                r"['’]s? (?:database|systems?|servers?|website|email|customers|patients|employees|users|members|records)\b",
            ),
        ),
        (3, words(r" (?:accounts?|users?|customers?|members?|data|app|profile|website|password|forum|platform)\b")),
    ),
    not_own_before=words(
        rf"\b(?:notif(?:ied|y|ying)|inform(?:ed|ing)?|told|contact(?:ed|ing)?|reported (?:it |this |the [a-z ]{{3,20}})?to|report(?:ing)? to|with|engaged|hired|retained|alerted|via|through|like|such as|including|call|called|named|against|{_PROVIDER},?) (?:the |our |its |your )?$",
        r"\b(?:received|purchased|learned|heard|obtained|directly|report|email|notification|call|advice|guidance|funding) from (?:the )?$",
        r"\b(?:hosted|provided|operated|managed|informed|notified|told|alerted|employed|supplied|administered|contacted|approved|licensed) by (?:the )?$",
        r"\b(?:separate|distinct|independent) from (?:the )?$",
        r"\b(?:confused|affiliated|associated|connected) with (?:the )?$",
    ),
    not_own_after=words(
        rf"{_ALIAS},?{_ALSO}{_DATED} (?:notified|informed|told|alerted|advised|contacted|assured|wrote to|approached|called|telephoned) (?:us\b|our\b|the {_BODY}\b)",
        rf"{_ALIAS},? (?:which|that|who) (?:provides|hosts|supplies|operates|manages|processes|handles|administers) [^.\n]{{0,80}}(?:\bus\b|\bour\b|on behalf|\bwe\b)",
        _HEARS,
        rf"{_ALIAS}(?:,| –| -| —) (?:our|one of our|its) (?:[a-z,/-]+ ){{0,6}}(?:{_PROVIDER}|{_SYSTEM})\b",
        rf"{_ALIAS}(?:,| –| -| —) (?:an?|the) (?:[a-z,/-]+ ){{0,6}}(?:forensics?|law firm|cybersecurity (?:firm|company)|credit|identity|data breach|consumer reporting|vendor|contractor|supplier|subcontractor|third[- ]party)\b",
        r" (?:credit|identity) ",
        r" (?:reports|reported|writes|has the story)(?: that)?:",
    ),
    vendor_before=weighed(
        (4, words(r"\b(?:from|of) (?:[a-z]+ ){0,3}(?:partners|vendors|providers|suppliers|contractors),? (?:the )?$")),
        (4, words(r"\b(?:uses|utili[sz]es|utili[sz]ed|contracts with|contracted with) (?:the services of )?$")),
        (
            5,
            words(
                rf"\b(?:our|its|their|one of (?:our|its|their)(?: [a-z-]+)?|his|[a-z]+['’]s?) (?:[a-z,/-]+ ){{0,6}}{_PROVIDER},? (?:called |named |known as |is |– |- )?\(?$"
            ),
        ),
        (
            5,
            words(
                rf"\b(?:an?|the|several|another|our former|a former) (?:[a-z,/-]+ ){{0,6}}{_PROVIDER}(?: (?:that )?(?:we|it|they) (?:had )?(?:use|used|hired|engaged|contracted|employed))?,? (?:called |named |known as )?\(?$"
            ),
        ),
        (4, words(rf"{_PROVIDER},? (?:called |named |known as |from |at |of |with |working for )?(?:the )?$")),
        (4, words(r"\b(?:hosted|operated|supplied|administered|employed|powered) by (?:the )?$")),
        (
            5,
            words(
                r"\b(?:hosted|printed|posted|mailed|run|built|provided|stored|managed|handled|kept|operated|processed|supplied)(?: and [a-z]+)?(?: for us)? by (?:an?|the) (?:[a-z]+ ){0,3}(?:company|firm|business|contractor|supplier|provider|agency) (?:called |named |known as )?$",
                r"\b(?:company|firm|business|people|agency|outfit|specialists?|bureau|house|organi[sz]ation) (?:that|which|who) (?:[a-z]+ ){1,4}(?:our|us|for us)(?: [a-z-]+){0,5},? (?:called |named |known as )?$",
            ),
        ),
        (3, words(r"\b(?:provided|run) by (?:the )?$")),
        (
            4,
            words(
                rf"(?:\bwe|\bthe {_BODY}|[a-z0-9]|\bus) ?(?:was |were |been |have been |has been |had been |['’]re |are )(?:recently |first |initially )?(?:notified|informed|told|alerted|advised|contacted|made aware)(?: [^.,\n]{{0,30}})?,? by (?:the |our )?$"
            ),
        ),
        (
            4,
            words(
                r"(?:acknowledge|aware of|news of|reports? of|hear(?:d)? about|heard of) [^.\n]{0,60}(?:incident|breach|attack)[a-z ]{0,20} (?:at|involving|affecting|experienced by|suffered by|within|on) (?:the )?$"
            ),
        ),
        (
            4,
            words(
                rf"\b(?:uses?|used|contracts with|contracted with|hired|relies on|partners with|migrated to) (?:[a-z-]+ ){{0,2}}{_SYSTEM} (?:called |named |from )?$"
            ),
        ),
        (4, words(rf"\b{_SYSTEM} (?:provided|hosted|operated|run|supplied|managed) by (?:the )?$")),
        (
            3,
            words(
                r"\b(?:relies on|contracts with|contracted with|hired|outsourced [a-z ]{3,20} to) $",
                r"\b(?:software|platform|system|product|services) (?:from|called) $",
            ),
        ),
    ),
    vendor_after=weighed(
        (
            5,
            words(
                rf"{_ALIAS}(?:,| –| -| —|,? which is|,? who is| is| was) (?:our|one of our|its|their|the {_BODY}['’]s|[a-z]+['’]s) (?:[a-z0-9,’'/-]+ ){{0,6}}(?:{_PROVIDER}|{_SYSTEM})\b"
            ),
        ),
        (
            5,
            words(
                rf"{_ALIAS}(?:,| –| -| —|,? which is| is| was) (?:an?|the) (?:[a-z,’'/-]+ ){{0,6}}(?:third[- ]party|vendor|contractor|subcontractor|supplier|{_PROVIDER}|{_SYSTEM}) [^.\n]{{0,60}}(?:\bused\b|\buses?\b|\bwe\b|for (?:us|our|the {_BODY})|\bus\b|hired|contracted|engaged|of (?:the|our)|to (?:our|the {_BODY})|(?:hosts|manages|runs|stores|processes|handles|maintains|keeps|prints|mails|operates) (?:our|the {_BODY}['’]s))"
            ),
        ),
        (5, words(rf"{_ALIAS}(?:,| –| -| —|,? which is| is| was) (?:an?|the) (?:[a-z,/-]+ ){{0,3}}third[- ]party\b")),
        (
            5,
            words(
                rf"{_ALIAS}(?:,| –| -| —) (?:the|a) (?:company|firm|business|supplier|people|team) (?:behind|that (?:runs|makes|built|provides|hosts|operates)|which (?:runs|makes|built|provides|hosts|operates)) (?:the|our|that|this)\b"
            ),
        ),
        (
            5,
            words(
                rf"{_ALIAS}(?:,| –| -| —) (?:an?|the) (?:[a-z-]+ ){{0,3}}(?:company|firm|business|provider|service|system|outfit) (?:whose [^.,\n]{{3,40}}\bwe (?:use|used|rely on|buy)\b|through (?:which|whom) [^.,\n]{{2,60}}\b(?:us|our|we)\b)"
            ),
        ),
        (4, words(_HEARS)),
        (
            4,
            words(
                rf"{_ALIAS},? (?:which|that|who) (?:provides|hosts|supplies|operates|manages|processes|handles|answers|administers|stores|prints|runs|delivers|built|made|makes|developed|develops|maintains|sells|looks after) [^.\n]{{0,80}}(?:\bus\b|\bour\b|\bwe\b|on behalf|for the)",
                rf"{_ALIAS}, (?:which|who) (?:provides|hosts|supplies|operates|manages|processes|handles|stores|prints|mails|posts|delivers|runs|keeps|answers|administers)(?: and [a-z]+)? (?:the|these|all|such) [a-z]+",
            ),
        ),
        (
            4,
            words(
                rf"{_ALIAS},?{_ALSO}{_DATED} (?:notified|informed|told|alerted|advised|contacted|wrote to) (?:us\b|our\b|the {_BODY}\b)"
            ),
        ),
        (
            4,
            words(
                r", (?:an?|the) [^,.\n]{0,60}(?:company|firm|business) (?:that|which|used)[^.,\n]{0,40}(?:\bus\b|our|\bwe\b|university|district|school|hospital|county|city)"
            ),
        ),
    ),
    tells=re.compile(
        rf"{_ALIAS},?{_ALSO}{_DATED} (?:notified|informed|told|alerted|advised|contacted|wrote to|reported to|(?:provided|gave|sent) (?:formal |written |initial )?(?:notice|notification|word) to) (?:the )?"
    ),
    vendor_alias=words(),
    not_vendor_before=words(
        r"\b(?:law firm|forensics?|cyber ?-?security (?:firm|company|companies|experts?|specialists?|consultants?|provider)|investigators?|investigation firm|credit bureau|credit monitoring|credit reporting|counsel|attorneys|insurer|engaged|retained|through) (?:[a-z-]+ ){0,3},? ?$",
        r"\b(?:incident response|response|security) (?:firm|company|provider|specialists?|experts?),? $",
        r"\b(?:identity|monitoring|protection) [^.\n]{0,30}(?:through|from|by|with|provided by|offered by) $",
    ),
    not_vendor_after=words(
        rf"{_ALIAS},? (?:an?|the|our) (?:[a-z,-]+ ){{0,6}}(?:cybersecurity|cyber security|forensics?|law|credit|identity|breach response|incident response|investigat\w*|insurance|monitoring|newspaper|journalist|researcher)\b",
        r"(?:,? ?\([^)\n]{1,60}\))? (?:is offering|to (?:offer|investigate|assist|notify|help|conduct|determine|provide (?:[a-z,-]+ ){0,6}(?:credit|identity|monitoring|protection|call)))",
        r" (?:credit|identity)\b",
    ),
    address=re.compile(r"(?!)()"),
    public=re.compile(r"(?!)"),
    plain_letterhead=re.compile(r"(?!)"),
    plain_signature=re.compile(r"(?!)"),
    brand=re.compile(r"(?!)"),
    not_brand=re.compile(r"(?!)"),
    not_letterhead=re.compile(r"(?!)"),
)
