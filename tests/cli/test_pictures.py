from __future__ import annotations

import importlib.util
import json
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.program import Answer, run
from tests.render.shown import STORE

FORMATS = ["table", "json", "jsonl", "csv", "tsv", "markdown"]


@pytest.fixture
def ask(tmp_path: Path) -> Any:
    """Return what runs the program on the tests' store, seen from one day."""

    def answer(*arguments: str, **environment: str) -> Answer:
        given = [*arguments, "--file", str(STORE), "--today", "2026-11-22"]
        return run(given, tmp_path, environment)

    return answer


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", [["stats"], ["stats", "--by", "year"], ["chart", "svom"], ["gantt"]])
def test_every_form(ask: Any, command: list[str], form: str) -> None:
    found = ask(*command, "--format", form)
    assert (found.code, found.err) == (0, "")
    assert found.out


def test_stats_says_what_was_excluded(ask: Any) -> None:
    found = json.loads(ask("stats", "--exclude", "svom", "--exclude", "viper", "--format", "json").out)
    assert (found["report"], found["excluded"]) == ("stats", ["svom", "viper"])
    assert found["items"][0]["milestones"] == 4
    assert ask("stats", "--exclude", "nothing-like-it").code == 1


def test_stats_as_of(ask: Any) -> None:
    found = json.loads(ask("stats", "--as-of", "2015-01-01", "--format", "json").out)
    assert found["items"][0]["milestones"] == 1
    assert found["as_of"] == "2015-01-01"


def test_a_chart_shows_only_what_was_known(ask: Any) -> None:
    assert "1 move, 0 … +24 mo from 2020" in ask("chart", "svom", "--as-of", "2015-01-01").out


def test_a_chart_of_another_milestone(ask: Any) -> None:
    assert "landing ✓ 2024-06-02" in ask("chart", "change-6", "--milestone", "landing").out


def test_a_chart_of_nothing_is_refused(ask: Any) -> None:
    found = ask("chart", "idea")
    assert (found.code, found.out) == (1, "")
    assert found.err == "timeline: nothing that was announced of Idea has a date\n"
    assert "no mission" in ask("chart", "zzz").err
    assert ask("chart").code == 2


def test_width_and_ascii(ask: Any) -> None:
    wide = ask("chart", "svom", "--width", "120").out.splitlines()
    assert max(map(len, wide)) == 120
    assert max(map(len, ask("gantt", COLUMNS="70").out.splitlines())) <= 70
    assert ask("chart", "viper", "--ascii").out.isascii()


def test_a_gantt_has_the_filters_and_the_order_of_slips(ask: Any) -> None:
    options = (
        "--min",
        "30d",
        "--sort",
        "name",
        "--agency",
        "CNSA",
        "--baseline",
        "2014-09-01",
        "--format",
        "json",
    )
    gantt, slips = (json.loads(ask(name, *options).out) for name in ("gantt", "slips"))
    assert gantt["items"] == slips["items"]
    assert gantt["baseline"] == "2014-09-01"


@pytest.mark.parametrize("command", [["chart", "svom"], ["gantt"]])
def test_pictures_are_saved(ask: Any, tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "picture.svg"
    found = ask(*command, "--save", str(path))
    assert (found.code, found.out, found.err) == (0, "", f"timeline: saved {path}\n")
    assert b"As announced by 2026-11-22." in path.read_bytes()


def test_signs_without_a_font_are_said(tmp_path: Path) -> None:
    (tmp_path / "missions.toml").write_text(
        'format = 1\n[missions.x]\nname = "\U00013000"\n'
        '[[missions.x.announcements]]\nannounced = 2020-01-01\ndate = "2021"\n',
        encoding="utf-8",
    )
    found = run(["chart", "x", "--save", "x.png", "--file", "missions.toml"], tmp_path)
    assert "no font here has all characters" in found.err
    assert (tmp_path / "x.png").exists()


def test_a_picture_of_no_known_kind(ask: Any) -> None:
    found = ask("chart", "svom", "--save", "svom.doc")
    assert found.code == 2
    assert "'svom.doc' should end in .svg, .png or .pdf" in found.err


def test_a_folder_that_is_not_there(ask: Any) -> None:
    found = ask("chart", "svom", "--save", "nowhere/svom.svg")
    assert (found.code, found.err) == (
        1,
        "timeline: can't write nowhere/svom.svg: No such file or directory\n",
    )


def test_without_matplotlib_it_is_said_how_to_install_it(ask: Any, tmp_path: Path) -> None:
    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "matplotlib" else real(name, package)

    with mock.patch("timeline.cli.saving.find_spec", without):
        found = ask("chart", "svom", "--save", "svom.svg")
    assert found.code == 1
    assert "pip install 'mission-timeline[plot]'" in found.err
    assert not (tmp_path / "svom.svg").exists()


def test_a_page_goes_to_standard_output(ask: Any) -> None:
    found = ask("report", "svom")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("<!DOCTYPE html>")
    assert found.out.endswith("</html>\n")


def test_a_page_is_saved(ask: Any, tmp_path: Path) -> None:
    found = ask("report", "svom", "change-6", "--save", "page.html")
    assert found.err == "timeline: saved page.html\n"
    assert "嫦娥六号" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_site_has_an_index_and_a_page_a_mission(ask: Any, tmp_path: Path) -> None:
    found = ask("report", "--all", "--save", "new/site")
    assert found.err == "timeline: saved 8 pages; begin with new/site/index.html\n"
    names = {path.name for path in (tmp_path / "new" / "site").iterdir()}
    assert names == {
        "index.html",
        *(f"{name}.html" for name in ["svom", "change-6", "dorn", "viper", "lander", "probe", "idea"]),
    }


def test_a_site_of_some_missions(ask: Any, tmp_path: Path) -> None:
    assert ask("report", "--all", "--agency", "NASA", "--save", "site").code == 0
    assert {path.name for path in (tmp_path / "site").iterdir()} == {
        "index.html",
        "viper.html",
        "lander.html",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a mission, or make a page for each"),
        (["--all"], "name it with --save FOLDER"),
        (["svom", "--all", "--save", "site"], "not both"),
        (["svom", "--format", "json"], "a report is a web page"),
    ],
)
def test_reports_that_make_no_sense(ask: Any, arguments: list[str], message: str) -> None:
    found = ask("report", *arguments)
    assert found.code == 2
    assert message in found.err


def test_a_site_where_a_file_stands(ask: Any, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    found = ask("report", "--all", "--save", "site")
    assert (found.code, found.err) == (1, "timeline: can't write site: File exists\n")
