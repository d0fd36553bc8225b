# ruff: noqa: E501  (tables: a row a line)
"""English: the words that the engines of `extract` match with, in lower case (NFKC leaves ’ as it is, so both apostrophes stand)."""

from __future__ import annotations

import re

from noticewatch.extract.lexicon.en_types import DATA_TYPES, WEAK_TYPES
from noticewatch.extract.lexicon.screen import NEVER, words
from noticewatch.extract.lexicon.wording import Marks, PartyWords, ScopeWords, VerdictWords, Wording

_OWN = r"\b(?:we|our|us|the (?:company|organization|organisation|city|county|district|university|hospital|clinic|school|college|town|state|department|agency|bank|firm|practice|foundation|board|authority))\b"
_LEAK = r"(?:data|privacy|security|information|cyber) ?(?:security )?(?:breach|incident|event|attack|leak)|cyber-?(?:security )?(?:attack|incident|event)|cyber-attack"
_TAKEN = r"(?:access(?:ed)?|acquir(?:ed|e)|view(?:ed)?|stolen|taken|copied|exfiltrated|exposed|download(?:ed)?|obtained|disclosed|compromised|removed|leaked|published|released|exported|seen)"
_INFORMATION = r"(?:personal|personally identifiable|customer|patient|employee|student|member|private|confidential|sensitive|health|protected health) (?:information|data|records)"

_EVENTS_TITLE = rf"{_LEAK}|\bbreach|\bbug\b|other (?:users|customers|members|patients)['’]|(?:of|to|by) other (?:users|customers|members|patients)|ransomware|unauthori[sz]ed (?:access|disclosure|party|person)|hack(?:ed|ing)?\b|malware|phishing|\bstolen\b|\btheft\b|\blost\b|misdirected|mailing error|misdirect|inappropriate(?:ly)? access|inadvertent|accidental|exposed|exposure|disclosure|email incident|e-mail incident|improper(?:ly)? (?:disposal|disposed|access)|data loss|network (?:outage|disruption|incident)|system(?:s)? (?:outage|disruption)|wrong (?:recipient|address|envelope|person|people|attachment)|e-?mail error|snoop|(?:sent|published|posted|mailed|shared|attached|released) (?:in error|by mistake)|missing (?:usb|drive|laptop|device|files?|records?|documents?|paperwork|tapes?)|discarded|dumpster|misconfigur|unsecured|(?:misplaced|missing) (?:records|files)|leak(?:s|ed)?\b|(?:loses|lost) "

_SCOPE = ScopeWords(
    clause_end=words(
        r";", r",? but ", r"\bhowever,?", r"\balthough\b", r"\bwhile\b", r", and (?:we|it|they|there|no|are|is|was|were|has|have|did|does|do|this)\b", r"\band (?:did|does|do|was|were) not", r"\bbecause\b", r":\s", r", (?:which|who)\b", r" - ",
    ),
    negation=Marks(
        turns_later=words(
            r"\bno\b", r"\bnot\b", r"n['’]t\b", r"\bnever\b", r"\bwithout\b", r"\bneither\b", r"\bnor\b", r"\bnone of\b", r"\bunlikely\b", r"\brather than\b", r"\bexcept\b", r"\bexcluding\b", r"\bunaware\b",
        ),
        turns_earlier=words(
            r"(?:was|were|is|are|has|have|had|been|did|does|do) (?:also |likely )?(?:not|never)\b", r"(?:was|were|is|are|did|does|do|has|have)n['’]t\b",
        ),
    ),
    not_negation=words(
        r"not only", r"cannot (?:rule out|exclude|confirm|be ruled out)", r"can ?not be (?:ruled out|excluded)", r"not (?:yet )?(?:known|clear|been (?:able|determined|recovered|found|located))", r"no longer", r"without (?:authori[sz]ation|permission|a (?:work|business|valid|legitimate) (?:reason|need|purpose)|consent)",
        r"(?:has|have) not (?:yet )?(?:recovered|found|located|been)", r"not (?:authori[sz]ed|intended|have been|supposed|entitled|permitted)", r"should not", r"not (?:find|locate)", r"unable", r"not rule out", r"not (?:the )?intended", r"not properly", r"no doubt", r"not (?:securely|adequately|correctly|protected)",
    ),
    hypothetical=Marks(
        turns_later=words(
            r"\bif\b", r"\bin the event\b", r"\bin case\b", r"\bshould (?:you|your|a|an)\b", r"\bwhether\b", r"\bcould (?:allow|be|lead|result|cause|expose|potentially|let|enable)\b", r"\bwould\b", r"\bwhen (?:a|an|your)\b", r"\bprevent(?:s|ing|ion)?\b", r"\bavoid(?:s|ing)?\b", r"\bprotect(?:s|ing)?\b", r"\bprotection (?:against|from)\b", r"\bstop(?:s|ping)?\b", r"\bdetect(?:s|ing)? (?:and|or|threats|attacks)\b", r"\bguard(?:s|ing)? against\b", r"\blearn (?:how|what|about)\b", r"\bwhat to do\b",
            r"\bhow to\b", r"\brisk of\b", r"\btips\b", r"\bpotential for\b", r"\bimpersonat", r"\bpretend", r"\byou will\b", r"\byou may have (?:read|heard|seen)\b", r"\bunder (?:the|state|federal) law\b", r"\bin general\b", r"\btypically\b", r"\bexperience in\b", r"\bpolicy\b", r"\bsimulat", r"\bfictional\b", r"\bexercise\b", r"\bdrill\b", r"\bin which (?:an?|the) attacker", r"\bwill (?:share|discuss|explain|cover|present|talk)\b", r"\bhow (?:ransomware|phishing|attack|hacker|criminal|breach)", r"\bbeware\b", r"\bclaim(?:s|ing)? (?:that|to be)\b", r"\beach year\b", r"\blast year\b", r"\bpurport",
        ),
        turns_earlier=words(r"\bprevention\b", r"\bprotection\b", r"\bnotification law", r"\btemplate", r"\bresponse (?:plan|team|analyst)", r"\bis a type of\b", r"\bexercise\b", r"\bawareness\b", r"\btraining\b", r"\bdrill\b", r"\bwebinar\b"),
    ),
    planned=Marks(
        turns_later=words(r"\bwill\b", r"\bplan(?:s|ning)? to\b", r"\bintend(?:s)? to\b", r"\bgoing to\b", r"\bexpect to\b"),
        turns_earlier=words(r"\bin due course\b"),
    ),
    advice=words(
        r"\bplease\b", r"\bwe (?:also )?(?:recommend|encourage|advise|urge|suggest)\b", r"\byou (?:should|can|may (?:wish|want|also|contact|call|place|request|obtain|consider)|must|are encouraged|might want|have the right)\b", r"\bremain vigilant\b", r"\bbeware\b", r"\bdo not (?:click|open|share|reply|respond)\b", r"\bconsider \w+ing\b", r"\bnever (?:ask|give|share)\b", r"\bchange your password", r"\bcredit (?:report|bureau|freeze)\b", r"\bfraud alert\b", r"\bif you\b",
        r"\byour company\b", r"\bask (?:for|you)\b", r"\bjoin (?:us|our)\b", r"\bcredit monitoring\b", r"\breview your\b", r"\bregister (?:now|today|here)\b",
    ),
    contrast=words(r",? but ", r"; "),
)  # fmt: skip

