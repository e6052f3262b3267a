"""The pages of `timeline report`, opened from disk in real headless Chromium.

They need Debian's chromium, Node.js, and `npm ci` in this folder; where one is missing they are skipped. With
TIMELINE_PICTURES set to a folder, the screenshots are kept there, for people to look at.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.program import run
from tests.render.shown import STORE

HERE = Path(__file__).resolve().parent
HOSTILE = "<script>document.title='hit'</script><img src=x onerror=alert(1)>"
LOOKS = (
    *(f"{page}:light" for page in ("svom", "index", "change-6", "viper", "hostile")),
    *(f"{page}:{way}" for way in ("dark", "phone") for page in ("svom", "index")),
)
"""Which page is looked at in which way."""

Seen = dict[str, Any]
"""What was seen, by page and way."""

pytestmark = pytest.mark.browser


def _needed() -> tuple[str, str]:
    chromium, node = shutil.which("chromium"), shutil.which("node")
    if chromium is None:
        pytest.skip("no chromium here; Debian's package `chromium` has it")
    if node is None:
        pytest.skip("no Node.js here to drive chromium with")
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        pytest.skip("`npm ci` has not been run in tests/browser")
    return chromium, node


def _make_site(made: Path) -> Path:
    """Return a folder with a site made of the tests' store and a mission that means harm."""
    store = made / "missions.toml"
    hostile = json.dumps(HOSTILE)
    store.write_text(
        STORE.read_text(encoding="utf-8")
        + f"\n[missions.hostile]\nname = {hostile}\nagencies = [{hostile}]\nurl = 'javascript:alert(2)'\n"
        + "\n[[missions.hostile.announcements]]\nannounced = 2024-01-01\ndate = '2025'\n"
        + f"source = {hostile}\nsaid = {hostile}\nurl = 'javascript:alert(3)'\n"
        + "\n[[missions.hostile.announcements]]\nannounced = 2024-02-01\ndate = '2026'\n"
        + f"title = {hostile}\nurl = 'data:text/html,<script>alert(4)</script>'\n",
        encoding="utf-8",
    )
    options = ["--file", str(store), "--today", "2026-11-22"]
    answer = run(["report", "--all", "--save", str(made / "site"), *options], made)
    assert answer.code == 0, answer.err
    return made / "site"


def _look(folder: Path, pictures: Path) -> Seen:
    chromium, node = _needed()
    command = [node, str(HERE / "look.mjs"), chromium, str(pictures), str(folder), *LOOKS]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return {item["look"]: item for item in json.loads(done.stdout)}


def test_pages_in_chromium(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """Look once, as starting the browser takes most of the time, and check many things of what was seen."""
    _needed()
    folder = _make_site(tmp_path)
    kept = os.environ.get("TIMELINE_PICTURES")
    seen = _look(folder, Path(kept) if kept else tmp_path)
    for look, sight in seen.items():
        for check in (check_nothing_runs, check_axe_finds_no_fault, check_it_fits):
            with subtests.test(look=look, check=check.__name__):
                check(sight)
    for check_all in (check_svom, check_hostile, check_looks):
        with subtests.test(check=check_all.__name__):
            check_all(seen)
    with subtests.test("the index leads to every page"):
        links = {Path(address).name for _, address in seen["index:light"]["links"]}
        assert links == {path.name for path in folder.iterdir()} - {"index.html"}


def check_nothing_runs(sight: Any) -> None:
    assert [url for url in sight["requests"] if not url.startswith("file:")] == []
    assert len(sight["requests"]) == 1
    assert (sight["dialogs"], sight["errors"], sight["scripts"], sight["handlers"]) == ([], [], 0, [])
    assert sight["title"] != "hit"


def check_axe_finds_no_fault(sight: Any) -> None:
    assert sight["violations"] == []
    assert sight["rules"] > 10


def check_it_fits(sight: Any) -> None:
    assert sight["overflow"] <= 0


def check_svom(seen: Seen) -> None:
    page = seen["svom:light"]
    assert page["title"] == "SVOM: announced dates"
    assert (
        "SVOM, first announced on 26 March 2014 for 2020, has moved 3 times and launched on" in page["text"]
    )
    assert "Reason given: the payload came late" in page["text"]
    assert ["CEA/Irfu", "https://example.org/svom/2014"] in page["links"]
    assert page["charts"] == ["SVOM, Launch: date announced, upwards, by the day of the announcement"]
    assert {"Next", "Who slipped most"} <= set(seen["index:light"]["text"].split("\n"))


def check_hostile(seen: Seen) -> None:
    page = seen["hostile:light"]
    assert page["text"].count(HOSTILE) >= 4
    assert page["images"] == 0
    assert [address for _, address in page["links"] if not address.startswith("file:")] == []


def check_looks(seen: Seen) -> None:
    light, dark = seen["svom:light"], seen["svom:dark"]
    assert light["paper"] == "rgb(255, 255, 255)"
    assert dark["paper"] != light["paper"]
    assert dark["ink"] != light["ink"]
    assert light["printed"]["ink"] == "rgb(0, 0, 0)"
    assert any("https://example.org/svom/2014" in source for source in light["printed"]["sources"])
    assert light["pdf"] > 1000
