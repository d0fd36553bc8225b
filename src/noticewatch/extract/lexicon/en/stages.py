# ruff: noqa: E501  (tables: a row a line)
"""English: first, further and final reports, and what is still being looked into."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import StageWords

STAGES = StageWords(
    stages=(
        (
            "final",
            words(
                r"\bfinal\b",
                r"investigation (?:complete|concluded|results|findings)",
                r"completes? investigation",
                r"conclusion of",
            ),
        ),
        ("update", words(r"\bupdated?\b", r"\bfollow-?up\b", r"\bsupplemental\b", r"second notice")),
    ),
    stages_body=(
        (
            "update",
            words(
                r"\bfurther to our (?:statement|notice|announcement|update|message|letter)",
                r"\bas (?:previously|we previously) (?:reported|announced|disclosed|shared|communicated)\b",
                r"\bsince our (?:last|previous|initial) (?:update|statement|notice|message)",
                r"\bfollowing our (?:initial|previous|earlier) (?:statement|notice|update)",
                r"^update\b",
            ),
        ),
        (
            "final",
            words(
                r"(?:investigation|review) (?:into [^.\n]{0,40})?(?:is|has been) (?:now )?(?:complete|completed|concluded|closed)",
            ),
        ),
    ),
    pending=(
        (
            "cause",
            words(r"(?:cause|how this happened|how the)[^.\n]{0,40}(?:under investigation|being investigated|not yet known)"),
        ),
        (
            "affected",
            words(
                r"(?:number of|how many|scope of|extent of)[^.\n]{0,60}(?:determine|under investigation|unknown|ongoing|review)",
                r"determin(?:e|ing) (?:the )?(?:number|how many|scope|extent|whose)",
            ),
        ),
        (
            "exposure",
            words(
                r"(?:whether|if) [^.\n]{0,60}(?:information|data)[^.\n]{0,40}(?:was|were|is|has been|have been)[^.\n]{0,40}(?:ongoing|investigat|determin|review)",
                r"determine (?:whether|if) [^.\n]{0,40}(?:information|data)",
            ),
        ),
    ),
)
