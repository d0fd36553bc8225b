# ruff: noqa: E501  (tables: a row a line)
"""English: numbers and counts, as tables."""

from __future__ import annotations

import re
from fractions import Fraction

from noticewatch.extract.lexicon.counting import NEVER, CountWords, NumberWords
from noticewatch.model import Unit

_I = re.IGNORECASE

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 20 + 10 * step for step, word in enumerate(_TENS.split())
}  # fmt: skip
_ONES["single"] = 1  # "a single patient"
_SMALL = {"hundred": 100, "dozen": 12}
_LARGE = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
_WORDS = "|".join(sorted([*_ONES, *_SMALL, *_LARGE], key=len, reverse=True))

# Words that may stand between a number and the noun it counts: "41,207 current and former employees".
_ADJECTIVES = (
    r"(?:(?:are|were) (?:the )?)?"
    r"(?:of (?:its|our|their|the|these|those|your) (?:(?:about |over |more than |approximately "
    r"|roughly )?\d[\d.,]{0,12}(?: million| thousand)? )?)?"
    r"(?:(?:current|former|present|prior|job|web|app|new|tax|and|or|unique|individual|affected|impacted|adult|minor|active|registered|retail|our|its|of|the"
    r"|additional|own|potentially|rising|incoming|graduating|enrolled|eligible|retired|returning"
    r"|business|corporate|online|home care|day care|child care|elder care|long-term care|after-school|part-time|full-time|hospital|dental|medical|clinic|insured|health plan|plan|loyalty|newsletter|website|user"
    r"|customer|client|patient|employee"
    r"|student|member|personal|private|separate|distinct|U\.S\.|US|UK|past|present|living|deceased|local|different|previous"
    r"|prospective"
    r"|[A-Z][A-Za-z&’'-]{1,24}(?: [A-Z][a-z]+)?)[ ]){0,4}"
)

_PEOPLE = (
    r"(?:people|persons?|individuals?|customers?|clients?|patients?|employees?|workers?|staff|users?|members?|students?|pupils?"
    r"|residents?|citizens?|subscribers?|consumers?|guests?|applicants?|candidates?|teachers?|donors?|account holders?"
    r"|policyholders?|participants?|players|travell?ers|tenants|volunteers|drivers|children|parents|adults|juniors|seniors"
    r"|minors|borrowers|taxpayers|victims|names)"
)

# What may stand right before a number that a label counts: "Accounts: at least 300".
_MAYBE = (
    r"(?:(?:about|approximately|around|roughly|nearly|almost|some|an estimated|up to|no more than|fewer than|less than|at least"
    r"|more than|over|no fewer than|just over|just under) )?"
)

# One more word of any kind; none that is a measure of its own.
_ADJECTIVE = (
    r"(?!(?:months?|years?|days?|weeks?|hours?|minutes?|pages?|percent|laptops?|computers?|schools?|districts?|countries|units?"
    r"|locations?|more|other|others|servers?|hospitals?|copies|times|shared|have|were|that|which|from|with|about)[^a-z])[a-z-]{4,16}"
)


_NO_PEOPLE = r"(?![ -](?:workspaces?|instances?|environments?|deployments?|sites?|portals?|organi[sz]ations?|compan(?:y|ies)|services?|support|base|facing|districts?|relations|premises)(?![a-z]))"


_LEAD = rf"\+?[ \n]{{0,2}}{_ADJECTIVES}(?:{_ADJECTIVE} )?"  # between a number and its noun; long to read, so once for all of them


