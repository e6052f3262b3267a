from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.exchange.samples import SAMPLES
from tests.fetch.test_git import Made
from tests.program import Answer, run

STORE = """# My ledger.
format = 1

[missions.m2]
name = "Meridian 2"  # mine

# what I noted
[[missions.m2.announcements]]
announced = 2029-01-01
date = "2030-06"
source = "me"

[missions.m3]
name = "Meridian 3 (mapper)"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text(STORE)
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, tmp_path)
    return tmp_path


def store(folder: Path) -> str:
    return (folder / "data" / "missions.toml").read_text()


def do(folder: Path, *arguments: str) -> Answer:
    return run([*arguments, "--today", "2030-05-03", "--now", "2030-05-03T10:00Z"], folder)


UPCOMING = ("import", "launch-library", "launch-library-2.3-upcoming.json")


def test_what_is_news_is_added_and_every_other_byte_stays(folder: Path) -> None:
    answer = do(folder, *UPCOMING)
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "timeline: 2 announcements added, 2 missions new, 1 found by name, 1 unchanged",
        (
            "timeline: doubtful: 'Meridian 3' could be m3 ('Meridian 3 (mapper)'); left out until you say: "
            "--map '00000000-0000-4000-8000-000000000003=m3', or "
            "'00000000-0000-4000-8000-000000000003=+' for a new mission"
        ),
    ]
    linked = STORE.replace(
        "# mine\n", '# mine\nids.launch-library = "00000000-0000-4000-8000-000000000002"\n'
    )
    assert store(folder).startswith(linked)
    assert store(folder)[len(linked) :] == (
        '\n[missions.meridian-1]\nname = "Meridian 1"\nagencies = ["Meridian Agency"]\n'
        'programs = ["Meridian"]\nvehicle = "Astra Nova"\nsite = "Northport"\n'
        'summary = "The mapper Meridian 1."\n'
        'ids.launch-library = "00000000-0000-4000-8000-000000000001"\n\n'
        "[[missions.meridian-1.announcements]]\nannounced = 2030-05-02\n"
        'date = "2030-06-19T08:40:30Z"\nsource = "Launch Library 2"\n'
        'url = "https://ll.thespacedevs.com/2.3.0/launches/1/"\n'
        'said = "2030-06-19T08:40:30Z, Second, Go for Launch"\nrecorded = 2030-05-03\n\n'
        '[missions.meridian-5]\nname = "Meridian 5"\nagencies = ["Meridian Agency"]\n'
        'programs = ["Meridian"]\nvehicle = "Astra Nova"\nsite = "Northport"\n'
        'summary = "The mapper Meridian 5."\n'
        'ids.launch-library = "00000000-0000-4000-8000-000000000005"\n\n'
        "[[missions.meridian-5.announcements]]\nannounced = 2030-05-02\n"
        'date = 2030-06-20\nstatus = "on-hold"\nsource = "Launch Library 2"\n'
        'url = "https://ll.thespacedevs.com/2.3.0/launches/5/"\n'
        'said = "2030-06-20T00:00:00Z, Day, On Hold"\nreason = "Weather"\nrecorded = 2030-05-03\n'
    )


def test_twice_is_like_once(folder: Path) -> None:
    do(folder, *UPCOMING)
    before = store(folder)
    answer = do(folder, *UPCOMING)
    assert answer.err.startswith("timeline: 0 announcements added, 3 unchanged\n")
    assert store(folder) == before


def test_a_map_settles_doubts(folder: Path) -> None:
    answer = do(
        folder, *UPCOMING, "--map", "00000000-0000-4000-8000-000000000003=m3", "--map", "Meridian 1=-"
    )
    assert answer.err == "timeline: 2 announcements added, 1 mission new, 2 found by name, 1 unchanged\n"
    assert (
        do(folder, *UPCOMING, "--map", "Meridian 1=-").err == "timeline: 0 announcements added, 3 unchanged\n"
    )


@pytest.mark.parametrize(
    ("pair", "message", "code"),
    [("x", "is no FOREIGN=MISSION", 2), ("x=nothing", "no mission 'nothing'", 1)],
)
def test_maps_that_are_none(folder: Path, pair: str, message: str, code: int) -> None:
    answer = do(folder, *UPCOMING, "--map", pair)
    assert (message in answer.err, answer.code, store(folder)) == (True, code, STORE)


def test_a_dry_run_shows_a_diff_and_changes_nothing(folder: Path) -> None:
    answer = do(folder, *UPCOMING, "--dry-run")
    assert answer.out.startswith("--- data/missions.toml\n+++ data/missions.toml\n@@ -3,6 +3,7 @@\n")
    assert '+ids.launch-library = "00000000-0000-4000-8000-000000000002"\n' in answer.out
    assert answer.err.startswith("timeline: 2 announcements would be added, 2 missions new")
    assert store(folder) == STORE
    do(folder, *UPCOMING)
    assert do(folder, *UPCOMING, "--dry-run").out == ""


def test_unchanged_dates_are_confirmed_if_that_is_wanted(folder: Path) -> None:
    do(folder, *UPCOMING)
    again = (*UPCOMING, "--held", "--announced", "2030-05-03")
    assert do(folder, *again).err.startswith("timeline: 2 announcements added, 1 unchanged\n")
    assert do(folder, *again).err.startswith("timeline: 0 announcements added, 3 unchanged\n")


def test_several_answers_the_oldest_first(folder: Path) -> None:
    (folder / "empty.toml").write_text("format = 1\n")
    page: dict[str, Any] = json.loads((folder / "launch-library-2.3-upcoming.json").read_text())
    page["results"] = page["results"][1:2]
    later = {**page["results"][0], "net": "2030-07-31T00:00:00Z", "last_updated": "2030-05-03T09:00:00Z"}
    (folder / "later.json").write_text(json.dumps({**page, "results": [later]}))
    answer = do(folder, *UPCOMING, "later.json", "-f", "empty.toml")
    assert answer.err == (
        "timeline: 5 announcements added, 4 missions new, 0 unchanged\n"
        "timeline: no longer in the catalogue: meridian-1 ('Meridian 1')\n"
        "timeline: no longer in the catalogue: meridian-3 ('Meridian 3')\n"
        "timeline: no longer in the catalogue: meridian-5 ('Meridian 5')\n"
    )


@pytest.mark.parametrize(
    ("arguments", "summary"),
    [
        (["rocketlaunch-live", "rocketlaunch-live.json"], "3 announcements added"),
        (["gcat", "gcat-launch.tsv"], "3 announcements added"),
        (["launch-library", "launch-library-2.3-detailed.json"], "3 announcements added"),
        (
            ["launch-library", "launch-library-2.0-upcoming.json", "--announced", "2030-05-01"],
            "2 announcements",
        ),
        (["ics", "calendar.ics", "--skip-bad"], "6 announcements added"),
    ],
)
def test_every_notation(folder: Path, arguments: list[str], summary: str) -> None:
    answer = do(folder, "import", *arguments)
    assert summary in answer.err
    assert answer.code == 0
    assert do(folder, "check").out == ""
    assert "0 announcements added" in do(folder, "import", *arguments).err


@pytest.mark.parametrize("name", ["json", "csv", "toml", "sqlite"])
def test_merging_ledgers(folder: Path, name: str) -> None:
    do(folder, *UPCOMING)
    do(folder, "export", name, "--output", "theirs")
    (folder / "mine.toml").write_text(STORE)
    answer = do(folder, "import", name, "theirs", "-f", "mine.toml")
    assert answer.err == "timeline: 2 announcements added, 2 missions new, 1 unchanged\n"
    assert do(folder, "import", name, "theirs", "-f", "mine.toml").err.startswith("timeline: 0 announcements")


def test_bad_input_is_one_clear_message_and_nothing_is_written(folder: Path) -> None:
    (folder / "bad.json").write_text('{"results": [\n{]}')
    (folder / "bad.toml").write_text("format = 1\n[missions.a]\nname = 7\n")
    (folder / "deep.toml").write_text("a = " + "[" * 5000)
    for arguments, message in (
        (["launch-library", "bad.json"], "bad.json, line 2, column 2: it is not JSON"),
        (["launch-library", "none.json"], "cannot read 'none.json': No such file or directory"),
        (["launch-library", "."], "cannot read '.': Is a directory"),
        (["launch-library", "launch-library-2.0-upcoming.json"], "--announced DAY"),
        (["toml", "bad.json"], "bad.json:1:1: TL001"),
        (["toml", "bad.toml"], "cannot read: bad.toml:3: TL004"),
        (["ics", "calendar.ics"], "nothing was imported; --skip-bad imports the rest"),
    ):
        answer = do(folder, "import", *arguments)
        assert message in answer.err
        assert "Traceback" not in answer.err
        assert (answer.out, answer.code, store(folder)) == ("", 1, STORE)
    assert do(folder, "import", "toml", "deep.toml").code == 1
    assert do(folder, "import", "xml", "bad.json").code == 2


def test_a_later_bad_answer_stops_all_of_them(folder: Path) -> None:
    answer = do(folder, *UPCOMING, "calendar.ics")
    assert (answer.code, store(folder)) == (1, STORE)


def test_what_is_too_long_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cli.import_.MAX_BYTES", 1024 * 1024)
    (folder / "long.json").write_text(" " * (1024 * 1024 + 1))
    assert do(folder, "import", "json", "long.json").err == (
        "timeline: long.json is longer than 1 MB, the most that is read\n"
    )


def test_standard_input_is_read_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / UPCOMING[2]).open("rb") as file:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=file, isatty=lambda: False))
        assert "2 announcements added" in do(folder, "import", "launch-library", "-").err


def test_an_import_can_be_taken_back(folder: Path) -> None:
    do(folder, *UPCOMING)
    assert store(folder) != STORE
    assert do(folder, "undo").code == 0
    assert store(folder) == STORE


def test_in_a_folder_new_missions_get_files_of_their_own(folder: Path) -> None:
    (folder / "many").mkdir()
    (folder / "many" / "mine.toml").write_text(STORE)
    answer = do(folder, *UPCOMING, "-f", "many")
    assert answer.err.startswith("timeline: 2 announcements added, 2 missions new, 1 found by name")
    names = sorted(item.name for item in (folder / "many").glob("*"))
    assert names == ["meridian-1.toml", "meridian-5.toml", "mine.toml"]
    assert "0 announcements added" in do(folder, *UPCOMING, "-f", "many").err


def test_foreign_text_is_shown_and_never_obeyed(folder: Path) -> None:
    name = "Meridian 3 \u001b[31m\u202e"
    launch = json.loads((folder / "launch-library-2.3-upcoming.json").read_text())["results"][2]
    launch = {**launch, "name": name, "mission": {"name": name}, "id": "../../\u001b]0;x\u0007"}
    (folder / "wild.json").write_text(json.dumps({"results": [launch]}))
    answer = do(folder, "import", "launch-library", "wild.json")
    assert "\x1b" not in answer.err + answer.out + store(folder)
    assert "\u202e" not in answer.err + answer.out + store(folder)


def test_many_doubts_are_cut_short(folder: Path) -> None:
    launch = json.loads((folder / "launch-library-2.3-upcoming.json").read_text())["results"][2]
    many = [{**launch, "id": str(number)} for number in range(30)]
    (folder / "many.json").write_text(json.dumps({"results": many}))
    answer = do(folder, "import", "launch-library", "many.json")
    assert len(answer.err.splitlines()) == 22
    assert answer.err.endswith("timeline: doubtful: 10 more\n")


def test_a_user_without_a_store_gets_one(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "launch-library-2.3-upcoming.json", tmp_path)
    variables = {"XDG_DATA_HOME": str(tmp_path / "mine"), "XDG_STATE_HOME": str(tmp_path / "state")}
    answer = run(["import", "launch-library", "launch-library-2.3-upcoming.json"], tmp_path, variables)
    assert "you had no ledger of your own" in answer.err
    assert "Meridian 1" in (tmp_path / "mine" / "timeline" / "missions.toml").read_text()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def archive(folder: Path) -> Made:
    made = Made(folder / "archive")
    page: dict[str, Any] = json.loads((folder / "launch-library-2.3-upcoming.json").read_text())
    launch = page["results"][0]
    for number, net in enumerate(("2030-06-19", "2030-06-20", "2030-06-20", "{bad", "2030-07-01"), 1):
        text = json.dumps({**page, "x": number, "results": [{**launch, "net": f"{net}T08:40:30Z"}]})
        made.commit(f"2030-02-0{number}T10:00Z", d__up_json="{" if net == "{bad" else text)
    return made


@needs_git
def test_history_from_git_is_dated_by_commit_and_goes_on_where_it_was(folder: Path, archive: Made) -> None:
    arguments = ("import", "launch-library", "--git", "archive", "d/up.json")
    dry = do(folder, *arguments, "--dry-run")
    assert [line for line in dry.out.splitlines() if line.startswith(("+announced", "+date"))] == [
        "+announced = 2030-02-01",
        '+date = "2030-06-19T08:40:30Z"',
        "+announced = 2030-02-02",
        '+date = "2030-06-20T08:40:30Z"',
        "+announced = 2030-02-05",
        '+date = "2030-07-01T08:40:30Z"',
    ]
    answer = do(folder, *arguments)
    bad = archive.git("rev-parse", "HEAD~1")[:12]
    assert answer.err.splitlines() == [
        "timeline: 5 versions, 2030-02-01 to 2030-02-05",
        (
            f"timeline: cannot read: d/up.json at {bad}: line 1, column 2: it is not JSON: "
            "expecting property name enclosed in double quotes"
        ),
        "timeline: 3 announcements added, 1 mission new, 1 unchanged",
    ]
    head = archive.git("rev-parse", "HEAD")[:12]
    assert do(folder, *arguments).err == f"timeline: nothing new since commit {head}\n"
    shutil.copy(folder / "launch-library-2.3-upcoming.json", archive.folder / "d" / "up.json")
    archive.commit("2030-03-01T10:00Z")
    assert do(folder, *arguments).err.splitlines()[0] == "timeline: 1 versions, 2030-03-01 to 2030-03-01"


@needs_git
def test_batches_end_between_commits(folder: Path, archive: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.commit("2030-02-06T10:00Z", d__a_json="[]", d__b_json="[]")
    monkeypatch.setattr("timeline.cli.history._BATCH", 6)
    answer = do(folder, "import", "launch-library", "--git", "archive", "d")
    assert answer.err.splitlines()[0] == "timeline: 7 versions, 2030-02-01 to 2030-02-06"
    assert answer.err.splitlines()[-1] == "timeline: 3 announcements added, 1 mission new, 1 unchanged"


@needs_git
def test_a_repository_that_was_rewritten_is_read_anew(folder: Path, archive: Made) -> None:
    arguments = ("import", "launch-library", "--git", "archive", "d/up.json")
    do(folder, *arguments)
    archive.git("reset", "-q", "--hard", "HEAD~1")
    archive.commit("2030-02-07T10:00Z", d__up_json="[]")
    answer = do(folder, *arguments)
    assert answer.err.splitlines()[0] == "timeline: 5 versions, 2030-02-01 to 2030-02-07"
    assert answer.err.splitlines()[-1] == "timeline: 0 announcements added, 3 unchanged"


@needs_git
def test_git_takes_one_path_and_no_day(folder: Path, archive: Made) -> None:
    assert archive.folder.is_dir()
    for arguments in (["a", "b"], ["a", "--announced", "2030-01-01"]):
        answer = do(folder, "import", "launch-library", "--git", "archive", *arguments)
        assert (answer.err, answer.code) == (
            "timeline: --git takes one path in the repository, and the commits say when\n",
            2,
        )
    assert do(folder, "import", "launch-library", "--git", "nowhere", "a").code == 1
