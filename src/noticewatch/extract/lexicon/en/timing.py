"""English: when it happened and when it was noticed, as tables."""

from __future__ import annotations

import re

from noticewatch.datewords import EN_DATES, NEVER
from noticewatch.extract.lexicon.timing import TimeWords

_I = re.IGNORECASE

EN_TIMES = TimeWords(
    dates=EN_DATES,
    cue_first=True,
    never=NEVER,
    discovered=re.compile(
        r"(?<![a-z])(?:discover(?:ed|y)|detected|became aware|become aware|(?:made|first) aware|learn(?:ed|t)|(?:was|were"
        r"|been) (?:first )?(?:notified|alerted|informed|contacted|told|advised)"
        r"|(?:notified|informed|alerted|contacted|advised|told) (?:us|our|the (?:school|district|university|college|county"
        r"|city|hospital|company|clinic|practice|organi[sz]ation|office))"
        r"|identified|noticed|received (?:an? )?(?:notice|notification|report|call|e-?mail|alert|letter|tip|notifications)"
        r"|observed|uncovered|found|suspected|realized|spotted|flagged)(?![a-z])", _I,
    ),
    told=re.compile(
        r"(?<![a-z])(?:(?:was|were) (?:first )?(?:notified|alerted|informed|told|advised|contacted)"
        r"|(?:notified|informed|alerted|contacted|advised|told) (?:us|our|the (?:school|district|university|college|county"
        r"|city|hospital|company|clinic|practice|organi[sz]ation|office))"
        r"|received (?:an? )?(?:notice|notification|notifications|letter|e-?mail|call))(?![a-z])", _I,
    ),
    discovered_never=re.compile(
        r"(?:(?:investigation|review|analysis|audit)(?![a-z])[^.]{0,40}(?:completed?|concluded|determined|identified|found"
        r"|revealed|confirmed)|completed|concluded|(?:after|following|as a result of) (?:a|an|our|the|this) [^.]{0,30}"
        r"(?:review|investigation))", _I,
    ),
    discovered_not=NEVER,
    discovered_labels=re.compile(r"(?:date(?:\(s\))? (?:of discovery|(?:breach |incident )?(?:was )?discovered)"
        r"|discovered(?: on)?|discovery date)\s?[:-]?\s{0,2}\Z", _I),
    occurred=re.compile(
        r"(?<![a-z])(?:occurr(?:ed|ing)|happened|took place|gained (?:unauthorized )?access|unauthorized access|(?:had|been"
        r"|was|were) accessed|accessed|had access|obtained|acquired|copied|exfiltrated|removed"
        r"|stole|stolen|lost|broke into|broken into|mailed|e-?mailed|was sent|were sent|sent|posted|published"
        r"|(?:cyber-?)?attack(?:ed)?|infected|encrypted|was (?:accessible|available|visible|exposed)"
        r"|were (?:accessible|available|visible|exposed)|exposed|uploaded|disclosed|intrusion|logged in|left|misplaced"
        r"|infiltrated|breached|experienced|suffered|victim of|targeted|deployed)(?![a-z])", _I,
    ),
    occurred_labels=re.compile(
        r"(?:date(?:\(s\))? (?:of (?:the )?(?:breach|incident|event|loss|theft)|(?:the )?(?:breach|incident) occurred"
        r"|breach occurred)|breach dates?|incident dates?|dates? of breach)\s?[:-]?\s{0,2}\Z", _I
    ),
    period_labels=re.compile(r"(?:when (?:did|was)|period|dates? of|timeframe|time frame)", _I),
    period_never=re.compile(
        r"(?:monday|office hours|call cent|hotline|enrol|registered (?:with|for|between)|visited|(?:were|was) (?:patients?"
        r"|treated|employed|students?|seen)|purchased|patients (?:seen|treated)|dating|dates? back|services? (?:between"
        r"|from)|created"
        r"|collected|born|credit monitoring|membership|who (?:attended|worked|received care|donated))", _I,
    ),
    period_always=re.compile(r"(?:card|checkout|payment|access|unauthori[sz]ed|attacker|breach|exposed|visible|intru)", _I),
    other=re.compile(
        r"(?<![a-z])(?:complet(?:ed|ion)|conclud(?:ed|es)|(?:mailed|sent|mailing|sending|issued"
        r"|issuing) (?:out )?(?:\w+ )?(?:letters|notices?|notifications?)|notif(?:y|ied|ying) (?:the |all |affected "
        r"|individuals|those|potentially|impacted)"
        r"|reported (?:the|this|it)|announced|published (?:a|this|our) (?:notice|statement|update)|posted (?:a|this"
        r"|our) (?:notice|statement|update)|restored|resolved|terminated|secured|shut down|disabled|engaged|hired|retained"
        r"|updated|press release|began (?:mailing|sending|notifying)|offer(?:ed|ing)?|determined|confirmed|provided notice"
        r"|last (?:updated|reviewed)|deadline|enroll|expires?|through the end of|by)(?![a-z])", _I,
    ),
    announced=NEVER,
    clause=re.compile(r"(?<![a-z])(?:that|how|whether)(?![a-z])", _I),
    linked=re.compile(r"(?:,? (?:on|or|about|around|in|between|from|since|early|late|mid|as|at|approximately)){0,5},? ?", _I),
    topic=re.compile(r"[^.,]{0,12},"),
    followed=re.compile(r"(?<![a-z])(?:after|then|later|shortly|same day|immediately|promptly|when)(?![a-z])", _I),
    separators=NEVER,
    dateline=re.compile(r"\)?\s?(?:-|–|—|:|/)"),
    not_published=re.compile(r"(?:occurr|discover|between|from|until|when|deadline|breach|incident|notified|on|since|by|dob"
        r"|birth)[^\n]{0,12}\Z", _I),
)  # fmt: skip