_VERDICT = VerdictWords(
    event_title=words(_EVENTS_TITLE),
    leak=words(
        _LEAK, r"\bdata breach\b", rf"{_INFORMATION}[^.\n]{{0,60}}{_TAKEN}", r"(?:the|this|a) (?:privacy |personal data )?breach\b", r"unauthori[sz]ed (?:parties|persons|people|individuals|actors|users|code)", r"(?:names?|addresse?s?|details|information)[^.\n]{0,40}(?:visible|displayed|shown|disclosed|revealed|readable)", r"(?:able to|could) (?:see|view|read|access)", r"(?:could|can) be (?:seen|read|viewed|accessed|opened) by", r"(?:data|records|information|details)[^.\n]{0,60}\b(?:had|has) not been (?:wiped|erased|deleted|shredded|removed)", r"had not been (?:wiped|erased|shredded)", r"(?:copied|stole|took|obtained|downloaded|accessed|exported|viewed|opened) (?:[a-z]+ ){0,3}(?:data|information|files|records)", r"(?:allow(?:ed|ing)|enabl(?:ed|ing)|let|permitted)[^.\n]{0,40} (?:open|see|view|read|access)", r"apologi[sz]e[ds]? for (?:publishing|posting|sharing|losing|releasing|disclosing|exposing)[^.\n]{0,60}(?:names?|addresses|personal|details|records)", r"belong(?:ed|ing|s)? to (?:another|other|a different|someone)", r"(?:display|show|reveal)(?:ed|ing|s)?[^.\n]{0,40} (?:of|to) (?:other|another) (?:customers?|users?|patients?|members?|clients?|students?)", r"to the (?:parents|families|customers|patients|members|employees|clients) of (?:another|other)", r"\b(?:broke|broken) into\b", r"malicious software", r"malware", r"(?:emailed|sent|copied|uploaded|transferred) (?:a |an |the )?(?:file|list|spreadsheet|document|records|data)", r"locked by (?:criminals|attackers|hackers)", r"disclosed (?:their|his|her|its) (?:credentials|password|login)", r"(?:may|might|could) have (?:seen|viewed|read)", r"unauthori[sz]ed (?:access|acquisition|disclosure|party|person|actor|individual|third party|activity|user)", r"gained access", r"(?:files|records|information|data)[^.\n]{0,40}(?:were|was|been|had been) (?:\w+ )?" + _TAKEN, r"(?:may|might|could) have (?:been )?(?:\w+ )?" + _TAKEN,
    ),
    realized=words(
        r"\b(?:was|were|has|have|had|been|did)\b", r"\b(?:disclosed|responded|used|included|contained|contains?|compris(?:es|ed)|received|exposed|lost|signed|reported|shared|posted|published|discovered|learned|learnt|detected|determined|identified|became aware|experienced|occurred|happened|confirmed|affected|involved|informed|notified|suffered|found|sent|mailed|emailed|e-mailed|stole|told|impacted|gained|copied|took|recently|meant|resulted|allowed|caused|apologi[sz]e[ds]?|showed|could see|placed|viewed|held|listed|carried|bore|displayed|revealed)\b", r"\b(?:is|are) affected\b", r"\bis (?:writing|providing|notifying|informing|investigating|responding)", r"\bwe are (?:writing|notifying|investigating|responding)", r"\b(?:writes|write) to (?:tell|inform|notify)", r"\bcontinues to recover",
    ),
    happening=words(r"\bnotice\b", r"\bnotif(?:y|ies|ication)", r"\bstatement\b", r"\bupdate\b", r"\bincident\b", r"\bbreach\b", r"\bmessage\b", r"\bletter\b", r"\bregarding\b", r"\babout\b", r"\binvestigation\b", r"\bannounce", r"\binforms?\b", r"\bfaq\b", r"\bresponds\b", r"\bconfirms?\b", r"\breport", r"\bapolog(?:y|ies|i[sz]es?)\b", r"\bimportant information\b"),
    personal=words(
        _INFORMATION, r"social security numbers?", r"\bnames?\b[, ]", r"\baddresses\b", r"dates? of birth", r"medical (?:records|information)", r"patient names", r"\byour (?:name|information|data|statement)", r"(?:customer|patient|student|employee|resident|member)s?['’]? (?:names|information|data|records|e-?mail)", r"email addresses", r"e-mail addresses", r"\bpasswords\b", r"card (?:numbers|data|information)", r"\b(?:individuals|customers|patients|students|employees|residents|members) (?:are|were|was|is) affected", r"\brecords of\b", r"\bpersonal details\b", r"\btax documents\b", r"\blog-?in details\b", r"\bcredentials\b", r"\bcard details\b",
    ),
    thing=words(r"laptop", r"usb", r"folders?\b", r"binders?\b", r"notebooks?\b", r"invoices?\b", r"bills?\b", r"portal\b", r"drive", r"files?\b", r"records?\b", r"spreadsheet", r"database", r"e-?mail", r"letters?\b", r"statements?\b", r"server", r"system", r"network", r"account", r"documents?\b", r"paper", r"\bbox(?:es)?\b", r"device", r"phone", r"backup", r"information", r"\bdata\b", r"tapes?\b", r"attack", r"incident", r"ransomware", r"papers?\b", r"charts?\b", r"lists?\b", r"attachment", r"invitation", r"envelopes?\b", r"\bpage\b", r"\bapp\b", r"website", r"\bforms?\b", r"credentials", r"mailbox", r"\bnames?\b", r"details", r"bucket", r"breach"),
    apology=words(r"apologi[sz]e", r"\bsorry\b", r"\bregret", r"sincere(?:ly)? (?:apolog|regret)", r"apolog(?:y|ies)"),
    response=words(
        r"law enforcement", r"\bfbi\b", r"federal bureau", r"attorneys? general", r"department of health and human", r"information commissioner", r"credit monitoring", r"identity (?:theft )?protection", r"forensic", r"launched an investigation", r"investigation (?:determined|found|is|has|revealed|into)", r"cybersecurity (?:experts|specialists|professionals|firm)", r"misuse", r"what (?:we are|we're) doing", r"what happened", r"what information was involved", r"notif(?:ying|ied) (?:affected|those|individuals|patients|customers)", r"\bto police\b", r"state police", r"\bthe police\b", r"asked [^.\n]{0,30}to delete", r"\b(?:was|were|been) recovered\b", r"written to (?:everyone|those|all|each)", r"data protection (?:commission|authority)", r"privacy commissioner", r"dedicated (?:call|assistance)",
    ),
    guidance_title=words(
        r"\bbeware\b", r"\bscams?\b", r"\bhow to\b", r"\bwhat to do\b", r"\btips\b", r"\bguide\b", r"\bguidance\b", r"\btemplate", r"\bsample\b", r"\bwebinar\b", r"\bseminar\b", r"\bvulnerabilit", r"\badvisory\b", r"\bsecurity update\b", r"\bpatch\b", r"\bfraudulent\b", r"\bimpersonat", r"\bpretending\b", r"\bbest practices\b", r"\blaws?\b", r"\bchecklist\b", r"\bfirmware\b", r"\bphishing (?:emails|e-mails|scam|warning|alert)", r"\bwarning\b", r"\bwhat is\b", r"\bprotect(?:ing)? your", r"\bcve-", r"\bshould you\b", r"\bsteps\b", r"\bworkshop\b", r"\blessons\b", r"\blearn(?:ed|t|ing)?\b", r"\b(?:breaches|incidents|attacks|hacks) (?:we|you|that|in)\b", r"\btender\b", r"\binvitation to bid\b", r"\breporting form\b", r"\bjoin (?:us|our)\b", r"\bawareness\b", r"\bconference\b", r"\bscam alert\b", r"\bhow we protect\b", r"\bexamples?\b",
    ),
    other_title=words(
        r"\bresults\b", r"\bearnings\b", r"\brecall\b", r"\bintroducing\b", r"\blaunch", r"\bhiring\b", r"\bjobs?\b", r"\bcareers?\b", r"\bprivacy policy\b", r"\bcertif(?:ied|ication)", r"\bleader in\b", r"\baward", r"\bopens?\b", r"\bappoint(?:s|ed|ment of)\b", r"\bwebsite maintenance\b", r"\bmaintenance\b", r"\bexercise\b", r"\bdrill\b", r"\bcorrection\b", r"\bterms of\b", r"\bclass action\b", r"\blost (?:property|and found|pets?)\b", r"\binsurance\b", r"\bfound property\b", r"\bmisprint", r"\bsimulat", r"\btabletop\b", r"\barrested\b", r"\binventory\b", r"\baudit\b", r"\bpolicy\b", r"\bannual report\b", r"\bnew (?:tariff|service|product|feature)", r"\blawsuit\b", r"\bcompensation claims?\b",
    ),
    guidance_body=words(
        r"\bscammers?\b", r"\bfraudsters?\b", r"\bjoin our\b", r"\bregister\b", r"\bexperts for\b", r"\bbest practice", r"\btemplate", r"\byour (?:company|business|organization)\b", r"\byou (?:should|must)\b", r"\bbusinesses\b", r"\bfixes\b", r"\bversion [0-9]", r"\bcve-", r"\bpatch", r"\bshould (?:describe|include|update|contain)\b", r"\bwe never ask\b", r"\bdownload\b",
    ),
    not_event=words(r",? (?:prevention|protection|awareness|insurance|response plan|drill|exercise|training|detection|laws?|simulation|readiness|risks?|preparedness|defen[cs]e|trends?|statistics|experts?|webinar)\b"),
    modifies=NEVER,
    template=words(r"\[(?:company|organization|organisation|date|name|insert|number|your)[^\]\n]{0,40}\]", r"<(?:date|name|company|insert)[^>\n]{0,30}>", r"\{\{?[a-z _]{2,30}\}\}?", r"_{5,}"),
    roundup_title=words(r"\broundup\b", r"\bround-up\b", r"\bweek in\b", r"\bbreaches of\b", r"\btop [0-9]+", r"\bbiggest\b", r"\blist of\b", r"\bthis week\b", r"\bmonth in\b", r"\byear in\b", r"\bbreaches (?:this|last)\b", r"\bincidents report\b", r"\brecap\b", r"\bdigest\b"),
    roundup_entry=words(r"ransomware", r"phishing", r"breach", r"\blost\b", r"stolen", r"hack", r"malware", r"exposed", r"misconfigur", r"cyber ?-?attack", r"unauthori[sz]ed", r"leak", r"insider", r"\btheft\b", r"theft"),
    subject=words(r"breach", r"ransomware", r"phishing", r"vulnerab", r"scam", r"cyber", r"password", r"unauthori[sz]ed", r"personal information", r"malware", r"identity theft"),
    elsewhere=words(r"\bnone of our (?:customers|members|patients|clients|users|data|information|systems)", r"\bdo(?:es)? not use (?:this|the|that|their)", r"\bmedia reports\b", r"\bno impact on (?:our|us)\b", r"\b(?:our|the) (?:systems?|network|data|customers|residents)[^.\n]{0,30}(?:were|was|are|is) not (?:affected|impacted|involved)", r"\bwe (?:were|are) not (?:affected|impacted)"),
)  # fmt: skip

