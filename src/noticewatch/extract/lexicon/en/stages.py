# ruff: noqa: E501  (tables: a row a line)
"""English: first, further and final reports."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import StageWords

STAGES = StageWords(
    stages=(
        (
            "final",
            words(
                r"\b(?:final|closing|concluding) (?:report|update|notice|notification|statement|letter|note|message)",
                r"\b(?:investigation|review|inquiry) (?:is )?(?:complete|completed|concluded|results|findings|report|closed)",
                r"\b(?:completes?|concludes?) (?:its |the |our )?(?:investigation|review|inquiry)",
                r"\bconclusion of",
                r"\bfindings of\b",
                r"\bpost-?mortem\b",
                r"\bstatus: closed\b",
            ),
        ),
        (
            "update",
            words(
                r"(?<!customer )(?<!member )(?<!guest )\bupdate(?:[:\s]|$)",
                r"\blatest (?:information|update|position)\b",
                r"\(updated?\b",
                r"^updated\b",
                r"\bupdated (?:notice|statement|information|announcement)",
                r"\bfollow-?up\b",
                r"\bsupplement(?:al|ary)\b",
                r"\b(?:second|third|fourth|further|2nd|3rd|latest) (?:notice|report|update|letter|statement|announcement)",
                r"\bmore (?:information|on) (?:about|on|the)\b",
                r"\bstatus: (?:monitoring|resolved|ongoing)",
            ),
        ),
    ),
    marks=words(
        r"^update\b",
        r"^\W{0,4}update [0-9(]",
        r"^updated? (?:[0-9]|january|february|march|april|may|june|july|august|september|october|november|december)",
    ),
    earlier=words(
        r"\b(?:further to|since|following|in|after) (?:our|my|the) (?<!in the )(?:(?!an? |the |passed |gave |sent |made |received )[0-9a-z]{1,12} ){0,3}(?:statement|notice|announcement|update|message|letter|e-?mail|post|report|communication|notification)(?![a-z]|s? (?:account|box|environment|system|inbox|server|service|tenant|platform|attachment|address|folder|thread))",
        r"\b(?:as|in which|that) (?:we |i )?(?:have )?(?:previously|earlier|already|recently)?,? ?(?:we )?(?:previously )?(?:reported|announced|disclosed|shared|communicated|advised|told you|notified you|informed you|mentioned)\b",
        r"\bas announced\b",
        r"\bon (?:[a-z]{3,6}day,? )?(?:[a-z]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?|[0-9]{1,2} [a-z]{3,9})(?:,? [0-9]{4})?,? we (?:first |publicly |also )?(?:(?:shared|announced|communicated|disclosed)\b|(?:published|posted)\b(?=[^.\n]{0,40}(?:notice|statement|update|announcement|information about|letter|message)))",
        r"\bin the (?:last|previous|earlier|initial|first) (?:[a-z]+ )?(?:statement|notice|announcement|update|message|letter|e-?mail|post|report|communication|notification)(?![a-z])",
        r"\bthis (?:notice|letter|statement|update|message|post) (?:supplements|updates|replaces|supersedes|follows)\b",
        r"\b(?:issuing|providing|publishing|posting|giving) (?:an |this |the )?(?:updated|further|supplemental|second|additional) (?:notice|statement|notification|information)",
        r"\b(?:replaces|corrects|updates|supersedes) (?:our|the) (?:[a-z]+ )?(?:statement|notice|announcement|post|update|version)",
        r"\bfirst posted\b",
        r"\b(?:is|marks) (?:now )?(?:my|our|the) (?:second|third|fourth|fifth|sixth|seventh|latest|next) (?:message|letter|update|notice|communication|statement|e-?mail|post)\b",
        r"\bwill keep (?:this page|you|it) (?:up to date|updated)\b[^\n]{0,20}\n+latest\b",
        r"\bpreviously (?:reported|announced|disclosed|shared|communicated|notified|informed|issued|published|posted|provided|sent out)",
        r"\bwe (?:have )?(?:recently |previously |first |already |initially )?(?:notified|told|wrote to|informed|advised|contacted|emailed|alerted) you\b",
        r"\bi (?:wrote|told|emailed|informed)(?: to)? (?:you|tell|let)\b",
        r"\b(?:last|earlier) (?:update|statement|notice|letter|communication)\b",
        r"\b(?:again|another) (?:to |with )?(?:an )?update\b",
        r"\b(?:provide|share|give|with) (?:you )?(?:with )?(?:an|this|a further|another|the following) update\b",
        r"\bprovides? (?:the following|an) update\b",
        r"\b(?:previous|prior|initial|earlier) (?:files|notifications?|notices?|statements?|announcements?|disclosures?|communications?) (?:released|sent|we|on|about|regarding)\b",
        r"\bupdate(?:s|d)? (?:to|on|regarding|about) (?:the|our) (?:ongoing |recent |previous )?(?:investigation|incident|breach|cyber)",
    ),
    closing=words(
        r"\b(?:this|the|our) (?:advisory|notice|statement|update|letter|report|message) (?:now )?(?:closes|concludes|ends) (?:the|this|our)\b",
        r"\bthis is (?:our|the|my) (?:last|final) (?:update|report|notice|statement|message|letter|communication)",
        r"\b(?:we (?:do not|don't) (?:expect|plan|intend)|no) (?:to (?:issue|publish|post|send) )?(?:any )?further updates (?:are (?:planned|expected)|on (?:this|the))",
    ),
    concluded=words(
        r"\b(?:investigation|review|inquiry|analysis|audit) (?:into [^.\n]{0,70})?(?:is|are|has been|have been|has|have|was) (?:now |since )?(?:complete|completed|concluded|closed|finished)",
        r"\b(?:completed|concluded|finished|finali[sz]ed) (?:our|the|its|an?) (?:[a-z]+ ){0,3}(?:investigation|review|inquiry|analysis)",
        r"\bfinal (?:notification|report|update|notice|letter|statement)",
        r"\b(?:investigation|review|inquiry|analysis|audit) (?:[a-z]+ ){0,6}(?:has|have|is) (?:now |since )?(?:ended|come to (?:an end|a close)|at an end|over|wound up)\b",
        r"\bthis is (?:our |the )?last (?:of|update|message|statement|letter)\b",
        r"\bresults of (?:our|the) (?:investigation|review|inquiry)",
        r"\bclosed\b[^.\n]{0,20}[0-9]{4}",
        r"\bnow that (?:we have|our|the)\b",
        r"\bconcludes (?:the|this|our) (?:matter|case|investigation|inquiry|incident|review)",
        r"\bclosure of (?:its|the|this|our) (?:file|case|matter|investigation|inquiry)",
        r"\b(?:matter|case|file|inquiry) (?:is|has been|was) (?:now |since |formally )?(?:closed|concluded)",
    ),
)
