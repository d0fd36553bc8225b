# ruff: noqa: E501  (tables: a row a line)
"""English: to whom it was reported."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import AuthorityWords, Marks

AUTHORITIES = AuthorityWords(
    regulators=(
        ("fbi", words(r"\bfbi\b", r"federal bureau of investigation")),
        ("hhs_ocr", words(r"(?:department of )?health and human services", r"\bhhs\b", r"office for civil rights", r"\bocr\b")),
        ("state_attorney_general", words(r"attorneys? general", r"attorney-general")),
        ("ico_uk", words(r"information commissioner(?:['’]s office)?", r"\bico\b")),
        ("oaic_australia", words(r"\boaic\b", r"office of the australian information commissioner")),
        ("ppc_japan", words(r"personal information protection commission")),
        ("police", words(r"\bpolice\b", r"law enforcement", r"\bsheriff['’]s office\b", r"garda\b", r"\brcmp\b")),
        (
            "other_authority",
            words(
                r"(?:authority|commission|commissioner|agency|office|inspectorate) for (?:the )?(?:privacy|data|personal data|protection of)[a-z ]{0,24}",
                r"(?:federal )?data protection (?:commissioner|agency|board|inspectorate|and information commissioner)",
                r"\bcnil\b",
                r"internal revenue service",
                r"\birs\b",
                r"pensions regulator",
                r"financial conduct authority",
                r"\bfca\b",
                r"\bfdic\b",
                r"charity commission",
                r"department of (?:education|financial services|insurance|public health|health services)",
                r"action fraud",
                r"cyber security (?:centre|center|agency)",
                r"state officials",
                r"privacy commissioner",
                r"\bregulators?\b",
                r"(?:relevant|appropriate|regulatory|government|state|data protection) (?:authorit(?:y|ies)|agenc(?:y|ies))",
                r"\bcisa\b",
                r"department of homeland security",
                r"data protection (?:authority|commission)",
                r"national cyber security cent",
                r"\bncsc\b",
                r"\bauthorities\b",
                r"secret service",
                r"state agencies",
                r"australian cyber security centre",
            ),
        ),
    ),
    told_by=words(
        r" (?:told|informed|notified|alerted|contacted|advised) (?:us|the|our)",
        r" investigation (?:found|revealed)",
        r" (?:has )?(?:said|found)\b",
    ),
    report=Marks(
        turns_later=words(
            r"\breport(?:ed|ing)?\b",
            r"\bnotif(?:ied|ying)\b",
            r"\binform(?:ed|ing)\b",
            r"\bcontact(?:ed|ing)\b",
            r"\bworking (?:\w+ )?with\b",
            r"\bcooperat(?:ed|ing)\b",
            r"\balert(?:ed|ing)\b",
            r"\bnotice to\b",
            r"\bfiled\b",
            r"\breferred\b",
            r"\bengaged\b",
            r"\bworked with\b",
            r"\btold\b",
            r"\bin (?:contact|touch) with\b",
            r"\bcomplaint (?:with|to)\b",
            r"\bself-report(?:ed)?\b",
            r"\bbeen in touch with\b",
            r"\badvised\b",
            r"\bliais(?:ed|ing)\b",
        ),
        turns_earlier=words(
            r"(?:has|have|had|were|was) (?:also )?(?:been |also )*(?:notified|informed|contacted|alerted|advised)"
        ),
    ),
)
