"""Text → Config, or every mistake at once, each with file, line, table, key and the nearest right word.

`schema` what there is, `shelf` and `catalogs` the sources that come along, `channels` which keys belong to which type of channel,
`words`, `durations` and `hours` what a value must look like, `lines` and `mistakes` where and how it is wrong, `load` and
`access` the files, `write` a source as a configuration writes it, `secrets` what is read only when used. Imports the standard
library, pydantic, soupsieve, model and errors.
"""

from noticewatch.config.catalogs import Catalog, catalog, catalogs
from noticewatch.config.durations import Backfill, RecheckStep, duration
from noticewatch.config.hours import QuietHours, Timetable
from noticewatch.config.load import config_problems, find_config, load_config, load_registers
from noticewatch.config.registers import Registered
from noticewatch.config.schema import (
    Channel,
    Config,
    Feed,
    Filter,
    FurtherFeed,
    Organization,
    Register,
    Replaced,
    Server,
    Settings,
    SeverityTable,
    Source,
)
from noticewatch.config.secrets import channel_secrets, channel_token, channel_url, feed_tokens, proxy_url
from noticewatch.config.severities import SeverityRow
from noticewatch.config.words import Secret
from noticewatch.config.write import Words, source_block, source_of, words_of

__all__ = [
    "Backfill",
    "Catalog",
    "Channel",
    "Config",
    "Feed",
    "Filter",
    "FurtherFeed",
    "Organization",
    "QuietHours",
    "RecheckStep",
    "Register",
    "Registered",
    "Replaced",
    "Secret",
    "Server",
    "Settings",
    "SeverityRow",
    "SeverityTable",
    "Source",
    "Timetable",
    "Words",
    "catalog",
    "catalogs",
    "channel_secrets",
    "channel_token",
    "channel_url",
    "config_problems",
    "duration",
    "feed_tokens",
    "find_config",
    "load_config",
    "load_registers",
    "proxy_url",
    "source_block",
    "source_of",
    "words_of",
]
