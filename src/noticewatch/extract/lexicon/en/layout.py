# ruff: noqa: E501  (tables: a row a line)
"""English: headings and labels."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import LayoutWords

LAYOUT = LayoutWords(
    headings={
        "data": words(
            r"what (?:information|data|personal)",
            r"information (?:was |is )?involved",
            r"(?:data|information) (?:involved|affected|exposed|impacted)",
            r"what was (?:involved|affected|accessed)",
            r"type of information",
            r"information (?:that may have been )?(?:accessed|compromised)",
        ),
        "advice": words(
            r"what (?:you|can you|should (?:you|i)|affected individuals|individuals) (?:can|do|should)?",
            r"what can i do",
            r"how (?:can|do) (?:i|you) protect",
            r"steps you",
            r"recommend",
            r"protect yourself",
            r"what (?:can|should) (?:i|you)",
        ),
        "response": words(
            r"what (?:we are|we're|are we|we have|we) (?:doing|done)",
            r"our response",
            r"what is [a-z ]{2,40} doing",
            r"actions taken",
            r"steps (?:we|taken)",
        ),
        "contact": words(r"for more information", r"contact", r"questions", r"more information", r"further information"),
        "cause": words(
            r"^cause",
            r"how did (?:this|it) happen",
            r"root cause",
            r"(?:description|type|nature|cause|manner) of (?:the )?(?:breach|incident|event)",
            r"breach type",
        ),
        "prevention": words(r"prevent", r"improvements"),
        "background": words(r"^about ", r"background", r"notes to editors"),
        "other": words(r"what happened", r"overview", r"summary", r"timeline", r"notice letter", r"the incident"),
    },
    labels=words(
        r"[ \t•*-]*(?:information involved|data involved|affected (?:data|information)|type of information|data types?|information (?:exposed|affected|compromised)|personal information involved|your (?:information|data|details)|what data|what information|data concerned)[^:|\n]{0,12}[:|]"
    ),
)