_PROVIDER = r"(?:vendor|provider|contractor|supplier|processor|subcontractor|third[- ]party administrator|software company|technology company|billing company|mailing house|hosting company|(?:service|ticketing|payroll|marketing|fundraising|technology|delivery|benefits|payment|logistics) partner)"

_PARTY = PartyWords(
    mark=re.compile(r"\s*(?:\[[^\]\n]{1,40}\]|【[^】\n]{1,40}】|(?:update|important|urgent|media statement|press release|news release)\s*[:-])\s*"),
    own=re.compile(_OWN),
    own_before=re.compile(r"(?!)"),
    defined=re.compile(r",?\s*\((?:the |collectively,? )?[\"“'‘](?:the )?[^\"”\n]{1,40}[\"”'’][^)\n]{0,40}\)|,?\s*\((?:[\"“]?we|us|our)"),
    announces=words(
        r"(?:,? (?:an?|the) [^.,\n]{3,80},)? (?:is|are) (?:providing|writing|notifying|informing|announcing|alerting|investigating|responding|contacting|sending|mailing)", r" (?:writes|write) to (?:tell|inform|notify)", r"(?:,? (?:an?|the) [^.,\n]{3,80},)? (?:today |recently |has |have |first |also )*(?:announced|apologi[sz]ed|published|said|mailed|sent|found|suffered|received|responded|placed|started|begun|concluded|contacted|asked|reset|disabled|closed|removed|secured|launched|engaged|hired|corrected|fixed|opened|offered|lost|learned|learnt|discovered|experienced|became aware|identified|detected|suffered|notified|informed|disclosed|confirmed|determined|provides?|reports?|said)\b", r" (?:was|were) (?:recently |first )?(?:notified|informed|told|alerted|contacted|advised|made aware)", r" (?:continues to|takes|values|apologi[sz]es|regrets|was (?:the )?(?:victim|target)|has been (?:the )?(?:victim|target))", r" can confirm", r" (?:has|have) been (?:unable|told|made aware|informed|notified|affected|hit)", r" (?:provides?|issues?|notif(?:y|ies)|informs?|gives?|updates?|confirms|announces|advises|acknowledges|reports|is contacting|is sorry|regrets|apologi[sz]es|deeply regrets|wishes to|would like to|wants to) ",
    ),
    own_place=words(r"['’]s (?:network|systems?|servers?|computer|website|information|email|employees?|customers?|patients?)", r" (?:employee|staff|network|patients|customers)\b"),
    title_link=words(r"$", r"\s*[:|–—-]", r" (?:notice|data|security|cyber|privacy|notif|provides|announces|informs|statement|update|email|e-mail|issues|confirms|responds|incident|reports|breach)", r"['’]s?\b", r","),
    entrusts=words(r"['’]s (?:vendor|contractor|provider|service provider)", r" (?:uses|relies on|contracts with|works with|engaged|hired|contracted with)\b"),
    vendor_before=words(
        rf"\b(?:our|its|their|the|a|an|his|one of our|[a-z]+['’]s) (?:[a-z-]+ ){{0,5}}{_PROVIDER}s?,? (?:called |named |known as )?\(?$", rf"{_PROVIDER},? (?:called |named )?$", r"\b(?:uses|use|used|relies on|contracts with|contracted with|works with|hired) $", r"\b(?:hosted|operated|provided|managed|maintained|run) by $", r"\b(?:notified|informed|told|alerted|advised|contacted)(?: [^.\n]{0,30})? by $", r"\b(?:software|platform|system|product|services) (?:from|called) $",
    ),
    vendor_after=words(
        rf",? (?:\([^)\n]{{1,40}}\),? )?(?:an?|the|our|one of our|which is (?:a|our|the)|who is (?:a|our)) (?:[a-z-]+ ){{0,6}}{_PROVIDER}", r",? (?:which|that|who) (?:provides|hosts|supplies|operates|manages|processes|handles|maintains)", r",? (?:has )?(?:notified|informed|told|alerted|advised|contacted) (?:us|our|the (?:district|county|city|university|hospital|school|college|company|foundation|clinic|town|board|organization))\b", r", (?:an?|the) [^,.\n]{0,60}(?:company|firm|business) (?:that|which|used)[^.,\n]{0,40}(?:us|our|we|university|district|school|hospital|county|city)",
    ),
    not_vendor_before=words(r"\b(?:law firm|forensic|cybersecurity|investigat\w*|credit bureau|credit monitoring|with|through|from) (?:[a-z-]+ ){0,3}$"),
    not_vendor_after=words(r",? (?:an?|the|our) (?:[a-z-]+ ){0,6}(?:cybersecurity|forensic|law|credit|identity|breach response|investigat|insurance|monitoring)", r" (?:is offering|to (?:provide|offer|investigate|assist|notify))", r" (?:credit|identity)"),
)  # fmt: skip