def _noun(words: str, unless: str = "") -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}(?i:{words})(?![a-z]){unless}(?:['’]s?)?")


_NOUNS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (_noun(r"e-?mail addresses|email address|e-?mails? (?:contacts|ids)|addresses(?= (?:was|were|are|became|could be|had been) (?:[a-z]+ )?(?:visible|shown|seen|exposed|disclosed|readable|revealed))"), "email"),
    (_noun(r"(?:(?:payment|credit|debit|bank|gift|unique) ){0,2}cards?(?: numbers?)?"), "card"),
    (_noun(r"(?:(?:e-?mail|bank|online|employee['’]s|member['’]s|user['’]s|employees?['’]?|(?:employees|users|members|clinicians|physicians|officers|workers)['’]|staff|user|work|business) ){0,3}(?:accounts?|mailbox(?:es)?"
        r"|inbox(?:es)?|logins?|profiles)(?! holders?| managers?)"), "account"),
    (_noun(r"households?|families|homes"), "household"),
    (_noun(
        r"(?:(?:data|medical|health|patient|customer|claims?|student|personnel|personal|sensitive) ){0,2}(?:records?"
        r"|entries|rows|documents|data sets?|letters|forms|charts|bookings|reservations|prescriptions|envelopes|invoices"
        r"|(?:support )?cases|requests|results|orders|policies|contracts|transactions|certificates|tickets|questionnaires"
        r"|tenancies|(?<!20\d\d )(?:w-2|1099|t4|p60|p45)s|payslips|pay ?stubs|pay ?slips|tax forms|worksheets|filings|petitions|affidavits|case files|slips|responses|submissions"
        r"|statements|applications|licen[sc]es|passports|numbers|claims|driver'?s?'? licen[sc]e numbers?)"
    ), "record"),
    (_noun(r"(?:hard )?(?:disks|drives)|tablets|cameras|doorbells|phones|smartphones|watches|wearables|toys"), "device"),
    (_noun(r"files?(?! (?:shares?|servers?|systems?|transfers?|types?|names?|numbers?)(?![a-z]))|spreadsheets|decisions"), "file"),
    (_noun(
        r"people|persons?|individuals?|customers?|clients?|patients?|employees?|workers?|staff(?: members)?|users?|wh[aā]nau|patrons"
        r"|members?|students?|pupils?|alumni|residents?"
        r"|citizens?|subscribers?|consumers?|guests?|applicants?|candidates?|teachers?|donors?|(?:account|card|policy"
        r"|pass|licen[sc]e|permit|badge|ticket)-?\s?holders?|victims?|participants?"
        r"|passengers?|borrowers?|taxpayers?|voters?|children|minors?|parents?|guardians?|tenants?|shareholders?"
        r"|beneficiaries|drivers?|veterans?|inmates?"
        r"|officers?|retirees?|contacts|men|women|adults|Americans|Canadians|Australians|New Zealanders|attendees"
        r"|players|claimants|names(?! of)|data subjects|shoppers|parishioners|undergraduates|graduates|seniors|juniors|sophomores|freshm[ae]n|alumnae|graders|landlords|tenants|travell?ers"
        r"|owners|homeowners|policyholders|learners|buyers|sellers|hosts|riders|readers|delegates|survivors|witnesses|professionals"
        r"|physicians|doctors|nurses|dependents|dependants|enrollees|policy holders|ratepayers|constituents"
        r"|volunteers|contractors|pensioners|associates|faculty(?: members)?|youths?|babies|infants|cardholders|accountholders"
        r"|registrants|(?:scholarship|benefits?|grant|award|pension|aid|loan|welfare|Medicaid|Medicare) recipients|respondents|complainants|claimants|hirers|bidders|spouses|supporters|followers|signatories|payees|submitters|objectors|petitioners|householders|leaseholders|fundraisers|sponsors|backers|ticket-?holders|season ticket holders|entrants|runners|competitors|worshippers|congregants|lodgers|caregivers|carers|foster parents|interpreters|freelancers|trainees|apprentices|interns|cadets|recruits|jurors|growers|farmers|stallholders|traders|merchants|vendors' staff|commuters|motorists|cyclists|anglers|hunters|collectors|exhibitors|speakers|authors|reviewers|researchers|fellows|scholars|lecturers|professors|tutors|coaches|referees|athletes|swimmers|campers|scouts|callers|enquirers|inquirers|claimant families|mourners|relatives|next of kin",
        _NO_PEOPLE,
    ), "person"),
)  # fmt: skip

EN_COUNTS = CountWords(
    numbers=NumberWords(
        token=re.compile(rf"(?<![\d.,])\d{{1,3}} [0-9]\d\d(?: \d{{3}})?(?![\d.,]?\d)|\d[\d,]*(?:\.\d+)?|(?<![a-z])(?:{_WORDS})(?![a-z])", _I),
        gap=re.compile(r"[ -]?(?:and )?"),
        ones=_ONES,
        small=_SMALL,
        large=_LARGE,
    ),
    unit_follows=re.compile(
        r"(?=\+?[ \n]{1,2}[A-Za-z])" + _LEAD + "(?:" + "|".join(one.pattern.removeprefix(_LEAD) for one, _ in _NOUNS) + ")"
    ),
    units=_NOUNS,
    prefixed=re.compile(
        r"(?:[A-Za-z_.,/$€£¥#+-]|\d:|No\. ?|(?:\d|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our) (?:in|out of) (?:every )?|v\.? ?|[$€£¥] |(?:several|few|many|half an?|couple(?: of)?) ?"
        r"|(?:[Yy]ear|[Gg]rades?|[Dd]istrict|[Ww]ard|[Rr]oom|[Rr]oute|[Pp]hase|[Tt]ier|[Ll]evel|[Ss]ection|[Cc]lass(?: of)?|[Ff]orm|[Ss]tep|[Uu]pdate|[Vv]ersion"
        r"|[Pp]age|[Cc]hapter|[Aa]rticle|[Tt]able|[Uu]nit|[Zz]one|[Rr]egion|[Ll]ocal|[Pp]recinct|[Tt]itle|[Bb]uilding|[Ff]loor|[Ss]uite|[Bb]ox|[Nn]umber|[Cc]ase|FY|[Ff]iscal"
        r"|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? (?:\d{1,2}, )?)\Z"
    ),
    numbered=re.compile(r"[.)]? [A-Z]"),
    dated_after=re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])"),
    unitless=re.compile(r"(?: of (?:them|these|you|us)(?= in all| altogether| all told| in total))?[ \t]*(?:\Z|[\n().;,|]|  |(?:in all|all told|in total|altogether)(?![a-z]))"),
    implied=(
        (re.compile(r"(?:e-?mail addresses|addresses (?:disclosed|exposed|shown|visible))(?: \w+){0,3}(?:\s?\([^()\n]{0,40}\))?"
            r"(?:\s{0,2}[:=–-]|  |\s)\s{0,3}" + _MAYBE + r"\Z", _I), "email"),
        (re.compile(r"e-?mail address(?:es)? of (?:every(?:body|one)|all|each)(?: [a-z]+){0,3}, " + _MAYBE + r"\Z", _I), "email"),
        (re.compile(r"(?:to|of) (?:all|every)(?: (?:the|our|its|of|active|former|current|past|present|and|known|living|adult|minor)){0,5} "
            + _PEOPLE + r"(?: (?:in|on|of) (?:the|our|that|this) [a-z]{3,12})?, " + _MAYBE + r"\Z", _I), "person"),
        (re.compile(r"(?:accounts|mailboxes|logins)(?: (?!on|in|since|by|at|from|until|to|of)\w+){0,3}(?:\s?\([^()\n]{0,40}\))?"
            r"(?:\s{0,2}[:=–]|  )\s{0,3}" + _MAYBE + r"\Z", _I), "account"),
        (re.compile(r"cards?(?: numbers)? (?:affected|concerned|exposed|involved)(?:\s{0,2}[:=–]|  )\s{0,3}" + _MAYBE + r"\Z", _I), "card"),
        (re.compile(
            r"(?:number of (?:\w+ ){0,4}" + _PEOPLE + r"(?: \w+){0,3}"
            r"|" + _PEOPLE + r" (?:\w+ )?(?:affected|impacted|exposed|involved|concerned|listed|notified|enrolled)"
            r"|(?:total|number) (?:affected|impacted|of affected)|how many(?: (?:people|individuals|were affected|are affected))?\??"
            r"|(?:(?<![^\n])|[-•*] )[^.\n\d]{0,40}" + _PEOPLE + r"(?: [a-z]+){0,2}(?:\s?\([^()\n]{0,30}\))?(?=\s{0,2}:|  ))"
            r"(?:\s?\([^()\n]{0,40}\))?(?:\s{0,2}[:=–—-]|\s)?\s{0,3}" + _MAYBE + r"\Z", _I,
        ), "person"),
        (re.compile(r"(?:number of (?:\w+ ){0,3}(?:records|documents|files)(?: \w+){0,3}|records (?:affected|exposed"
            r"|impacted|involved))\s{0,2}[:=-]?\s{0,3}" + _MAYBE + r"\Z", _I), "record"),
    ),
    nouns=(),
    nouns_after=(),
    held_by=re.compile(r"(?:mailboxes|inboxes|e-?mail accounts|logins|credentials) (?:of|belonging to|used by|assigned to|held by)[^.\n\d]{0,16}\Z", _I),
    echo_before=re.compile(r"(?:of (?:these|those|them|whom|which)|among (?:them|these|those)|including|and of those|the remaining|another|for|and)[ ,]{1,2}"
        r"(?:(?:about|approximately|around|roughly|nearly|almost|some|at least|up to|only|another|a further|more than|over) ){0,2}\Z", _I),
    echo_verb=re.compile(r" (?:were|are|was|had|have|came|contained?|involved?|included?|belong(?:ed)?|live|lived|who|also|really|on |all told)(?![a-z])", _I),
    echo_after=re.compile(r"(?: who(?![a-z])| of (?:these|those|them|whom|which)(?! (?:two|three|four|\d))(?![a-z])|(?: in (?:total|all)| all told)(?=[\s.,;]))", _I),
    qualifiers_before=(
        (re.compile(r"(?:up to|as many as|no more than|at most|a maximum of|maximum of|fewer than|less than|under|perhaps"
            r"|not more than|potentially)\s(?:about |approximately |some )?\Z", _I), "up_to"),
        (re.compile(r"(?:between \d[\d,.]{0,14}(?: thousand| million)? and|\d[\d,.]{0,14}(?: thousand| million)? to)\s\Z", _I), "up_to"),  # the end of a range
        (re.compile(r"(?:more than|at least|over|in excess of|upwards of|no fewer than|no less than|not fewer than|exceeding|greater than|above"
            r"|a minimum of)\s(?:about |approximately |some )?\Z", _I), "at_least"),
        (re.compile(r"(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|an estimated|estimated|circa|something like|in the region of"
            r"|just (?:over|under)|close to|or so|~)\s?\Z", _I), "about"),
    ),
    qualifiers_after=(
        (re.compile(r"\s(?:or more|or above|plus)", _I), "at_least"),
        (re.compile(r"\s(?:or fewer|or less|at most)", _I), "up_to"),
    ),
    total_before=re.compile(r"(?:total(?:ing|ling|s|led)?(?: number)?(?: of)?|in total,?|in all,?|all|altogether,?"
        r"|overall,?|combined)\s(?:about |approximately |some |up to |over )?\Z"),
    total_after=re.compile(r"\s(?:in total|in all|altogether|overall|all told|nationwide)", _I),
    part_before=re.compile(r"(?:including|(?:this|that|these|those|which|total|number|figure) (?:also )?include[sd]?|of whom|of which|of these|of those|among (?:them|these|those)|comprising"
        r"|consisting of)[^.\n]{0,24}\Z"),

    part_after=re.compile(r"\s(?:of whom|of which|of them|of these|of those)\s", _I),
    cumulative=NEVER,
    overlapping=NEVER,
    added=re.compile(r"(?<![a-z])(?:(?:an|and|with) additional|a further|on top of that,?|in addition,?)\s(?:about |approximately |some |another ){0,1}\Z", _I),
    lists=re.compile(r"(?:\s?\([^()\n]{0,30}\))?(?:[\w ]{0,24})(?:,? and |, | as well as | plus |; )(?:another |approximately |about "
        r"|some )?(?:the (?:[\w-]+ ){1,4}(?:of|for|on|about) )?", _I),
    never_before=re.compile(
        r"(?:(?:association|landlord|provider|charity|company|trust|operator|owner|manager|chain) (?:with|that (?:owns|manages|runs|looks after))|(?:know|knows|knew|heard|aware|learned|told) of|(?:sen[dt]|sending|showed|gave|shown|mailed|e-?mailed|forwarded) (?:me|us|him|her)|(?<![a-z])each (?!of)[a-z]+[^.\n\d]{0,30}|(?:reset|resetting|revoked|rotated)[^.\n\d]{0,40}|(?:did not|does not|do not|has not|have not|not) (?:affect|impact|involve|include|compromise|expose|reach)(?:ed|d|s)?(?: [a-z]+){0,3}|(?:first|originally|initially|previously|earlier) (?:said|estimated|thought|reported|believed)(?: that)?|serv(?:es|ing|ed)|employ(?:s|ing|ed)|insur(?:es|ing)|supports?|supporting|trusted by|used by|worldwide"
        r"|capacity (?:of|for)"
        r"|seats?|sold|sell|recall(?:ed|s|ing)?|hire[ds]?|hiring|recruit\w*|responded to|answered|helped|arrested|charged"
        r"|inquiries from|calls from|reports? (?:from|of)|tickets? (?:from|about)|intended for|meant for|persuaded|asked|queue of"
        r"|complaints from|(?:team|staff|panel|network|community|workforce|committee|board)(?: of| by)?|laid off|viewed by|opened by|brought in|all but|compar(?:e|ed|ing)|match(?:ed|ing)|merg(?:ed|ing)|phoned|telephoned|spoken (?:to|with)|times,? (?:[a-z]+ ){0,2}of (?:which|those|these|them)"
        r"|accessed by|seen by|downloaded by|reviewed|searched|processed|replies|out of|home to|enrolls?|educates?|teaches?|(?:attempt(?:ed|s)?|tried|try)(?: [a-z-]+){0,5})"
        r"\s(?:more than |over |about |approximately |up to |some |nearly |the |only |all |roughly |almost |around |each of ){0,3}\Z",
    ),
    never_after=re.compile(
        r"\s(?:(?:were|was) (?:posted|mailed|printed)(?![^.\n]{0,40}(?:wrong|incorrect|old|outdated|another))|(?:of the letters )?have been returned|went over|worldwide|globally|around the world|across the (?:country|globe|world)|seats?|were (?:arrested"
        r"|charged|hired|promoted|laid off)"
        r"|(?:who |other than [^.\n]{1,30} |have |has |had )?(?:so far )?(?:(?:did |have |had )?(?:pay|paid)(?![a-z])|fell for|lost money|(?:and [a-z]+ )?got (?:an?|the|one|this|these|our)(?![a-z])|were sent (?:an? |the )?(?:false|fake|fraudulent|spam|phishing|odd|scam|bogus)|received|opened|viewed|downloaded|forwarded|clicked|replied|answered|called|contacted|complained|responded|reported|told|phoned|rang|noticed|spotted|alerted|wrote|known to have opened|containing (?=\d)"
        r"|visited|sat|voted|work(?:ed|s|ing)? (?:on|around|to|together))(?![a-z])"
        r"|(?:have |had )?attended|have signed|signed up|(?:per|a|each|every|an) (?:year|day|month|week|hour)(?![a-z])"
        r"|in the (?:queue|office|team|department|room)|to answer|of staff (?:able|were able|clicked|persuaded|opened)|able to|reading|(?:have )?(?:since )?(?:left|retired)|who sat)", _I,
    ),
    mailed_after=NEVER,
    misdirected=NEVER,
    never_near=re.compile(r"(?:webinar|\bnew (?:homes|houses|jobs)\b|square[- ]f(?:oo|ee)t|dividend|job openings|we serve |is a leading|customer support team by|call cent(?:re|er) (?:hours|staff)"
        r"|provides? services to|founded in|headquartered|thousands of)"),
    never_organizations=NEVER,
    viewers_before=NEVER,
    told_after=re.compile(r" (?:were|have been|has been|are being|will be|have all been|were all|concerned (?:were|have been)) (?:e-?mailed|notified|contacted|informed|written to|sent (?:a )?letters?|alerted|offered)", _I),
    contained_before=re.compile(
        r"(?:list|roll|sheets?|files?|spreadsheet|worksheet|workbook|database|documents?|report|tapes?|disks?|drives?|laptop|tablet|box(?:es)?|folders?|table|mailbox"
        r"|forms?|letters?|envelopes?|e-?mails?|stick|server|backup|attachment|table|data set|bundle|parcels|them|it|register|book|pdf|W-2|records?)"
        r"[^.\n]{0,48}[ ,](?:with|of|for|about|on|has|had|holds?|held|were|are|was|is|shows?|showed|show|listing|lists|naming|concern(?:ing|s|ed)?|relat(?:es|ed|ing) to|cover(?:s|ed|ing)?|from)"
        r"\s[^.\n]{0,48}\Z", _I),
    recipients_before=re.compile(
        r"(?:(?:received by|(?:sent|forwarded|e-?mailed|delivered|addressed|distributed|issued|circulated|mailed out|sent out) to)(?: a (?:list|group|total) of)?"
        r"|recipients?:?)"
        r"\s(?:more than |over |about |approximately |up to |some |the |only |all ){0,3}\Z",
    ),
    recipients_after=re.compile(r"\s(?:on the (?:mailing|distribution) list|in (?:copy|the (?:To|CC) (?:field|line)))", _I),
    recipients_exposed=re.compile(r"(?:\bbcc\b|blind[- ](?:carbon )?cop|[\"'“]?(?:to|cc)[\"'”]? (?:field|line)"
        r"|visible (?:to (?:all|other|each|every)|in the)|(?:every|all|each other['’]s) (?:e-?mail )?address(?:es)?)", _I),
    addresses=re.compile(r"addresses", _I),
    doing_before=re.compile(
        r"(?:(?<![a-z])(?:we|it|they|which|who|company|firm|bank|hospital|university|district|school|city|county|union|practice|organi[sz]ation|[A-Z][a-z]+)"
        r" (?:now |currently |today |presently )?(?:ha(?:ve|s|d)|counts?|counted))"
        r"\s(?:more than |over |about |approximately |some |nearly |around |roughly |almost ){0,2}\Z", _I),
    doing_after=re.compile(r" ?(?:[;.\n]|, (?:and|but|of|with)(?![a-z])|(?:and|but|across|in \d|worldwide|nationwide|on its|on our)(?![a-z]))"),
    base_after=NEVER,
    whole_before=re.compile(r"(?<![a-z])(?:all|every one|each) (?:of )?(?:its |our |their |the |your )?\Z"),
    share_before=re.compile(
        r"(?P<said>(?P<percent>(?<![\d.,])\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent|per cent)"
        r"|(?P<part>(?<![\d.,])[1-9]|(?<![a-z])(?:one|two|three|four|five)) (?:in|out of) (?:every )?"
        r"(?P<of>10|[2-9]|two|three|four|five|six|seven|eight|nine|ten)"
        r"|(?<![a-z])(?P<word>half|(?:a|one) third|two[- ]thirds|(?:a|one) quarter|three[- ]quarters))"
        r" of (?:our|its|the|their|all|a total of)?\s?(?:approximately |more than |over |about |some |roughly |nearly ){0,1}\Z", _I
    ),
    share_after=NEVER,
    fractions={
        "half": Fraction(1, 2),
        "a third": Fraction(1, 3), "one third": Fraction(1, 3), "two thirds": Fraction(2, 3), "two-thirds": Fraction(2, 3),
        "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4), "three quarters": Fraction(3, 4), "three-quarters": Fraction(3, 4),
    },
    base_before=re.compile(r"(?:^|(?<=[.\n] )|(?<=\n))(?:of|out of) (?:our|its|the|their|all)\s(?:approximately |more than |over |about |roughly |some )?\Z|(?:\d%?|(?:percent|per cent|half|(?:a|one) third|quarter|majority|minority|proportion|percentage|handful|some|many|most|few|part|fraction|subset|portion|several"
        r"|number)(?: \w+)?|(?:a|the) sample|among the first|the first|copies|all but \w+) (?:out )?of (?:our|its|the|their|a total of|more than|over|about|approximately|some|all"
        r"|roughly)?\s?(?:approximately |more than |over |about |total |than )?\Z"),
    breakdown=NEVER,
    part_headings=re.compile(r"(?<![A-Za-z])(?-i:In) \Z|(?:(?<=[.;:,] )|(?<=\n)|(?<=and ))for (?:only |just |the |a further )?\Z|(?:including|residents of|number of (?:\w+ )?residents|residents (?:affected|notified)"
        r"|minors)[^\n]{0,24}\Z", _I),
    exposure=re.compile(
        r"(?:affect(?:ed|ing|s)?|successful (?:for|in|on|against|with)|someone else['’]s|somebody else['’]s|impact(?:ed|ing|s)?|expos(?:ed|ing|ure|es)|compromis(?:ed|ing|e)|breach(?:ed)?|involv(?:ed"
        r"|ing|es)|access(?:ed|ible)?|obtain(?:ed)?"
        r"|stolen?|stealing|taken|took|acquired?|disclos(?:ed|ure|ing)|view(?:ed|able)|leak(?:ed|ing)?|lost|missing"
        r"|exfiltrat\w*|copied|downloaded"
        r"|misdirected|released|published|posted|visible|unauthori[sz]ed|at risk|open(?:ed)?|(?:given|handed) (?:out|away)|limited to|(?:was|were|is|are) (?:also )?(?:there|in there|in it|on it|in them|among them)|retrieved|looked up|in question|concern(?:ed|s|ing)?|identified|got (?:into|hold)|gained|displayed|swiped|captured|reached|put into|sent to (?:the )?(?:wrong|another|an? other|an unintended)|walked away|laid open|left|treated as|swept up|caught up|hit by|included in|came to light|port(?:ed)?|tapped|changed|searchable|public(?:ly)?|sold|discarded|dumped|sign(?:ed)? in(?:to)?|log(?:ged)? in(?:to)?|belong(?:ed|ing|s)? to|mis-?sent|misplaced|wrong (?:envelopes?|address(?:es)?|person|attachment)|in error|could (?:see|read|be (?:read|seen|viewed|opened))|(?:served|delivered|presented|handed|issued|shown|given) to (?:an? |the |some )?(?:[a-z]+ ){0,2}(?:wrong|other than|else|another|different)|other than the (?:addressee|policyholder|patient|customer|owner|member|person|recipient)|carried off|forwarded|submitters? (?:are|is|were)|can be (?:read|seen|opened)|among them|filled (?:one|it|them|a form) in|(?:placed|made) [^.\n]{0,20}(?:orders|purchases|bookings) (?:in|during|over) (?:those|these|that)|lists? cover|(?:had|have|has) (?:their |some |personal )?(?:information|details|data|records|names?) (?:in|on|within)|in the (?:file|list|folder|box|bag|envelope|table|spreadsheet|database)|we counted|by mistake|lists?|listed|contain(?:ed|ing|s)?|includ(?:ed|es)|(?:mail(?:ed|ing)|sen[dt](?:ing)?|issu(?:ed|ing)) (?:[a-z]+ ){0,2}(?:letters|notices?|notifications?) to|(?:writing|wrote|written) to|entered|left (?:in|on|behind)|went missing|shown|displayed|held|stored|(?:incorrect|wrong|old|other) (?:address(?:es)?|recipients?|people)|encrypted|hacked|phished|notify(?:ing)?"
        r"|notified)(?![a-z])",
    ),
    headings=re.compile(r"(?:whose|affect(?:ed|s)|impact(?:ed|s)|exposed|compromised|breach|involved|what information|what happened|who (?:is"
        r"|was)|how many|records|what was (?:in|visible|taken|exposed|shared|seen|disclosed)|that comes to|whose|what['’]s in|concerned|number|leaked|stolen|lost|disclosed|persons|(?<![^\n])who(?![a-z])|impact|where we know)"),
    other_headings=re.compile(r"(?:questions|response|prevention|correspondence|what (?:happened|to do)|about (?:us|the company|our )|what (?:we|you|are)|contact|for more information|steps"
        r"|recall)"),
    heading_marks=re.compile(r"\s*(?:#|[•*■]|\d{1,2}[.)]\s)"),
    kinds_after=re.compile(
        r"(?:['’]s?)?(?:['’]s?)?\s(?:(?:personal|private|protected|sensitive|health|financial|salary|pay|payroll|medical|bank|tax|account|contact|claim|identity|login)\s){0,2}(?:names?|addresses"
        r"|information|data|details|records?|e-?mail|phone|social security|charts?|files?|statements?|bills?|results?|letters?|photos?)", _I
    ),
    introduces=re.compile(r"(?:following|below|these)"),
    table_units=(
        (re.compile(_PEOPLE, _I), "person"),
        (re.compile(r"(?:accounts|profiles|mailboxes)", _I), "account"),
        (re.compile(r"(?:records|documents|forms|entries)", _I), "record"),
    ),
    kinds_only=re.compile(
        r"(?=[^\n]{0,30}(?i:name|address|mail|phone|number|birth|password))"
        r"(?i:(?:names?|addresse?s?|e-?mails?|phone|telephone|numbers?|dates?|of|birth|social|security|passwords?|and|only"
        r"|with|[\s,:•*-])+)"
    ),
    kinds_before=re.compile(
        r"(?:names?|addresses|birth|information|data|details|numbers|records|balances|results|files?|photos|histor(?:y|ies)"
        r"|diagnos[ei]s|grades|scores|ids|notes|charts|documents|letters|passwords|health|needs)(?:,? (?:and|or) [^.,\n]{1,50}|, [^.\n]{1,60})?\s(?:of|for|on|about|from|belonging to|belonged to|relating to"
        r"|pertaining to|concerning)\s(?:[\w-]+\s){0,4}\Z", _I,
    ),
)  # fmt: skip
