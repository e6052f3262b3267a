"""The exact notations: what they look like, and what they refuse."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.builders import announcement, ledger, mission
from timeline.exchange.errors import ExchangeError
from timeline.exchange.ledgers import cleaned
from timeline.exchange.registry import NOTATIONS

STORE = ledger(
    mission(
        "alpha",
        announcement("2020-01-01", "2023", source="=SUM(A1)"),
        announcement("2021-03", "NET 2024-Q2", source="ESA", said="two\nlines"),
        name="Alpha",
        agencies=("ESA", "a; b"),
        ids={"gcat": "2030-041"},
    ),
    mission("bare"),
)


def written(name: str) -> bytes:
    return b"".join(NOTATIONS[name].write(STORE))


def test_json() -> None:
    assert json.loads(written("json")) == {
        "format": "timeline-ledger",
        "schema": 1,
        "missions": [
            {
                "id": "alpha",
                "name": "Alpha",
                "agencies": ["ESA", "a; b"],
                "ids": {"gcat": "2030-041"},
                "announcements": [
                    {
                        "announced": "2020-01-01",
                        "date": "2023",
                        "milestone": "launch",
                        "status": "planned",
                        "source": "=SUM(A1)",
                    },
                    {
                        "announced": "2021-03",
                        "date": "NET 2024-Q2",
                        "milestone": "launch",
                        "status": "planned",
                        "source": "ESA",
                        "said": "two\nlines",
                    },
                ],
            },
            {"id": "bare", "name": "bare", "announcements": []},
        ],
    }


def test_json_never_obeys_the_terminal() -> None:
    store = ledger(mission("a", name="\x1b[31m\x9b\u202e"))
    assert b"".join(NOTATIONS["json"].write(store)).isascii()


def test_csv() -> None:
    lines = written("csv").decode().split("\r\n")
    assert lines[0].startswith("id,name,aliases,agencies,partners")
    assert lines[1].startswith("alpha,Alpha,,ESA; a\\; b,")
    assert ",'=SUM(A1)," in lines[1]
    assert lines[1].endswith(",2023-01-01,2023-12-31,year")
    assert lines[-2].startswith("bare,bare,,")


def test_csv_columns_may_stand_in_any_order_and_most_may_be_missing() -> None:
    text = "announcement.date,name,announcement.announced,id\nNET 2030,Alpha,2029-01-01,alpha\n,Beta,,beta\n"
    found = NOTATIONS["csv"].read(text.encode(), "it", None)
    assert [(item.mission.name, [said.date.text for said in item.history]) for item in found.statements] == [
        ("Alpha", ["NET 2030"]),
        ("Beta", []),
    ]


HEAD = "id,name,announcement.announced,announcement.date,announcement.status\n"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("csv", "", "line 1: it has no columns"),
        ("csv", "id\na\n", "line 1: it has no columns"),
        ("csv", f"{HEAD}A,b,,,\n", "line 2: the mission has no id"),
        ("csv", f"{HEAD}a, ,,,\n", "line 2: the mission 'a' has no name"),
        ("csv", f"{HEAD}a,b,2020,,\n", "line 2: the announcement has no date"),
        ("csv", f"{HEAD}a,b,,2020,\n", "line 2: the announcement does not say when"),
        ("csv", f"{HEAD}a,b,NET 2020,2020,\n", "line 2: the announcement does not say when"),
        ("csv", f"{HEAD}a,b,2020,2020,sure\n", "line 2: its status is none of planned"),
        ("csv", f"{HEAD}a,b,2020,soon,\n", "line 2: cannot read the date 'soon'"),
        ("csv", f"{HEAD}a,b,2020,2020,,x\n", "line 2: it has more cells"),
        ("csv", f"{HEAD}a,b,,,\na,c,,,\n", "line 3: 'a' has other fields"),
        ("csv", f'{HEAD}a,"b"c,,,\n', "it is not CSV"),
        ("csv", "id,name,ids\na,b,{\n", "line 2: 'ids' is not a JSON object"),
        ("csv", "id,name,ids\na,b,7\n", "line 2: 'ids' does not hold"),
        (
            "csv",
            "id,name,announcement.announced,announcement.date,announcement.recorded\na,b,2020,2020,2020\n",
            "not a day",
        ),
        ("json", "[]", 'does not say "format"'),
        ("json", '{"format": "timeline-ledger", "schema": 2}', "not schema 1"),
        (
            "json",
            '{"format": "timeline-ledger", "schema": 1, "missions": [7]}',
            "mission 1: it is not an object",
        ),
    ],
)
def test_what_is_refused_names_its_place(name: str, text: str, why: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        NOTATIONS[name].read(text.encode(), "it", None)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"id": 7}, "no id"),
        ({"id": "a" * 200}, "no id"),
        ({"name": None}, "no name"),
        ({"aliases": "x"}, "'aliases' is not a list"),
        ({"vehicle": 7}, "'vehicle' is not a text"),
        ({"announcements": {}}, "not a list of objects"),
        ({"announcements": [{"announced": 2020}]}, "'announced' is not a text"),
        ({"announcements": [{"announced": "2020", "date": "2020", "milestone": "Up!"}]}, "its milestone"),
        ({"announcements": [{"announced": "2020", "date": "2020", "outcome": 7}]}, "its outcome"),
    ],
)
def test_json_of_other_types_is_refused(fields: dict[str, object], why: str) -> None:
    data = {"format": "timeline-ledger", "schema": 1, "missions": [{"id": "a", "name": "A", **fields}]}
    with pytest.raises(ExchangeError, match="it, mission 1") as refused:
        NOTATIONS["json"].read(json.dumps(data).encode(), "it", None)
    assert why in str(refused.value)


def test_on_hold_needs_no_date() -> None:
    said = [{"announced": "2020", "status": "on-hold", "url": "javascript:x"}]
    data = {
        "format": "timeline-ledger",
        "schema": 1,
        "missions": [{"id": "a", "name": "A", "announcements": said}],
    }
    (found,) = NOTATIONS["json"].read(json.dumps(data).encode(), "it", None).statements
    assert (found.history[0].date.text, found.history[0].url) == ("TBD", "")


def query(content: bytes, statement: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    found = database.execute(statement).fetchall()
    database.close()
    return found


def test_sqlite_answers_questions() -> None:
    content = written("sqlite")
    assert query(content, "SELECT id, agencies, ids FROM missions") == [
        ("alpha", '["ESA", "a; b"]', '{"gcat": "2030-041"}'),
        ("bare", "[]", None),
    ]
    assert query(content, "SELECT position, date, earliest, latest, precision FROM announcements") == [
        (0, "2023", "2023-01-01", "2023-12-31", "year"),
        (1, "NET 2024-Q2", "2024-04-01", None, "quarter"),
    ]
    assert query(content, "SELECT from_position, to_position, kind, min_days, certain FROM moves") == [
        (None, 0, "first", None, 0),
        (0, 1, "slip", 92, 1),
    ]
    assert query(content, "PRAGMA foreign_key_check") == []


def database(statements: Iterable[str]) -> bytes:
    with sqlite3.connect(":memory:") as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
        content = made.serialize()
    made.close()
    return content


@pytest.mark.parametrize(
    "content",
    [
        b"no database",
        b"SQLite format 3\x00" + b"\xff" * 200,
        database(["CREATE TABLE missions (id TEXT)"]),
        database(
            ["CREATE VIEW missions AS SELECT load_extension('x') AS id", "CREATE TABLE announcements (a)"]
        ),
    ],
)
def test_other_databases_are_refused(content: bytes) -> None:
    with pytest.raises(ExchangeError, match=r"^it: "):
        NOTATIONS["sqlite"].read(content, "it", None)


def test_lists_in_a_database_must_be_json(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(written("sqlite"))
    with sqlite3.connect(file) as changed:
        changed.execute("UPDATE missions SET tags = 'no list'")
    changed.close()
    with pytest.raises(ExchangeError, match="'alpha': a list in it is not JSON"):
        NOTATIONS["sqlite"].read(file.read_bytes(), "it", None)


def test_markdown() -> None:
    odd = mission(
        "odd",
        announcement("2020-01-01", "2023", source="A|B", url="https://example.org/(1)|2", said="*soon*\n<b>"),
        announcement("2021-01-01", "2023-02-03", "achieved", url="javascript:x", title="1. Title"),
        name="1. # <Odd> [x](y)",
        summary="Line\nbreak",
        agencies=("ESA",),
        aliases=("O_1",),
        url="https://example.org",
    )
    text = b"".join(NOTATIONS["markdown"].write(ledger(odd, mission("bare")))).decode()
    assert text == (
        "# Missions\n\n"
        "## 1\\. \\# \\<Odd\\> \\[x\\]\\(y\\)\n\n"
        "Line break\n\n"
        "- id: odd\n- also: O\\_1\n- agencies: ESA\n"
        "- page: [https://example.org](<https://example.org>)\n\n"
        "| announced | milestone | date | source | said |\n| --- | --- | --- | --- | --- |\n"
        "| 2020\\-01\\-01 | launch | 2023 | [A\\|B](<https://example.org/%281%29%7C2>) "
        "| \\*soon\\* \\<b\\> |\n"
        "| 2021\\-01\\-01 | launch | 2023\\-02\\-03 \\(achieved\\) | 1\\. Title |  |\n\n"
        "## bare\n\n- id: bare\n\nNothing was announced.\n"
    )


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "x.parquet"
    file.write_bytes(written("parquet"))
    rows = parquet.read_table(file).to_pylist()
    assert [(row["mission"], row["date"], str(row["earliest"]), row["qualifiers"]) for row in rows] == [
        ("alpha", "2023", "2023-01-01", []),
        ("alpha", "NET 2024-Q2", "2024-04-01", ["net"]),
    ]
    assert rows[0]["ids"] == [("gcat", "2030-041")]


def test_a_mission_is_cleaned_as_a_whole() -> None:
    wild = mission(
        "a",
        announcement("2020", "2021", source="\x1b[1mX", url="javascript:x"),
        name="\x07A",
        tags=("\x00t",),
        url="ftp://x",
        ids={"c\x00": "\x1b"},
    )
    found = cleaned(wild)
    assert (found.name, found.tags, found.url, dict(found.ids)) == ("A", ("t",), "", {"c": ""})
    assert (found.announcements[0].source, found.announcements[0].url) == ("[1mX", "")
