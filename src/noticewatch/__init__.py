"""noticewatch: watches the pages where organizations announce security incidents, and tells a team what they say."""

__version__ = "0.1.0"
