"""What is refused in a configuration, where it is said to stand, and what may have been meant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config_samples import HOOK, SOURCE
from noticewatch.config import (
    duration,
)
from noticewatch.config.lines import Lines
from noticewatch.config.schema import LATER_KEYS

# What is refused, and where

IN_SETTINGS = [
    ('intervall = "15m"', 'settings.intervall: no such key; did you mean "interval"?'),
    ("max_items = 3", "settings.max_items: no such key; it belongs to [feed]"),
    ("quite_other = 1", "settings.quite_other: no such key"),
    ('interval = "15 min"', "settings.interval: '15 min' is not a span of time"),
    ('interval = "0s"', "settings.interval: must be longer than nothing"),
    ('interval = ""', "settings.interval: '' is not a span of time"),
    ("interval = 900", "settings.interval: must be a span of time in quotes"),
    ('interval = "-5m"', "settings.interval: '-5m' is not a span of time"),
    ('interval = "99999999999999999999d"', "settings.interval: '99999999999999999999d' is longer than 3650 days"),
    ('failing_after = "4000d"', "settings.failing_after: '4000d' is longer than 3650 days"),
    ('backfill = "some"', 'settings.backfill: must be "none", "all" or an age'),
    ('timezone = "Asia/Tokio"', 'settings.timezone: is not a time zone such as "Asia/Tokyo"; did you mean "Asia/Tokyo"?'),
    ('timezone = ""', "settings.timezone: is not a time zone"),
    ("timezone = 9", "settings.timezone: is not a time zone"),
    ('timezone = "../../etc/passwd"', "settings.timezone: is not a time zone"),
    ("max_concurrency = 0", "settings.max_concurrency: must be 1 or more"),
    ("max_concurrency = 5000", "settings.max_concurrency: must be 1000 or less"),
    ('max_concurrency = "50"', "settings.max_concurrency: must be a whole number"),
    ("max_concurrency = true", "settings.max_concurrency: must be a whole number"),
    (
        'allow_networks = ["10.0.0.0/8", "10.0.0.1/16"]',
        'settings.allow_networks[2]: has address bits behind its mask; did you mean "10.0.0.0/16"?',
    ),
    ('allow_networks = ["0.0.0.0/0"]', "settings.allow_networks[1]: is too wide"),
    ('allow_networks = ["::/0"]', "settings.allow_networks[1]: is too wide"),
    ('allow_networks = ["localhost"]', "settings.allow_networks[1]: must be a network"),
    ('allow_networks = "10.0.0.0/8"', "settings.allow_networks: must be a list"),
    ('proxy_url_env = "http://proxy:3128"', "settings.proxy_url_env: must be the name of an environment variable"),
    ('proxy_url_env = "UNSET_PROXY"', "settings.proxy_url_env: $UNSET_PROXY is not set"),
    ('ca_file = "none.pem"', "settings.ca_file: "),
    ('ca_file = "sources.toml"', "settings.ca_file: "),
    ('recheck = ["14d"]', "settings.recheck[1]: must be an age and one of each, daily, weekly"),
    ('recheck = ["14d each", "x daily"]', "settings.recheck[2]: 'x' is not a span of time"),
    ('recheck = ["90d daily", "14d each"]', "settings.recheck: ages must grow"),
    ("recheck = [14]", "settings.recheck[1]: must be an age"),
    ('user_agent = "見張り"', "settings.user_agent: must be printable ASCII"),
    ('user_agent = "a\\r\\nX-Forged: 1"', "settings.user_agent: must be printable ASCII"),
    ("user_agent = 1", "settings.user_agent: must be a text"),
    ('database = ""', "settings.database: must be a path"),
    ('include = ["https://a.example/"]', "settings.include[1]: must be a path, not an address"),
    ("retention = 3", "settings.retention: is known, but not available in this version"),
    ('heartbeat_url_env = "BEAT"', "settings.heartbeat_url_env: is known, but not available in this version"),
]
IN_FURTHER_FEED = [
    ('name = "feed"', 'feeds "feed": name: is the name of a feed that is always there'),
    ('name = "../x"', 'feeds "../x": name: must be lower-case letters'),
    ('name = "Vendors"', 'feeds "Vendors": name: must be lower-case letters'),
    ('name = "f"\nevents = ["summary"]', 'feeds "f": events[1]: matches no type of event'),
    ('name = "f"\nevents = ["notice.nwe"]', 'feeds "f": events[1]: matches no type of event'),
    ('name = "f"\nmin_severity = "hi"', 'feeds "f": min_severity: must be one of low, medium, high, critical'),
    ('name = "f"\nmax_items = 0', 'feeds "f": max_items: must be 1 or more'),
    ('name = "f"\ntitle = "a\\nb"', 'feeds "f": title: must be one line of text'),
    ('name = "f"\ntoken_env = "UNSET"', 'feeds "f": token_env: $UNSET is not set'),
    ('name = "f"\ntoken_env = "SLACK_WEBHOOK_URL"', 'feeds "f": token_env: what it names must be 16 to 200 letters'),
    ('name = "f"\ntoken_env = "A"\ntoken_file = "b"', 'feeds "f": token_file: one of token_env and token_file, not both'),
    ('name = "f"\ntoken_file = "nowhere"', 'feeds "f": token_file: '),
    ('name = "f"\nurl_env = "A"', 'feeds "f": url_env: no such key'),
    ('name = "f"\n[[feeds]]\nname = "f"', 'feeds "f": name: another feed has this name already'),
]
IN_CHANNEL = [
    ('type = "email"', 'channels "c": type: is written as type = "apprise", with an address such as "mailtos://'),
    (
        'type = "slak"',
        'channels "c": type: must be one of slack, webhook, teams, discord, apprise; did you mean "slack"?',
    ),
    ('type = "slack"\nsecret_env = "HOOK_SECRET"', 'channels "c": secret_env: is for webhooks, not for slack'),
    ('type = "teams"\nsecret_file = "x"', 'channels "c": secret_file: is for webhooks, not for teams'),
    (
        'type = "discord"\ntoken_env = "SLACK_BOT_TOKEN"',
        'channels "c": token_env: is for Slack with a bot token',
    ),
    ('type = "webhook"\nchannel = "C0123456789"', 'channels "c": channel: is for Slack with a bot token, not for webhook'),
    ('type = "slack"\nchannel = "C0123456789"', 'channels "c": channel: is for a bot: it needs token_env or token_file'),
    ('type = "slack"\nverdicts = ["incidents"]', 'channels "c": verdicts[1]: must be one of incident, roundup'),
    ('type = "slack"\nlanguages = ["Japanese"]', 'channels "c": languages[1]: must be a language such as "ja"'),
    ('type = "slack"\nlanguages = "ja"', 'channels "c": languages: must be a list'),
    ('type = "webhook"\nsecret_env = "UNSET"', 'channels "c": secret_env: $UNSET is not set'),
    ('type = "webhook"\nsecret_env = "SLACK_WEBHOOK_URL"', 'channels "c": secret_env: what it names must be base64'),
    (
        'type = "webhook"\nsecret_env = "HOOK_SECRET"\nsecret_file = "x"',
        'channels "c": secret_file: one of secret_env and secret_file',
    ),
    ('type = "webhook"\nsecret_file = "nowhere"', 'channels "c": secret_file: '),
    (
        'type = "webhook"\nurl_env = "SLACK_WEBHOOK_URL"',
        'channels "c": url_env: needs one of url, url_env and url_file, not more',
    ),
    ('type = "slack"\nlanguage = "de"', 'channels "c": language: must be one of en, ja'),
    ('type = "slack"\nevents = ["notice.*", "sorce.*"]', 'channels "c": events[2]: matches no type of event'),
    ('type = "slack"\nevents = ["sorce.*"]', 'channels "c": events[1]: matches no type of event'),
    ('type = "slack"\nevents = []', 'channels "c": events: must not be empty'),
    ('type = "slack"\nevents = "notice.*"', 'channels "c": events: must be a list'),
    ('type = "slack"\nmin_severity = "hi"', 'channels "c": min_severity: must be one of low, medium, high, critical'),
    ('type = "slack"\nmin_severity = 3', 'channels "c": min_severity: must be one of'),
    ('type = "slack"\ntags = [1]', 'channels "c": tags[1]: must be a text in quotes'),
    ('type = "slack"\norganizations = [" "]', 'channels "c": organizations[1]: must be one line of text'),
    ('type = "slack"\ndigest = "1d"', 'channels "c": digest: must be'),
    ('type = "slack"\ndigest = 9', 'channels "c": digest: must be'),
    ('type = "slack"\ndigest = "daily 9:00"', 'channels "c": digest: must hold a time of day'),
    ('type = "slack"\ndigest = "daily 24:00"', 'channels "c": digest: must hold a time of day'),
    ('type = "slack"\ndigest = "weekly mon 09:00"', "channels \"c\": digest: 'mon' is no weekday: monday"),
    ('type = "slack"\nquiet_hours = "22-7"', 'channels "c": quiet_hours: must be a table'),
    ('type = "slack"\nquiet_hours = {}', 'channels "c": quiet_hours: from is missing'),
    ('type = "slack"\nquiet_hours = {from = "22:00"}', 'channels "c": quiet_hours: to is missing'),
    ('type = "slack"\nquiet_hours = {from = 22, to = 7}', 'channels "c": quiet_hours: must hold a time of day'),
    (
        'type = "slack"\nquiet_hours = {from = "22:00", to = "07:00", a = 1}',
        "channels \"c\": quiet_hours: no such key: 'a'",
    ),
    (
        'type = "slack"\nquiet_hours = {from = "22:00", to = "07:00", below = ""}',
        'channels "c": quiet_hours: below must be one of medium',
    ),
    ('type = "slack"\nquiet_hours = {from = "22:00", to = "22:00"}', 'channels "c": quiet_hours: from and to are the same'),
    ('type = "slack"\nmax_per_hour = 0', 'channels "c": max_per_hour: '),
    ('type = "slack"\nmax_per_hour = "9"', 'channels "c": max_per_hour: '),
    ('type = "webhook"\ndigest = "hourly"', 'channels "c": digest: is for channels that people read'),
    ('type = "webhook"\nmax_per_hour = 9', 'channels "c": max_per_hour: is for channels that people read'),
    ('type = "slack"\ndigest = "hourly"\nmax_per_hour = 9', 'channels "c": max_per_hour: does nothing beside digest'),
    ('type = "slack"\nkind = "feed"', 'channels "c": kind: no such key; it belongs to [[sources]]'),
]
IN_SEVERITY = [
    ('unknown = "low"', "severity.unknown: must be one of medium, high, critical"),
    ('unknwon = "high"', 'severity.unknwon: no such key; did you mean "unknown"?'),
    ("low = []", "severity.low: no such key"),
    ('high = "ransomware"', "severity.high: must be a list of rows, such as [{ affected = 1000 }"),
    ("high = [1]", "severity.high: row 1: must be a row such as { affected = 1000 }"),
    ("high = [{ affected = 5 }, {}]", "severity.high: row 2: must be a row such as"),
    ("high = [{ afected = 5 }]", 'severity.high: row 1: afected: no such key; did you mean "affected"?'),
    ('high = [{ affected = "5" }]', "severity.high: row 1: affected: must be a whole number of 1 or more"),
    ("critical = [{ organizations = 0 }]", "severity.critical: row 1: organizations: must be a whole number of 1 or more"),
    ("critical = [{ affected = true }]", "severity.critical: row 1: affected: must be a whole number"),
    ('medium = [{ cause = "ransomwear" }]', "severity.medium: row 1: cause: must be of unauthorized_access, ransomware,"),
    ('medium = [{ cause = "under_investigation" }]', "severity.medium: row 1: cause: must be of unauthorized_access"),
    ("medium = [{ data_types = [] }]", "severity.medium: row 1: data_types: must not be empty"),
    ("medium = [{ sector = [3] }]", "severity.medium: row 1: sector: must be of healthcare"),
]
IN_SOURCE = [
    ('id = "Big City"', "id: must be lower-case letters"),
    ('id = "-a"', "id: must be lower-case letters"),
    ("id = 3", "id: must be lower-case letters"),
    ('url = "ftp://a.example/"', "url: must begin with http:// or https://"),
    ('url = "https:///news"', "url: must name a host"),
    ('url = "https://a.example:0/"', "url: must name a host"),
    ('url = "https://a.example:x/"', "url: is not an address that can be read"),
    ('url = "https://me:CANARY@a.example/"', "url: must not hold a user name or a password"),
    ('url = "https://a.example/a b"', "url: must be an address without blanks"),
    ("url = 1", "url: must be an address in quotes"),
    ('kind = "lising"', 'kind: must be one of auto, listing, page, posts, feed, sitemap, pdf; did you mean "listing"?'),
    ('language = "Japanese"', 'language: must be a language such as "ja"'),
    ('organization = "a\\nb"', "organization: must be one line of text"),
    ('name = ""', "name: must be one line of text"),
    ('interval = "soon"', "interval: 'soon' is not a span of time"),
    ('robots = "disobey"', 'robots: must be one of obey, ignore; did you mean "obey"?'),
    ('link_selector = "ul["', "link_selector: is not a CSS selector"),
    ("content_selector = 1", "content_selector: must be a CSS selector"),
    ('include = ["(a"]', "include[1]: is not a regular expression: missing )"),
    ('exclude = ["a", ""]', "exclude[2]: must be a regular expression"),
    ('link_selektor = "a"', 'link_selektor: no such key; did you mean "link_selector"?'),
    ("enabled = false", "enabled: no such key"),
]


@pytest.mark.parametrize(("line", "message"), IN_SETTINGS)
def test_a_mistake_in_the_settings(problems, line, message):
    found = problems(f"# a comment\n[settings]\n\n{line}\n\n{SOURCE}")
    assert len(found) == 1, found
    assert found[0].startswith(f"4 {message}")


@pytest.mark.parametrize(("line", "message"), IN_SEVERITY)
def test_a_mistake_in_the_severities(problems, line, message):
    found = problems(f"[severity]\n{line}\n\n{SOURCE}")
    assert len(found) == 1, found
    assert found[0].startswith(f"2 {message}")


@pytest.mark.parametrize(("lines", "message"), IN_CHANNEL)
def test_a_mistake_in_a_channel(problems, lines, message):
    text = f'{SOURCE}\n[[channels]]\nname = "c"\nurl = "https://chat.example/x"\n{lines}\n'
    found = problems(text)
    assert len(found) == 1, found
    assert found[0].startswith(f"{text.count(chr(10))} {message}")


@pytest.mark.parametrize(("lines", "message"), IN_FURTHER_FEED)
def test_a_mistake_in_a_further_feed(problems, lines, message):
    text = f"{SOURCE}[[feeds]]\n{lines}\n"
    found = problems(text)
    assert len(found) == 1, found
    assert found[0].partition(" ")[2].startswith(message)
    assert HOOK not in found[0]


@pytest.mark.parametrize(("line", "message"), IN_SOURCE)
def test_a_mistake_in_a_source(problems, line, message):
    key = line.partition(" = ")[0]
    table = {"id": '"a"', "url": '"https://a.example/"'} | {key: line.partition(" = ")[2]}
    text = f"{SOURCE.replace(chr(34) + 'a' + chr(34), chr(34) + 'first' + chr(34))}\n[[sources]]\n" + "".join(
        f"{name} = {value}\n" for name, value in table.items()
    )
    found = problems(text)
    assert len(found) == 1, found
    at = text.splitlines().index(line, 5) + 1
    assert found[0].startswith(f"{at} sources")
    assert message in found[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1 sources: there is no source"),
        ("[feed]\n\nmax_items = 3\n", "3 sources: there is no source"),
        ("sources = []\n", "1 sources: there is no source"),
        ("[settings]\ninterval = \n" + SOURCE, "2 : is not TOML: Invalid value"),
        (SOURCE + 'id = "b"\n', "4 : is not TOML: Cannot overwrite a value"),
        (SOURCE + 'name = "open\n', "4 : is not TOML: "),
        (SOURCE + 'tags = ["a",\n', "4 : is not TOML: "),
        (f"[settings]\nmax_concurrency = {'9' * 5000}\n", "None : holds a number too long"),
        (f"a = {'[' * 5000}\n", "None : holds a number too long or brackets too deep"),
        (SOURCE.encode() + b'name = "\xff"\n', "4 : is not UTF-8 (byte 60)"),
        ("[setings]\na = 1\n" + SOURCE, '1 setings: no such table; did you mean "settings"?'),
        ('interval = "1h"\n' + SOURCE, "1 interval: stands outside of every table; it belongs to [settings] or [[sources]]"),
        ("\n[[sorces.all]]\n" + SOURCE, '2 sorces: no such table; did you mean "sources"?'),
        ("strange = 1\n" + SOURCE, "1 strange: stands outside of every table"),
        ("[[settings]]\n" + SOURCE, "1 settings: must be a table, written [settings]"),
        ('[channels]\nname = "c"\n' + SOURCE, "1 channels: must be written [[channels]]"),
        ("channels = [1]\n" + SOURCE, "1 channels[1]: must be a table, written [[channels]]"),
        ("[[catalogs]]\n" + SOURCE, "1 catalogs[1].name: is missing"),
        ("[server]\nlisten = 8080\n" + SOURCE, "2 server.listen: must be host:port"),
        ('[server]\nlisten = "127.0.0.1:99999"\n' + SOURCE, "2 server.listen: must be host:port"),
        ('[feed]\nlink = "notices"\n' + SOURCE, "2 feed.link: must begin with http:// or https://"),
        ('[feed]\ntitle = "a\\u0007"\n' + SOURCE, "2 feed.title: must be one line of text"),
        ('[feed]\nurl = "feeds"\n' + SOURCE, "2 feed.url: must begin with http:// or https://"),
        ('[feed]\ntoken_env = "UNSET"\n' + SOURCE, "2 feed.token_env: $UNSET is not set"),
        ("[feed]\nmax_items = 0\n" + SOURCE, "2 feed.max_items: must be 1 or more"),
        (f'[feed]\ntitle = "{"a" * 301}"\n' + SOURCE, "2 feed.title: must have 300 characters at most"),
        (SOURCE + '[[sources]]\nname = "no id"\nid = "b"\n', '4 sources "b": url: is missing'),
        (SOURCE + '[[sources]]\nurl = "https://b.example/"\n', "4 sources[2].id: is missing"),
        (SOURCE + SOURCE, '5 sources "a": id: another source has this id already'),
        (SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\n', '4 channels "c": needs one of url, url_env and url_file'),
        (SOURCE + '["a\\u001b[31m\\n0: forged"]\n', "4 a�[31m�0: forged: no such table"),
    ],
)
def test_a_mistake_in_the_whole(problems, text, message):
    found = problems(text)
    assert len(found) == 1, found
    assert found[0].startswith(message)


def test_every_mistake_is_told_at_once_in_the_order_of_lines(problems):
    found = problems(
        '[settings]\nintervall = "1h"\ninterval = "x"\n[[channels]]\ntype = "slack"\n'
        '[[sources]]\nid = "A"\n[[sources]]\nid = "b"\nkind = "x"\n'
    )
    assert [line.split(": ")[0] for line in found] == [
        "2 settings.intervall", "3 settings.interval", "4 channels[1]", "4 channels[1].name", '6 sources "A"', '7 sources "A"',
        '8 sources "b"', '10 sources "b"',
    ]  # fmt: skip


def test_two_channels_of_one_name(problems):
    channel = '[[channels]]\nname = "c"\ntype = "slack"\nurl_env = "SLACK_WEBHOOK_URL"\n'
    assert problems(SOURCE + channel * 2) == ['9 channels "c": name: another channel has this name already']


@pytest.mark.parametrize("key", [(table, key) for table, keys in LATER_KEYS.items() for key in keys])
def test_what_is_not_built_yet_is_told(problems, key):
    head = f"[{key[0]}]\n" if key[0] == "settings" else '[[channels]]\nname = "c"\ntype = "slack"\nurl = "https://c.example/"\n'
    found = problems(f"{head}{key[1]} = 1\n{SOURCE}")
    assert len(found) == 1
    assert found[0].endswith(f"{key[1]}: is known, but not available in this version")


@given(st.text(max_size=60))
def test_no_text_breaks_a_span_of_time(word):
    try:
        span = duration(word)
    except ValueError:
        return
    assert timedelta() <= span <= timedelta(days=3650)


@given(st.integers(0, 80), st.integers(0, 500), st.integers(0, 9999))
def test_spans_of_time_add_up(days, hours, seconds):
    assert duration(f"{days}d{hours}h{seconds}s") == timedelta(days=days, hours=hours, seconds=seconds)


def test_lines_are_found_behind_strings_and_lists_that_look_like_tables():
    lines = Lines(
        '[settings] # ]\r\na = """\n[[sources]]\nb = 1 \\"""" """\n' + "c = '''\n[feed]\n'''\n"
        'd = [ # one, two\n  "x", # [\n\n  [1, 2],\n  {e = 1}\n]\n"quoted key" = 2\nf.g = {h = [1, 2]}\n'
        "[[sources]]\n[[sources]]\n[sources.sub]\nid = 1"
    )
    places = {
        ("settings", "a"): 2, ("settings", "c"): 5, ("settings", "d"): 8, ("settings", "d", 0): 9, ("settings", "d", 1): 11,
        ("settings", "d", 2): 12, ("settings", "quoted key"): 14, ("settings", "f", "g"): 15, ("settings", "f", "g", "h"): 15,
        ("sources", 0, "id"): 16, ("sources", 1, "id"): 17, ("sources", 1, "sub", "id"): 19, ("feed",): None,
    }  # fmt: skip
    assert {place: lines.of(place) for place in places} == places


def test_lines_of_a_text_that_is_no_toml_end():
    assert Lines("[settings]\n%%%\na = 1").of(("settings", "a")) == 3
    assert Lines("a = [1").of(("a",)) == 1
    assert Lines("%%%").of(("a",)) is None


def test_a_name_stands_for_one_organization(problems) -> None:
    one = '[[organizations]]\nname = "株式会社北の灯"\naliases = ["KNH"]\n'
    assert problems(SOURCE + one + one.replace("北の灯", "南の灯")) == [
        '9 organizations "株式会社南の灯": aliases[1]: is a name of another organization already: 株式会社北の灯'
    ]
    assert problems(SOURCE + one + one.replace("KNH", "SNH")) == [
        '8 organizations "株式会社北の灯": name: is a name of another organization already: 株式会社北の灯'
    ]
    [legal_form] = problems(SOURCE + '[[organizations]]\nname = "株式会社"\n')
    assert "must be an organization's name" in legal_form
    [unknown] = problems(SOURCE + '[[organizations]]\nname = "北の灯"\nalias = ["KNH"]\n')
    assert 'did you mean "aliases"?' in unknown