_CAUSES = (
    ("ransomware", words(r"ransomware", r"ransom (?:demand|note|payment)", r"demand(?:ed|ing)? (?:a )?ransom", r"demand(?:ed|ing)[^.\n]{0,20}(?:payment|money|bitcoin)", r"(?:systems?|servers?|files|computers)[^.\n]{0,30}locked by (?:criminals|attackers|hackers)", r"files[^.\n]{0,24}(?:were|was|had been) encrypted", r"encrypted (?:certain |some |our |its |parts of )?(?:files|systems|servers|data|computers)"), 3),
    ("phishing", words(r"phishing", r"\bphish(?:ed)?\b", r"spoofed (?:e-?mail|website)", r"(?:fake|fraudulent) (?:login|log-in|sign-in) page", r"social engineering", r"(?:tricked|deceived|duped)\b", r"smishing", r"(?:responded to|replied to|tricked by|fell for)[^.\n]{0,30}(?:e-?mail|message|call)", r"(?:disclosed|entered|gave|provided) (?:their|his|her|its|the) (?:credentials|password|log-?in|user)"), 3),
    ("malware", words(r"malware", r"malicious (?:software|code|script)", r"(?:computer )?virus\b", r"trojan", r"infected"), 2),
    ("insider", words(r"(?:former |rogue |then-)?(?:employees?|workers?|staff members?|contractors?|nurses?|members? of staff)[^.\n]{0,60}(?:without (?:authori[sz]ation|permission|a (?:work|business|valid|legitimate|job))|inappropriately|improperly|snoop)", r"(?:employee|worker|staff member|contractor|nurse|member of staff)(?:,[^,.\n]{1,40},)?(?: (?:who|had|has|also|left|and|then|previously|wrongfully|secretly)){0,4} (?:stole|took|taken|downloaded|copied|looked (?:at|up)|sold|accessed|e-?mailed)", r"insider", r"(?:to|on|in|into) (?:a|an|his|her|their) (?:own )?(?:personal|private) (?:e-?mail|account|device|drive|cloud|computer|phone)", r"(?:employee|staff member|worker)[^.\n]{0,40}(?:accessed|viewed)[^.\n]{0,50}(?:without|outside|not)", r"inappropriate(?:ly)? access", r"snoop"), 4),
    ("theft", words(r"\b(?:was|were|been|had) stolen\b[^.\n]{0,50}(?:car|vehicle|office|home|locked|premises|bag)", r"(?:laptop|computer|device|phone|drive|usb|documents|paperwork|bag|tapes?|equipment)[^.\n]{0,60}\bstolen\b", r"\bstolen (?:laptop|computer|device|phone|drive|documents|paperwork|vehicle)", r"\bburglar", r"\bthie(?:f|ves)\b", r"\b(?:broke|broken) into\b", r"\bhad (?:an? |his |her |their |its )[a-z -]{2,30}stolen", r"(?:briefcase|backpack|handbag|laptop bag|files?|folder|server|tablet)[^.\n]{0,40}\bstolen\b", r"\bstolen (?:briefcase|bag|backpack|files?|tablet|server|computers?|records)", r"\bbreak-in\b", r"\bthe theft\b", r"theft of (?:a |an )?(?:laptop|computer|device|documents|hard drive)"), 4),
    ("improper_disposal", words(r"improper(?:ly)? (?:disposal|disposed|discarded)", r"(?:thrown|placed|left|found|put|discarded)[^.\n]{0,50}\b(?:trash|dumpster|recycling|garbage|rubbish)\b", r"discarded (?:without|improperly|documents|records)", r"not (?:been )?shredded", r"dumpster", r"instead of (?:being )?(?:shredded|destroyed)", r"(?:trash|dumpster|recycling|garbage|rubbish|waste) (?:bin|container|bag|can|skip)s?", r"\b(?:skip|landfill)\b", r"(?:without|before) being (?:shredded|destroyed|wiped|erased)", r"improperly discarded", r"not (?:been )?(?:wiped|erased|destroyed|shredded)", r"(?:sold|donated|recycled|disposed of)[^.\n]{0,60}(?:still|containing|with) [^.\n]{0,20}(?:records|data|information)"), 4),
    ("misdelivery", words(r"wrong (?:envelopes?|attachments?|documents?|letters?|spreadsheets?|lists?|inbox|mailbox|recipients?|address(?:es)?|e-?mail|person|people|party|parties|customers?|patients?|parents?|families|fax|individuals?)", r"(?:sent|mailed|emailed|e-mailed|faxed|delivered|addressed|attached|forwarded)[^.\n]{0,60}(?:in error|by mistake|mistakenly|inadvertently|erroneously|unintended|incorrect)", r"(?:inadvertently|mistakenly|accidentally|erroneously|incorrectly) (?:sent|mailed|emailed|e-mailed|faxed|delivered|addressed|attached|forwarded|shared|included)", r"(?:by mistake|in error|by accident|inadvertently|mistakenly)[^.\n]{0,80}\b(?:was|were|had been|has been) (?:attached|included|enclosed|e-?mailed|mailed|faxed|forwarded)\b", r"misdirected", r"mailing error", r"mail(?:ing)?[- ]merge", r"unintended recipients?", r"\bbcc\b", r"blind (?:carbon )?cop(?:y|ied)", r"(?:address(?:es)?|recipients?|everyone|names?)[^.\n]{0,30}visible (?:in|to)[^.\n]{0,30}", r"[\"“'‘]?(?:to|cc)[\"”'’]? (?:field|line|box)", r"(?:letter|statement|e-?mail|form|card|notice)s? (?:meant|intended|addressed) (?:for|to) (?:another|other|someone)", r"(?:attachment|e-?mail|letter|message|file)s? (?:was |were )?sent (?:in error|by mistake)", r"(?:another|other) (?:customer|patient|member|recipient|person|family)['’]?s? (?:address|mailbox)?[^.\n]{0,12}(?:received|in error)", r"delivered to another", r"belong(?:ed|ing|s)? to (?:another|a different|someone else|other)", r"to (?:the )?(?:parents|families|customers|patients|members|employees|clients|guardians) of (?:another|other|a different)", r"(?:sent|mailed|e-?mailed|given|handed|delivered|posted|faxed)[^.\n]{0,60} to (?:another|an? (?:wrong|different|unrelated|incorrect)|other) (?:patient|customer|client|member|person|school|family|company|business|recipient|parent|address|employee|student)", r"sorting error", r"received [^.\n]{0,40}(?:meant|intended) for"), 4),
    ("publication_error", words(r"apologi[sz]e[ds]? for (?:publishing|posting)", r"(?:publish|post)(?:ed|ing) [^.\n]{0,60}(?:names|addresses|personal)[^.\n]{0,80}\bon (?:its|our|the|their) (?:public )?web ?(?:site|page)", r"(?:inadvertently|mistakenly|accidentally|erroneously|unintentionally) (?:posted|published|uploaded|made (?:public|available|accessible)|disclosed|released)", r"(?:posted|published|uploaded)[^.\n]{0,60}(?:in error|by mistake|inadvertently|website|online|web site|public)", r"freedom of information", r"\bfoi\b", r"\bwas (?:online|visible|live|available online|publicly available) (?:from|between|for|until|on)", r"(?:by mistake|in error|mistakenly|inadvertently|accidentally)[^.\n]{0,40}(?:public|website|online|portal|agenda|minutes|web ?page)", r"hidden (?:rows|columns|tab|sheet|data)", r"redact", r"(?:published|posted|uploaded|released|disclosed)[^.\n]{0,40}(?:by mistake|in error)"), 3),
    ("misconfiguration", words(r"misconfigur", r"(?:configuration|permission|access|access control|privacy|sharing|security) (?:settings?|error|mistake)[^.\n]{0,40}(?:incorrect|wrong|error|not |mistake|public|left|allowed)", r"(?:incorrect|wrong|improper|inadequate)(?:ly)? (?:configur|setting|permission|set)", r"configuration error", r"publicly accessible", r"left (?:open|unsecured|exposed|accessible)", r"unsecured (?:database|server|bucket|storage)", r"without (?:a )?password (?:protection)?", r"(?:set|set up|configured|marked|shared) (?:as|to) ['\"“‘]?(?:public|anyone)", r"anyone with the link", r"(?:read|seen|viewed|accessed|opened) by anyone", r"unsecured (?:cloud|storage|folder|drive)", r"open to the internet", r"accessible (?:to anyone|from the internet|over the internet|online)"), 3),
    ("system_error", words(r"(?:software|system|coding|programming|technical|website|application|caching|cache|server|database|portal) (?:bug|error|glitch|defect|fault|flaw|problem)", r"(?:see|seeing|view|shown|showed|saw)[^.\n]{0,24}(?:another|other|someone else['’]s|the wrong) (?:users?|customers?|members?|patients?|persons?|students?)['’]?s?['’]? ", r"(?:fault|error|bug) in (?:a|an|the|our)[^.\n]{0,30}(?:update|release|software|code|system|app)", r"\bbug\b", r"\bglitch\b", r"(?:able to|could) (?:see|view)[^.\n]{0,40}(?:other|another|someone else)", r"(?:other|another) (?:users?|customers?|members?|patients?|person)['’]?s?['’]? (?:information|data|account|details|records)[^.\n]{0,30}(?:shown|displayed|visible|seen|viewed)", r"shown to (?:other|another)"), 3),
    ("unauthorized_access", words(r"unauthori[sz]ed (?:access|acquisition|party|person|actor|individual|third[- ]party|activity|user|intru)", r"gained access", r"\bhack(?:ed|er|ers|ing)\b", r"cyber ?-?attack", r"cyber ?-?criminals?", r"\battackers?\b", r"threat actor", r"intru(?:der|sion)", r"compromised (?:account|credentials|system)", r"credential stuffing", r"criminal(?:s)? (?:accessed|stole|group)", r"suspicious activity", r"unusual activity", r"cyber ?security (?:incident|event)", r"bad actor", r"unauthori[sz]ed (?:parties|persons|individuals|people|actors|code|log-?in)", r"(?:used|using)[^.\n]{0,40}(?:credentials|passwords|log-?in details|usernames)[^.\n]{0,40}(?:other|another|elsewhere|different)", r"(?:re-?used|stolen) (?:passwords|credentials)", r"accessed by (?:an? )?(?:outside|unknown|external|third|unauthori[sz]ed)", r"(?:outside|unknown|external) (?:party|parties|person|actor|individual)", r"criminals? (?:gained|obtained|took|copied|accessed|stole|downloaded)", r"skimm(?:er|ing)"), 2),
    ("loss", words(r"\b(?:was|were|been|has|have) (?:been )?(?:lost|misplaced)\b", r"\b(?:lost|mislaid) (?:a |an |the |two |three |several )?(?:[a-z-]+ ){0,2}(?:laptop|tablet|usb|stick|device|drive|disk|phone|camera|documents?|papers|paperwork|files?|folders?|binders?|notebooks?|registers?|records|bags?|briefcase|box(?:es)?|backup|package|tapes?)\b", r"(?:laptop|device|drive|documents|paperwork|records|tapes?|package|box(?:es)?)[^.\n]{0,40}\b(?:lost|missing|misplaced)\b", r"\bmisplaced\b", r"(?:unable to|could not|cannot) (?:be )?(?:locate|find|found|traced|account)d?(?: for)?", r"(?:went|gone|go|is|are|was|were) missing", r"unable to trace", r"(?:cannot|could not) be traced", r"\bloses\b", r"\bmissing (?:usb|drive|laptop|device|files?|records?|documents?|tapes?)", r"left (?:behind|on a (?:train|bus|plane))"), 3),
)  # fmt: skip

