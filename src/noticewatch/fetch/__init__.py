"""The one door outward: pages (guarded, polite, capped) and receivers (configured, no redirect).

Shell; imports the words, the guard and the clock; httpx, httpcore and protego. Nothing else of noticewatch opens a
connection. All that can go wrong leaves here as a FetchError.
"""

from noticewatch.fetch.door import Fetcher
from noticewatch.fetch.policy import FetchPolicy, Remembered, RobotsMemory, RobotsRecord
from noticewatch.fetch.sender import Answer, Sender

__all__ = ["Answer", "FetchPolicy", "Fetcher", "Remembered", "RobotsMemory", "RobotsRecord", "Sender"]
