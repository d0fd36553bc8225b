# ruff: noqa: E501  (tables: a row a line)
"""English: numbers and counts, as tables."""

from __future__ import annotations

import re

from noticewatch.extract.lexicon.counting import NEVER, CountWords, NumberWords

_I = re.IGNORECASE

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 20 + 10 * step for step, word in enumerate(_TENS.split())
}  # fmt: skip
_SMALL = {"hundred": 100}
_LARGE = {"thousand": 10**3, "k": 10**3, "million": 10**6, "billion": 10**9}
_WORDS = "|".join(sorted([*_ONES, *_SMALL, *_LARGE], key=len, reverse=True))

# Words that may stand between a number and the noun it counts: "41,207 current and former employees".
_ADJECTIVES = (
    r"(?:of (?:its|our|their|the|these|those|your) (?:(?:about |over |more than |approximately "
    r"|roughly )?\d[\d.,]{0,12}(?: million| thousand)? )?)?"
    r"(?:(?:current|former|and|or|unique|individual|affected|impacted|adult|minor|active|registered|retail|our|its|of|the"
    r"|other|additional|potentially"
    r"|business|corporate|online|hospital|dental|medical|clinic|insured|health plan|plan|loyalty|newsletter|website|user"
    r"|customer|client|patient|employee"
    r"|student|member|personal|private|separate|distinct|U\.S\.|US|UK|past|present|living|deceased|local|different|previous"
    r"|prospective"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?)[ ]){0,4}"
)

# One more word of any kind; none that is a measure of its own.
_ADJECTIVE = (
    r"(?!(?:months?|years?|days?|weeks?|hours?|minutes?|pages?|percent|laptops?|computers?|schools?|districts?|countries|units?"
    r"|locations?)[^a-z])[a-z-]{4,16}"
)


def _noun(words: str) -> re.Pattern[str]:
    return re.compile(rf"[ \n]{{0,2}}{_ADJECTIVES}(?:{_ADJECTIVE} )?(?i:{words})(?![a-z])(?:['’]s?)?")


