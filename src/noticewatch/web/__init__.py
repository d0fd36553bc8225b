"""What noticewatch serves over HTTP: the feeds, its health and its metrics.

Shell; reads the feeds' folder and asks the callables it was given, decides nothing.
"""

from noticewatch.web.server import WebServer

__all__ = ["WebServer"]
