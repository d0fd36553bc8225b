"""From a document to facts with evidence: `extract`; `EXTRACTOR` names the version of the rules."""

from noticewatch.extract.facade import EXTRACTOR, extract

__all__ = ["EXTRACTOR", "extract"]