EN_COUNTS = CountWords(
    numbers=NumberWords(
        token=re.compile(rf"\d[\d,]*(?:\.\d+)?|(?<![a-z])(?:{_WORDS})(?![a-z])", _I),
        gap=re.compile(r"[ -]?(?:and )?"),
        ones=_ONES,
        small=_SMALL,
        large=_LARGE,
    ),
    units=(
        (_noun(r"e-?mail addresses|email address|e-?mails? (?:contacts|ids)"), "email"),
        (_noun(r"(?:(?:payment|credit|debit|bank|gift|unique) ){0,2}cards?(?: numbers?)?"), "card"),
        (_noun(r"(?:(?:e-?mail|bank|online|employees?['’]?|staff|work|business) ){0,3}(?:accounts?|mailbox(?:es)?"
            r"|inbox(?:es)?|logins?|profiles)(?! holders?| managers?)"), "account"),
        (_noun(r"households?|families"), "household"),
        (_noun(
            r"(?:(?:data|medical|health|patient|customer|claims?|student|personnel|personal|sensitive) ){0,2}(?:records?"
            r"|entries|rows|documents|data sets?|letters"
            r"|statements|applications|licen[sc]es|passports|numbers|claims|driver'?s?'? licen[sc]e numbers?)"
        ), "record"),
        (_noun(r"files?"), "file"),
        (_noun(
            r"people|persons?|individuals?|customers?|clients?|patients?|employees?|workers?|staff(?: members)?|users?"
            r"|members?|students?|pupils?|alumni|residents?"
            r"|citizens?|subscribers?|consumers?|guests?|applicants?|candidates?|teachers?|donors?|(?:account|card|policy"
            r"|pass|licen[sc]e|permit|badge|ticket)-?\s?holders?|victims?|participants?"
            r"|passengers?|borrowers?|taxpayers?|voters?|children|minors?|parents?|guardians?|tenants?|shareholders?"
            r"|beneficiaries|drivers?|veterans?|inmates?"
            r"|officers?|retirees?|contacts|men|women|adults|Americans|Canadians|Australians|New Zealanders|attendees"
            r"|players|claimants|data subjects|others"
        ), "person"),
    ),
    prefixed=re.compile(r"(?:[A-Za-z_.,/$€£¥#+-]|No\. ?|v\.? ?|[$€£¥] )\Z"),
    unitless=re.compile(r"[ \t]*(?:\Z|[\n().;])"),
    implied=(
        (re.compile(
            r"(?:number of (?:\w+ ){0,4}(?:people|persons|individuals|consumers|customers|patients|residents|employees"
            r"|students|members|users)(?: \w+){0,3}"
            r"|(?:people|persons|individuals|consumers|customers|patients|employees|students|members"
            r"|users) (?:\w+ )?(?:affected|impacted|exposed)"
            r"|(?:total|number) affected)(?:\s?\([^()\n]{0,40}\))?\s{0,2}[:=-]?\s{0,3}\Z", _I,
        ), "person"),
        (re.compile(r"(?:number of (?:\w+ ){0,3}records(?: \w+){0,3}|records (?:affected|exposed"
            r"|impacted))\s{0,2}[:=-]?\s{0,3}\Z", _I), "record"),
    ),
    nouns=(),
    qualifiers_before=(
        (re.compile(r"(?:up to|as many as|no more than|at most|a maximum of|maximum of|fewer than|less than|under"
            r"|not more than)\s(?:about |approximately )?\Z", _I), "up_to"),
        (re.compile(r"(?:more than|at least|over|in excess of|upwards of|no fewer than|exceeding|greater than"
            r"|a minimum of)\s\Z", _I), "at_least"),
        (re.compile(r"(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|an estimated|estimated|circa"
            r"|close to|~)\s?\Z", _I), "about"),
    ),
    qualifiers_after=(
        (re.compile(r"\s(?:or more|or above|plus)", _I), "at_least"),
        (re.compile(r"\s(?:or fewer|or less|at most)", _I), "up_to"),
    ),
    total_before=re.compile(r"(?:total(?:ing|ling|s|led)?(?: number)?(?: of)?|in total,?|in all,?|all|altogether,?"
        r"|overall,?|combined)\s(?:about |approximately |some |up to |over )?\Z", _I),
    total_after=re.compile(r"\s(?:in total|in all|altogether|overall)", _I),
    part_before=re.compile(r"(?:including|of whom|of which|of these|of those|among (?:them|these|those)|comprising"
        r"|consisting of)[^.\n]{0,24}\Z", _I),
    part_after=re.compile(r"\s(?:of whom|of which|of them|of these|of those)\s", _I),
    lists=re.compile(r"(?:\s?\([^()\n]{0,30}\))?(?:,? and |, | as well as | plus |; )(?:another |approximately |about "
        r"|some )?", _I),
    never_before=re.compile(
        r"(?:serv(?:es|ing|ed)|employ(?:s|ing|ed)|insur(?:es|ing)|supports?|supporting|trusted by|used by|worldwide"
        r"|capacity (?:of|for)"
        r"|seats?|sold|sell|recall(?:ed|s|ing)?|hire[ds]?|hiring|recruit\w*|responded to|answered|helped|arrested|charged"
        r"|inquiries from|calls from|reports from"
        r"|complaints from|team of|staff of|group of|panel of|network of|community of|laid off|viewed by|opened by"
        r"|accessed by|seen by|downloaded by)"
        r"\s(?:more than |over |about |approximately |up to |some |nearly |the |only |all |roughly |almost |around ){0,3}\Z", _I,
    ),
    never_after=re.compile(
        r"\s(?:worldwide|globally|around the world|nationwide|across the (?:country|globe|world)|seats?|were (?:arrested"
        r"|charged|hired|promoted|laid off)"
        r"|(?:who )?(?:received|opened|viewed|downloaded|forwarded|clicked|called|contacted|complained|responded|reported"
        r"|attended|work(?:ed|s|ing)? (?:on|around|to))(?![a-z])"
        r"|have signed|signed up|in \d+ countries|(?:per|a|each|every) (?:year|day|month|week)(?![a-z]))", _I,
    ),
    never_near=re.compile(r"(?:webinar|square[- ]f(?:oo|ee)t|dividend|job openings|we serve |is a leading"
        r"|provides? services to|founded in|headquartered)", _I),
    recipients_before=re.compile(
        r"(?:(?:received by|(?:sent|forwarded|e-?mailed|delivered|addressed|distributed) to)(?: a (?:list|group|total) of)?"
        r"|recipients?:?)"
        r"\s(?:more than |over |about |approximately |up to |some |the |only |all ){0,3}\Z", _I,
    ),
    recipients_after=re.compile(r"\s(?:on the (?:mailing|distribution) list|in (?:copy|the (?:To|CC) (?:field|line)))", _I),
    recipients_exposed=re.compile(r"(?:\bbcc\b|blind[- ](?:carbon )?cop|[\"'“]?(?:to|cc)[\"'”]? (?:field|line)"
        r"|visible (?:to (?:all|other|each|every)|in the)|(?:every|all|each other['’]s) (?:e-?mail )?address(?:es)?)", _I),
    doing_before=NEVER,
    doing_after=NEVER,
    base_after=NEVER,
    base_before=re.compile(r"(?:\d%?|(?:percent|per cent|some|many|most|few|part|fraction|subset|portion|several"
        r"|number)(?: \w+)?) (?:out )?of (?:our|its|the|their|a total of|more than|over|about|approximately|some|all"
        r"|roughly)?\s?(?:approximately |more than |over |about |total |than )?\Z", _I),
    part_headings=re.compile(r"(?:including|residents of|number of (?:\w+ )?residents|residents (?:affected|notified)"
        r"|minors)[^\n]{0,24}\Z", _I),
    exposure=re.compile(
        r"(?:affect(?:ed|ing|s)?|impact(?:ed|ing|s)?|expos(?:ed|ing|ure|es)|compromis(?:ed|ing|e)|breach(?:ed)?|involv(?:ed"
        r"|ing|es)|access(?:ed|ible)?|obtain(?:ed)?"
        r"|stolen?|stealing|taken|took|acquired?|disclos(?:ed|ure|ing)|view(?:ed|able)|leak(?:ed|ing)?|lost|missing"
        r"|exfiltrat\w*|copied|downloaded"
        r"|misdirected|released|published|posted|visible|unauthorized|at risk|discarded|dumped|sign(?:ed)? in(?:to)?|log(?:ged)? in(?:to)?|belong(?:ed|ing|s)? to|mis-?sent|misplaced|wrong (?:envelopes?|address(?:es)?|person|attachment)|in error|by mistake|lists?|listed|contain(?:ed|ing|s)?|entered|left (?:in|on|behind)|went missing|shown|displayed|held|stored|(?:incorrect|wrong|old|other) (?:address(?:es)?|recipients?|people)|encrypted|hacked|phished|notify(?:ing)?"
        r"|notified)(?![a-z])",
        _I,
    ),
    headings=re.compile(r"(?:affected|impacted|exposed|compromised|breach|involved|what information|what happened|who (?:is"
        r"|was)|how many|records)", _I),
    other_headings=re.compile(r"(?:about (?:us|the company|[A-Z])|what (?:we|you|are)|contact|for more information|steps"
        r"|recall)", _I),
    heading_marks=re.compile(r"\s*(?:#|[•*■]|\d{1,2}[.)]\s)"),
    kinds_after=re.compile(
        r"(?:['’]s?)?(?:['’]s?)?\s(?:(?:personal|private|protected|sensitive|health|financial)\s){0,2}(?:names?|addresses"
        r"|information|data|details|records|e-?mail|phone|social security)", _I
    ),
    kinds_only=re.compile(
        r"(?i:(?:names?|addresse?s?|e-?mails?|phone|telephone|numbers?|dates?|of|birth|social|security|passwords?|and|only"
        r"|with|[\s,:•*-])+)"
    ),
    kinds_before=re.compile(
        r"(?:names?|addresses|birth|information|data|details|numbers|records|balances|results|files?|photos|histor(?:y|ies)"
        r"|diagnos[ei]s|grades|scores|ids|notes|charts|documents|letters|passwords|health|needs)(?:,? (?:and|or) [^.,\n]{1,50}|, [^.\n]{1,60})?\s(?:of|for|on|about|from|belonging to|belonged to|relating to"
        r"|pertaining to|concerning)\s(?:[\w-]+\s){0,4}\Z", _I,
    ),
)  # fmt: skip
