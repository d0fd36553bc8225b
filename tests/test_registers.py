"""A register's file becomes rows, and each of its mistakes is told with its line."""

from __future__ import annotations

import pytest

from config_samples import ENV, SOURCE, checker, loader
from noticewatch.config import config_problems
from noticewatch.config.registers import HEADER, MOST_ROWS, MOST_TOLD, corporate_number, domain, read_register

WRITTEN = """id,name,aliases,products,corporate_number,domains,parent,tier,owner,services,tags,契約
v1,株式会社北の灯,Kitanohi Lighting; KNH|ともし,灯クラウド,9990000000017,WWW.kitanohi.example,,ａ,佐藤,billing,cloud;core,2024-01
"v2",北の灯ロジ,"KL
KLG",,,,v1,,,,,
"""


@pytest.fixture
def load(tmp_path):
    return loader(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_register_is_read_as_spreadsheets_write_it(encoding, end):
    rows, faults = read_register("vendors", WRITTEN.replace("\n", end).encode(encoding))
    assert faults == []
    one, two = rows
    assert (one.register, one.id, one.name, one.tier, one.owner) == ("vendors", "v1", "株式会社北の灯", "A", "佐藤")
    assert one.aliases == ("Kitanohi Lighting", "KNH", "ともし")
    assert (one.products, one.domains, one.corporate_number) == (("灯クラウド",), ("kitanohi.example",), "9990000000017")
    assert (one.services, one.tags, one.more) == (("billing",), ("cloud", "core"), {"契約": "2024-01"})
    assert (two.aliases, two.parent, two.more) == (("KL", "KLG"), "v1", {})


def told(text: str | bytes) -> list[str]:
    _, faults = read_register("vendors", text if isinstance(text, bytes) else text.encode())
    return [": ".join(filter(None, (str(line), place, message))) for line, place, message in faults]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: has no line with the columns' names"),
        ("ids,name\n", "1: the column id is missing; did you mean \"ids\"?"),
        ("id,name,NAME\n", "1: the column name stands twice"),
        ("id,name\n,北の灯\n", "2: id: is missing"),
        ("id,name\n\nv1,\n", '3: "v1": name: is missing'),
        ("id,name\nv1,北の灯\nv1,灯台社\n", '3: "v1": id: another row has this id already, in line 2'),
        ("id,name,parent\nv1,北の灯,v9\n", '2: "v1": parent: v9 is the id of no row'),
        ("id,name,parent\nv1,北の灯,v1\n", '2: "v1": parent: is below itself'),
        ("id,name,corporate_number\nv1,北の灯,1990000000017\n", '2: "v1": corporate_number: 1990000000017 is not'),
        ("id,name,corporate_number\nv1,北の灯,7.00001E+12\n", '2: "v1": corporate_number: 7.00001E+12 must have 13 digits: a'),
        ("id,name,domains\nv1,北の灯,a.example;https://b.example/\n", '2: "v1": domains: https://b.example/ must be a domain'),
        ("id,name,domains\nv1,北の灯,localhost\n", '2: "v1": domains: localhost must be a domain'),
        ("id,name,domains\nv1,北の灯,co.jp\n", '2: "v1": domains: co.jp is no one organization'),
        ("id,name,tier\nv1,北の灯,E\n", '2: "v1": tier: E must be one of A, B, C, D'),
        ("id,name,aliases\nv1,北の灯,灯\n", '2: "v1": aliases: 灯 is too short'),
        ("id,name\nv1,もも\n", '2: "v1": name: もも is too short'),
        ("id,name\nv1,（株）\n", '2: "v1": name: （株） is no name but a legal form'),
        ("id,name,products\nv1,北の灯,365\n", '2: "v1": products: 365 is a number'),
        ("name,id\n北の灯\n", "2: id: is missing"),
        ("id,name\nv1,北,の,灯\n", "2: has 4 values for 2 columns"),
        ('id,name\nv1,"北の灯\n', "2: is not CSV"),
        ("id,name\nv1,北\u202eの灯\n", '2: "v1": name: must be one line'),
        (f"id,name\nv1,{'灯' * 301}\n", '2: "v1": name: must be one line of 300'),
        ("id,name\nv1,北の灯\n".encode("utf-16"), "1: is neither UTF-8 nor Windows-31J"),
        (b"id,name\nv1,\x81\xff\n", "2: is neither UTF-8 nor Windows-31J"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(text, message):
    [found] = told(text)
    assert found.startswith(message)


def test_a_circle_of_parents_is_told_of_each_row_in_it_and_of_no_other():
    found = told("id,name,parent\na,北の灯,b\nb,灯台社,c\nc,潮見社,a\nd,岬社,a\n")
    assert [line.partition(":")[0] for line in found] == ["2", "3", "4"]


def test_all_mistakes_are_told_at_once_in_the_order_of_lines():
    found = told("id,name,tier,parent\nv1,灯,X,v9\nv2,北の灯,,v1\n,岬社,,\n")
    assert [line.partition(":")[0] for line in found] == ["2", "2", "2", "4"]


def test_a_file_of_another_kind_is_not_told_line_by_line():
    found = told("id,name\n" + "x,\n" * (MOST_TOLD + 50))
    assert len(found) == MOST_TOLD + 1
    assert "more mistakes" in found[-1]


def test_there_is_an_end_of_rows():
    found = told("id,name\n" + "".join(f"v{number},灯台社{number}\n" for number in range(MOST_ROWS + 1)))
    assert found == [f"{MOST_ROWS + 2}: more than 50,000 rows"]


@pytest.mark.parametrize("number", ["T9990000000017", "9-9900-0000-0017", "９９９００００００００１７"])
def test_a_corporate_number_is_known_however_it_is_written(number):
    assert corporate_number(number) == "9990000000017"


def test_domains_of_any_script_become_ascii():
    assert domain("例え.jp") == "xn--r8jz45g.jp"
    for word in ("a b.example", "-a.example", "a..example", "192.0.2.1", f"{'a' * 64}.example"):
        with pytest.raises(ValueError, match="must be a domain"):
            domain(word)


def test_a_configuration_has_its_registers(load, tmp_path):
    (tmp_path / "vendors.csv").write_text(WRITTEN)
    (tmp_path / "peers.csv").write_text(HEADER)
    text = SOURCE + '[[registers]]\nname = "vendors"\nfile = "vendors.csv"\n[[registers]]\nname = "peers"\nfile = "peers.csv"\n'
    vendors, peers = load(text).registers
    assert (vendors.name, vendors.file, [row.id for row in vendors.rows]) == ("vendors", tmp_path / "vendors.csv", ["v1", "v2"])
    assert peers.rows == ()


def test_mistakes_of_a_register_stand_beside_the_configurations(tmp_path):
    check = checker(tmp_path)
    register = '[[registers]]\nname = "vendors"\nfile = "vendors.csv"\n'
    assert check(SOURCE + register)[0].startswith('6 registers "vendors": file: ')
    assert check(SOURCE + register)[0].endswith("cannot be read: No such file or directory")
    (tmp_path / "vendors.csv").write_text("id,name\nv1,灯\n")
    assert check(SOURCE + register) == ['2 "v1": name: 灯 is too short to be told from other words']
    assert config_problems(tmp_path / "sources.toml", ENV)[0].file == str(tmp_path / "vendors.csv")
    (tmp_path / "vendors.csv").write_text(HEADER)
    assert check(SOURCE + register * 2) == ['8 registers "vendors": name: another register has this name already']
    (tmp_path / "vendors.csv").chmod(0o666)
    assert check(SOURCE + register)[0].endswith("can be written by others: chmod go-w")
