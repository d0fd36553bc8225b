# ruff: noqa: E501  (tables: a row a line)
"""English: what was exposed, whether it was misused, and whether the people were told."""

from __future__ import annotations

from noticewatch.extract.lexicon.en.data_types import DATA_TYPES, WEAK_TYPES
from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import ExposureWords

_TAKEN = r"(?:access(?:ed)?|acquir(?:ed|e)|view(?:ed)?|stolen|taken|copied|exfiltrated|exposed|download(?:ed)?|obtained|disclosed|compromised|removed|leaked|published|released|exported|seen)"

EXPOSURE = ExposureWords(
    data_types=DATA_TYPES,
    weak_types=WEAK_TYPES,
    type_spoilers=words(
        r" (?:obtained from|taken from other|manager|protect|protected|reset|change|monitoring|settings|guidance|of the|brand|us\b|bureau|report|freeze|system|account|accounts|incident|message|notification|line|server)"
    ),
    exposed=words(
        r"includ",
        r"contain",
        r"\bheld\b",
        r"involv",
        r"affect",
        r"impact",
        r"access",
        r"acquir",
        r"exposed",
        r"stolen",
        r"taken",
        r"copied",
        r"viewed",
        r"compromis",
        r"disclos",
        r"\bwere on\b",
        r"\bon the (?:statement|letter|form)",
        r"exfiltrat",
        r"download",
        r"obtain",
        r"\blisted\b",
        r"\bshowed\b",
        r"\bsuch as\b",
        r"\btook\b",
        r"information (?:was|were|is|at issue)",
        r"consist",
        r"elements",
        r"\bvisible\b",
        r"\bpublished\b",
        r"\brecords of\b",
        r"\bstored\b",
        r"\bgave\b",
        r"\bstill held\b",
        r"\bcompris",
        r"\bwas entered\b",
        r"\bwere entered\b",
        r"\bkept\b",
        r"\brecords for\b",
        r"\brecords with\b",
        r"\bwas taken\b",
        r"\bshow(?:s|ing)?\b",
        r"\bdisplay(?:s|ed)?\b",
        r"\bthe information (?:is|concerned)",
        r"\bread information",
        r"\bentered\b",
        r"\bhad\b[^.\n]{0,30}(?:names|addresses)",
        r"spreadsheet",
        r"\bexported\b",
        r"\b(?:see|saw|seen|shown)\b",
    ),
    not_exposed=words(
        r"\b(?:not|no|nor|never|neither|without)\b[^.\n]{0,24}(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|view|hold|store|collect|obtain|disclos|held|part of|present|retain|keep)",
        r"(?:was|were|are|is) not (?:\w+ )?(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|view|stored|held|collected|present|part of)",
        r"\bno (?:[a-z'’-]+,? (?:or |and )?){1,10}(?:was|were|has been|have been|is|are)\b",
        r"n['’]t (?:\w+ )?(?:includ|contain|involv|affect|impact|access|acquir|expos|stolen|taken|compromis|store|collect)",
        r"\bnot (?:stored|held|kept|collected|included|involved|displayed|shown|visible|revealed|seen|copied|lost|published)",
    ),
    except_for=words(r"(?:other than|apart from|aside from)$"),
    unrelated=words(
        r"\bplease\b",
        r"\bcontact us\b",
        r"\bcall(?:ing)? (?:us|our|the|\(?[0-9])",
        r"\bemail us\b",
        r"\bchange (?:your|their) password",
        r"\bcredit (?:monitoring|report|bureau|freeze)",
        r"\bnotify by\b",
        r"\bmonitor your\b",
        r"\bidentity theft\b",
        r"\breview your\b",
        r"\bfraud alert\b",
        r"\bfederal trade commission\b",
        r"\bnever ask",
        r"\bwe sent\b",
        r"\bby (?:mail|phone|e-?mail)\b",
    ),
    misuse=(
        (
            "not_observed",
            words(
                r"\b(?:not (?:currently |presently )?aware of|no (?:evidence|indication|reports?|knowledge|known)|know of no|have not (?:seen|received|found|identified)|has not (?:seen|received|found|identified)|unaware of|nothing to suggest|no reason to believe|not received any)\b[^.\n]{0,110}?(?:misus|fraud|identity theft|has been used|have been used|been used|used (?:or|for|in|to)|exploit|attempted to use|being used|shared|published|disseminat)",
                r"\bno (?:actual or attempted )?(?:misuse|fraud|identity theft)",
                r"\bnot (?:been )?misused\b",
                r"\bno reason to believe\b[^.\n]{0,80}(?:misus|fraud|used)",
            ),
        ),
        (
            "observed",
            words(
                r"\b(?:has|have|had) been (?:used fraudulently|misused)",
                r"\bwas (?:used fraudulently|misused)",
                r"fraudulent (?:charges|transactions|purchases|tax returns?|accounts?) (?:were|was|have been|had been)",
                r"(?:have|has) (?:reported|seen|noticed|experienced) (?:that )?(?:fraud|unauthori[sz]ed (?:charges|transactions))",
                r"(?:posted|published|offered for sale|leaked)[^.\n]{0,20}on the dark web",
                r"\bused to (?:send (?:spam|phishing)|make (?:purchases|fraudulent))",
            ),
        ),
    ),
    exposure=(
        (
            "possible",
            words(
                r"(?:may|might|could) (?:potentially )?have (?:been )?(?:\w+ )?" + _TAKEN,
                r"(?:may|might|could) (?:potentially )?have (?:held|contained|involved|affected|included|taken|viewed|seen|accessed)",
                r"potentially (?:\w+ )?" + _TAKEN,
                r"(?:cannot|can not|could not|not) (?:be )?rule[d]? out",
                r"possib(?:le|ly) (?:that )?[^.\n]{0,40}" + _TAKEN,
                r"publicly accessible",
                r"whether[^.\n]{0,80}(?:taken|accessed|stolen|affected|involved|compromised)",
            ),
        ),
        (
            "confirmed",
            words(
                r"(?:was|were|had been|has been|have been) (?:\w+ )?(?:accessed and |viewed and |copied and )?(?:acquired|stolen|taken|copied|exfiltrated|downloaded|viewed|disclosed|leaked|published|sent|mailed|emailed|e-mailed|obtained|removed|exported|accessed|posted)",
                r"\b(?:copied|exported|stole|took|downloaded|obtained|acquired|exfiltrated|viewed|accessed) (?:\w+ ){0,4}(?:files|data|records|information|names|documents)",
                r"\be-?mailed a\b",
                r"had viewed",
            ),
        ),
        (
            "none",
            words(
                r"no (?:personal|customer|patient|employee|student|member|sensitive)?(?: or \w+)? ?(?:information|data) (?:was|were|has been|had been|have been) (?:\w+ )?(?:involved|accessed|affected|compromised|lost|stolen|taken|exposed|impacted)",
                r"did not involve (?:any )?(?:personal|customer|patient)",
            ),
        ),
    ),
    notified=words(
        r"\b(?:have|has|are|is|were|was|been) (?:already |now |also |been |directly |individually |personally )*(?:notified|notifying|contacted|contacting|informed|mailing (?:letters|notice)|sending (?:letters|notice)|mailed (?:letters|notice)|sent (?:letters|notice)|apologized to those|apologised)",
        r"\b(?:mailed|sent) (?:notification )?(?:letters|notices?|notification)",
        r"(?:is|are) (?:notifying|writing to)",
        r"writes to tell you",
    ),
    to_be_notified=words(
        r"\bwill (?:be )?(?:\w+ )?(?:notify|contact|inform|mail|notified|contacted|receive (?:a )?(?:letter|notice))",
        r"plan(?:s)? to (?:notify|contact|inform)",
    ),
)