_CAUSE_OVER = {
    "ransomware": frozenset({"unauthorized_access", "malware", "phishing"}),
    "phishing": frozenset({"unauthorized_access", "malware", "misdelivery"}),
    "malware": frozenset({"unauthorized_access"}),
    "insider": frozenset({"unauthorized_access", "loss"}),
    "theft": frozenset({"loss"}),
    "misconfiguration": frozenset({"publication_error", "system_error"}),
    "improper_disposal": frozenset({"loss"}),
    "misdelivery": frozenset({"unauthorized_access"}),
    "publication_error": frozenset({"unauthorized_access"}),
    "system_error": frozenset({"unauthorized_access"}),
}

EN = Wording(
    language="en",
    headings={
        "data": words(r"what (?:information|data|personal)", r"information (?:was |is )?involved", r"(?:data|information) (?:involved|affected|exposed|impacted)", r"what was (?:involved|affected|accessed)", r"type of information", r"information (?:that may have been )?(?:accessed|compromised)"),
        "advice": words(r"what (?:you|can you|should (?:you|i)|affected individuals|individuals) (?:can|do|should)?", r"what can i do", r"how (?:can|do) (?:i|you) protect", r"steps you", r"recommend", r"protect yourself", r"what (?:can|should) (?:i|you)"),
        "response": words(r"what (?:we are|we're|are we|we have|we) (?:doing|done)", r"our response", r"what is [a-z ]{2,40} doing", r"actions taken", r"steps (?:we|taken)"),
        "contact": words(r"for more information", r"contact", r"questions", r"more information", r"further information"),
        "cause": words(r"^cause", r"how did (?:this|it) happen", r"root cause"),
        "prevention": words(r"prevent", r"improvements"),
        "background": words(r"^about ", r"background", r"notes to editors"),
        "other": words(r"what happened", r"overview", r"summary", r"timeline", r"notice letter", r"the incident"),
    },
    labels=words(r"[ \t•*-]*(?:information involved|data involved|affected (?:data|information)|type of information|data types?|information (?:exposed|affected|compromised)|personal information involved)[^:\n]{0,12}:"),
    scope=_SCOPE,
    verdict=_VERDICT,
    party=_PARTY,
    causes=_CAUSES,  # type: ignore[arg-type]
    cause_over=_CAUSE_OVER,  # type: ignore[arg-type]
    unknown_cause=words(r"(?:cause|nature)[^.\n]{0,40}(?:under investigation|being investigated|unknown|determine)", r"investigat(?:ion|ing)[^.\n]{0,40}(?:ongoing|continues|underway|under way|cause)", r"cyber ?-?security (?:incident|event)", r"under investigation"),
    data_types=DATA_TYPES,
    weak_types=WEAK_TYPES,
    type_spoilers=words(r" (?:obtained from|taken from other|manager|protect|protected|reset|change|monitoring|settings|guidance|of the|brand|us\b|bureau|report|freeze|system|account|accounts|incident|message|notification|line|server)"),
    exposed=words(
        r"includ", r"contain", r"\bheld\b", r"involv", r"affect", r"impact", r"access", r"acquir", r"exposed", r"stolen", r"taken", r"copied", r"viewed", r"compromis", r"disclos", r"\bwere on\b", r"\bon the (?:statement|letter|form)", r"exfiltrat", r"download", r"obtain", r"\blisted\b", r"\bshowed\b", r"\bsuch as\b", r"\btook\b", r"information (?:was|were|is|at issue)", r"consist", r"elements", r"\bvisible\b", r"\bpublished\b", r"\brecords of\b", r"\bstored\b", r"\bgave\b", r"\bstill held\b", r"\bcompris", r"\bwas entered\b", r"\bwere entered\b", r"\bkept\b", r"\brecords for\b", r"\brecords with\b", r"\bwas taken\b", r"\bshow(?:s|ing)?\b", r"\bdisplay(?:s|ed)?\b", r"\bthe information (?:is|concerned)", r"\bread information", r"\bentered\b", r"\bhad\b[^.\n]{0,30}(?:names|addresses)", r"spreadsheet", r"\bexported\b", r"\b(?:see|saw|seen|shown)\b",
    ),
    not_exposed=words(
        r"\b(?:not|no|nor|never|neither|without)\b[^.\n]{0,24}(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|view|hold|store|collect|obtain|disclos|held|part of|present|retain|keep)", r"(?:was|were|are|is) not (?:\w+ )?(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|view|stored|held|collected|present|part of)", r"\bno (?:[a-z'’-]+,? (?:or |and )?){1,10}(?:was|were|has been|have been|is|are)\b", r"n['’]t (?:\w+ )?(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|store|collect)", r"\bnot (?:stored|held|kept|collected|included|involved|displayed|shown|visible|revealed|seen|copied|lost|published)",
    ),
    except_for=words(r"(?:other than|apart from|aside from)$"),
    unrelated=words(r"\bplease\b", r"\bcontact us\b", r"\bcall(?:ing)? (?:us|our|the|\(?[0-9])", r"\bemail us\b", r"\bchange (?:your|their) password", r"\bcredit (?:monitoring|report|bureau|freeze)", r"\bnotify by\b", r"\bmonitor your\b", r"\bidentity theft\b", r"\breview your\b", r"\bfraud alert\b", r"\bfederal trade commission\b", r"\bnever ask", r"\bwe sent\b", r"\bby (?:mail|phone|e-?mail)\b"),
    regulators=(
        ("fbi", words(r"\bfbi\b", r"federal bureau of investigation")),
        ("hhs_ocr", words(r"(?:department of )?health and human services", r"\bhhs\b", r"office for civil rights", r"\bocr\b")),
        ("state_attorney_general", words(r"attorneys? general", r"attorney-general")),
        ("ico_uk", words(r"information commissioner(?:['’]s office)?", r"\bico\b")),
        ("oaic_australia", words(r"\boaic\b", r"office of the australian information commissioner")),
        ("ppc_japan", words(r"personal information protection commission")),
        ("police", words(r"\bpolice\b", r"law enforcement", r"\bsheriff['’]s office\b", r"garda\b", r"\brcmp\b")),
        ("other_authority", words(r"(?:authority|commission|commissioner|agency|office|inspectorate) for (?:the )?(?:privacy|data|personal data|protection of)[a-z ]{0,24}", r"(?:federal )?data protection (?:commissioner|agency|board|inspectorate|and information commissioner)", r"\bcnil\b", r"internal revenue service", r"\birs\b", r"pensions regulator", r"financial conduct authority", r"\bfca\b", r"\bfdic\b", r"charity commission", r"department of (?:education|financial services|insurance|public health|health services)", r"action fraud", r"cyber security (?:centre|center|agency)", r"state officials", r"privacy commissioner", r"\bregulators?\b", r"(?:relevant|appropriate|regulatory|government|state|data protection) (?:authorit(?:y|ies)|agenc(?:y|ies))", r"\bcisa\b", r"department of homeland security", r"data protection (?:authority|commission)", r"national cyber security cent", r"\bncsc\b", r"\bauthorities\b", r"secret service", r"state agencies", r"australian cyber security centre")),
    ),
    told_by=words(r" (?:told|informed|notified|alerted|contacted|advised) (?:us|the|our)", r" investigation (?:found|revealed)", r" (?:has )?(?:said|found)\b"),
    report=Marks(
        turns_later=words(r"\breport(?:ed|ing)?\b", r"\bnotif(?:ied|ying)\b", r"\binform(?:ed|ing)\b", r"\bcontact(?:ed|ing)\b", r"\bworking (?:\w+ )?with\b", r"\bcooperat(?:ed|ing)\b", r"\balert(?:ed|ing)\b", r"\bnotice to\b", r"\bfiled\b", r"\breferred\b", r"\bengaged\b", r"\bworked with\b", r"\btold\b", r"\bin (?:contact|touch) with\b", r"\bcomplaint (?:with|to)\b", r"\bself-report(?:ed)?\b", r"\bbeen in touch with\b", r"\badvised\b", r"\bliais(?:ed|ing)\b"),
        turns_earlier=words(r"(?:has|have|had|were|was) (?:also )?(?:been |also )*(?:notified|informed|contacted|alerted|advised)"),
    ),
    misuse=(
        ("not_observed", words(
            r"\b(?:not (?:currently |presently )?aware of|no (?:evidence|indication|reports?|knowledge|known)|know of no|have not (?:seen|received|found|identified)|has not (?:seen|received|found|identified)|unaware of|nothing to suggest|no reason to believe|not received any)\b[^.\n]{0,110}?(?:misus|fraud|identity theft|has been used|have been used|been used|used (?:or|for|in|to)|exploit|attempted to use|being used|shared|published|disseminat)",
            r"\bno (?:actual or attempted )?(?:misuse|fraud|identity theft)", r"\bnot (?:been )?misused\b", r"\bno reason to believe\b[^.\n]{0,80}(?:misus|fraud|used)",
        )),
        ("observed", words(r"\b(?:has|have|had) been (?:used fraudulently|misused)", r"\bwas (?:used fraudulently|misused)", r"fraudulent (?:charges|transactions|purchases|tax returns?|accounts?) (?:were|was|have been|had been)", r"(?:have|has) (?:reported|seen|noticed|experienced) (?:that )?(?:fraud|unauthori[sz]ed (?:charges|transactions))", r"(?:posted|published|offered for sale|leaked)[^.\n]{0,20}on the dark web", r"\bused to (?:send (?:spam|phishing)|make (?:purchases|fraudulent))")),
    ),
    exposure=(
        ("possible", words(r"(?:may|might|could) (?:potentially )?have (?:been )?(?:\w+ )?" + _TAKEN, r"(?:may|might|could) (?:potentially )?have (?:held|contained|involved|affected|included|taken|viewed|seen|accessed)", r"potentially (?:\w+ )?" + _TAKEN, r"(?:cannot|can not|could not|not) (?:be )?rule[d]? out", r"possib(?:le|ly) (?:that )?[^.\n]{0,40}" + _TAKEN, r"publicly accessible", r"whether[^.\n]{0,80}(?:taken|accessed|stolen|affected|involved|compromised)")),
        ("confirmed", words(r"(?:was|were|had been|has been|have been) (?:\w+ )?(?:accessed and |viewed and |copied and )?(?:acquired|stolen|taken|copied|exfiltrated|downloaded|viewed|disclosed|leaked|published|sent|mailed|emailed|e-mailed|obtained|removed|exported|accessed|posted)", r"\b(?:copied|exported|stole|took|downloaded|obtained|acquired|exfiltrated|viewed|accessed) (?:\w+ ){0,4}(?:files|data|records|information|names|documents)", r"\be-?mailed a\b", r"had viewed")),
        ("none", words(r"no (?:personal|customer|patient|employee|student|member|sensitive)?(?: or \w+)? ?(?:information|data) (?:was|were|has been|had been|have been) (?:\w+ )?(?:involved|accessed|affected|compromised|lost|stolen|taken|exposed|impacted)", r"did not involve (?:any )?(?:personal|customer|patient)")),
    ),
    stages=(
        ("final", words(r"\bfinal\b", r"investigation (?:complete|concluded|results|findings)", r"completes? investigation", r"conclusion of")),
        ("update", words(r"\bupdated?\b", r"\bfollow-?up\b", r"\bsupplemental\b", r"second notice")),
    ),
    stages_body=(
        ("update", words(r"\bfurther to our (?:statement|notice|announcement|update|message|letter)", r"\bas (?:previously|we previously) (?:reported|announced|disclosed|shared|communicated)\b", r"\bsince our (?:last|previous|initial) (?:update|statement|notice|message)", r"\bfollowing our (?:initial|previous|earlier) (?:statement|notice|update)", r"^update\b")),
        ("final", words(r"(?:investigation|review) (?:into [^.\n]{0,40})?(?:is|has been) (?:now )?(?:complete|completed|concluded|closed)",)),
    ),
    notified=words(r"\b(?:have|has|are|is|were|was|been) (?:already |now |also |been |directly |individually |personally )*(?:notified|notifying|contacted|contacting|informed|mailing (?:letters|notice)|sending (?:letters|notice)|mailed (?:letters|notice)|sent (?:letters|notice)|apologized to those|apologised)", r"\b(?:mailed|sent) (?:notification )?(?:letters|notices?|notification)", r"(?:is|are) (?:notifying|writing to)", r"writes to tell you"),
    to_be_notified=words(r"\bwill (?:be )?(?:\w+ )?(?:notify|contact|inform|mail|notified|contacted|receive (?:a )?(?:letter|notice))", r"plan(?:s)? to (?:notify|contact|inform)"),
    pending=(
        ("cause", words(r"(?:cause|how this happened|how the)[^.\n]{0,40}(?:under investigation|being investigated|not yet known)")),
        ("affected", words(r"(?:number of|how many|scope of|extent of)[^.\n]{0,60}(?:determine|under investigation|unknown|ongoing|review)", r"determin(?:e|ing) (?:the )?(?:number|how many|scope|extent|whose)")),
        ("exposure", words(r"(?:whether|if) [^.\n]{0,60}(?:information|data)[^.\n]{0,40}(?:was|were|is|has been|have been)[^.\n]{0,40}(?:ongoing|investigat|determin|review)", r"determine (?:whether|if) [^.\n]{0,40}(?:information|data)")),
    ),
    desk=words(r"\bcall\b", r"\bcontact\b", r"\bquestions\b", r"\btoll[- ]free\b", r"\bhelpline\b", r"\bhotline\b", r"\bassistance line\b", r"\bfor (?:more|further) information\b", r"\bemail us\b", r"\bcall center\b", r"\bphone\b", r"\bwrite to us\b"),
    not_desk=words(r"\bfax\b", r"equifax", r"experian", r"transunion", r"federal trade commission", r"\bftc\b", r"media (?:contact|inquir|enquir)", r"press (?:contact|office)", r"attorney general"),
)  # fmt: skip
