from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.builders import announcement, ledger, mission
from tests.exchange.samples import read, said
from timeline.exchange import ics
from timeline.exchange.errors import ExchangeError
from timeline.model import Ledger, Outcome

STORE = ledger(
    mission(
        "meridian",
        announcement("2028-01-01", "2029", source="ESA"),
        announcement("2029-01-01", "2030-06", source="ESA", url="https://example.org/a"),
        announcement("2030-01-01", "2030-08-12", source="ESA", url="https://example.org/b"),
        announcement("2030-01-02", "2031", milestone="landing"),
        name="Meridian, the \x1b[1mfirst",
        site="Kourou; ELA-4",
    ),
    mission("timed", announcement("2030-01-01", "2030-08-12T10:20:30Z")),
    mission("hourly", announcement("2030-01-01", "2030-08-12T10Z")),
    mission("open", announcement("2030-01-01", "NET 2030-Q3")),
    mission("unknown", announcement("2029-01-01", "2030"), announcement("2030-01-01", "TBD")),
    mission("halted", announcement("2029-01-01", "2030"), announcement("2030-01-01", "TBD", "on-hold")),
    mission("gone", announcement("2029-01-01", "2030"), announcement("2030-01-01", "2031", "cancelled")),
    mission("flown", announcement("2029-01-01", "2029-01-01T10:00Z", "achieved", outcome=Outcome.SUCCESS)),
    mission("last", announcement("2029-01-01", "9999-12-31"), announcement("2029-01-02", "9999-12-31T23Z")),
)


def calendar(store: Ledger = STORE) -> bytes:
    return b"".join(ics.write(store))


def event(uid: str) -> dict[str, str]:
    """Return the lines of one event by their names."""
    text = calendar().decode().replace("\r\n ", "")
    (block,) = [part for part in text.split("BEGIN:VEVENT\r\n")[1:] if f"UID:{uid}@" in part]
    return dict(line.split(":", 1) for line in block.split("\r\nEND:VEVENT")[0].split("\r\n"))


def test_an_event_says_everything_from_the_data() -> None:
    found = event("meridian.launch")
    assert found == {
        "UID": "meridian.launch@mission-timeline",
        "DTSTAMP": "20300101T000000Z",
        "LAST-MODIFIED": "20300101T000000Z",
        "CREATED": "20280101T000000Z",
        "SEQUENCE": "3",
        "SUMMARY": "Meridian\\, the [1mfirst",
        "DTSTART;VALUE=DATE": "20300812",
        "DTEND;VALUE=DATE": "20300813",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "LOCATION": "Kourou\\; ELA-4",
        "CATEGORIES": "launch",
        "URL": "https://example.org/b",
        "DESCRIPTION": (
            "2028-01-01 ESA: 2029\\n"
            "2029-01-01 ESA: 2030-06 (slip\\, +152 to +545 days)\\n"
            "2030-01-01 ESA: 2030-08-12 (slip\\, +43 to +72 days)\\n"
            "In all: +224 to +588 days\\, counted from 2029 (2028-01-01)."
        ),
        "X-TIMELINE-MISSION": "meridian",
        "X-TIMELINE-NAME": "Meridian\\, the [1mfirst",
        "X-TIMELINE-MILESTONE": "launch",
        "X-TIMELINE-DATE": "2030-08-12",
        "X-TIMELINE-STATUS": "planned",
        "X-TIMELINE-SOURCE": "ESA",
    }


@pytest.mark.parametrize(
    ("uid", "lines"),
    [
        ("meridian.landing", {"SUMMARY": "Meridian\\, the [1mfirst: landing (2031)", "STATUS": "TENTATIVE"}),
        ("meridian.landing", {"DTSTART;VALUE=DATE": "20310101", "DTEND;VALUE=DATE": "20320101"}),
        ("timed.launch", {"DTSTART": "20300812T102030Z", "STATUS": "CONFIRMED"}),
        ("hourly.launch", {"DTSTART": "20300812T100000Z", "DTEND": "20300812T110000Z"}),
        ("open.launch", {"DTSTART;VALUE=DATE": "20300701", "SUMMARY": "open (NET 2030-Q3)"}),
        ("halted.launch", {"DTSTART;VALUE=DATE": "20300101", "SUMMARY": "halted [on-hold] (2030)"}),
        ("halted.launch", {"STATUS": "TENTATIVE", "X-TIMELINE-DATE": "TBD"}),
        ("gone.launch", {"STATUS": "CANCELLED", "SEQUENCE": "2"}),
        ("flown.launch", {"STATUS": "CONFIRMED", "X-TIMELINE-OUTCOME": "success"}),
        ("last.launch", {"DTSTART": "99991231T230000Z"}),
    ],
)
def test_events_of_every_kind(uid: str, lines: dict[str, str]) -> None:
    found = event(uid)
    assert {key: found.get(key) for key in lines} == lines


def test_a_milestone_without_a_date_is_no_event() -> None:
    assert b"unknown.launch" not in calendar()


def test_another_announcement_keeps_the_uid_and_counts() -> None:
    before, after = event("meridian.launch"), ledger(*STORE.missions.values())
    more = announcement("2030-02-01", "2030-09", mission_id="meridian")
    longer = after.missions["meridian"]._replace(
        announcements=(*after.missions["meridian"].announcements, more)
    )
    text = calendar(ledger(longer)).decode()
    assert f"UID:{before['UID']}\r\n" in text
    assert "SEQUENCE:4\r\n" in text


def test_the_library_reads_it_without_a_complaint() -> None:
    parsed = Calendar.from_ical(calendar())
    events = parsed.walk("VEVENT")
    assert len(events) == 9
    assert [item.errors for item in (parsed, *events)] == [[]] * 10
    assert all(len(line) <= 75 for line in calendar().split(b"\r\n"))


def test_a_validator_has_nothing_to_say() -> None:
    vobject = pytest.importorskip("vobject")
    (found,) = vobject.readComponents(calendar().decode())
    assert found.validate(raiseException=True)


def test_khal_opens_it(tmp_path: Path) -> None:
    """khal is a calendar for terminals; it is one of the development tools."""
    file, config = tmp_path / "missions.ics", tmp_path / "config"
    # Of 31 December 9999 khal wants to know the day after.
    file.write_bytes(calendar(ledger(*(item for item in STORE.missions.values() if item.id != "last"))))
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path / 'calendars'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (tmp_path / "calendars").mkdir()
    form = "{start-date} {title} {status}"
    command = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(config), "printics", "--format", form]
    answer = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "2030-08-12 Meridian, the [1mfirst" in answer.stdout
    assert "2031-01-01" in answer.stdout


def test_reading_somebody_elses_calendar() -> None:
    found = read("ics", "calendar.ics")
    assert said(found) == [
        "Meridian 1: 2030-05-01 2030-06-19T08:40Z planned",
        "Meridian 2: 2030-04-20 2030-06? planned",
        "Meridian 3: 2030-05-01 2030-07-04? planned",
        "Meridian 4: 2030-05-01 2030-10-01/2030-12-31 planned",
        "Meridian 5: 2030-05-01 2030-10-01 cancelled",
        "Meridian 6: 2030-05-01 2030-10-01 planned",
        "Meridian 7: 2030-05-01 2030-10-01T08:10:10Z planned",
    ]
    assert [item.why for item in found.unread] == [
        "it does not say when it begins",
        "it has no summary to name it by",
        "it does not say when it was last changed; name the day: --announced DAY",
    ]
    first, *_, fourth, _, _, _ = found.statements
    assert (first.foreign_id, first.mission.site, first.states[0].source) == (
        "a1@example.org",
        "Northport, Norway",
        "Launches of somebody",
    )
    assert [item.states[0].url for item in (first, fourth)] == ["https://example.org/launches", ""]


def test_a_named_day_counts_more() -> None:
    assert said(read("ics", "calendar.ics", date(2030, 5, 9)))[1] == "Meridian 2: 2030-05-09 2030-06? planned"


@pytest.mark.parametrize("text", ["", "BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no iCalendar file"):
        ics.read(text.encode(), "it", None)


@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "BEGIN:VCALENDAR\r\nnonsense\r\nEND:VEVENT\r\n"]
)
def test_broken_calendars_are_refused_or_empty(text: str) -> None:
    try:
        assert not ics.read(text.encode(), "it", None).statements
    except ExchangeError as error:
        assert "cannot" in str(error) or "not iCalendar" in str(error)  # noqa: PT017 - either will do


@pytest.mark.parametrize("start", ["DTSTART:2027", "DTSTART;VALUE=DATE:20270230", "DTSTART:99999999T999999"])
def test_a_broken_day_is_one_unread_event(start: str) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:A | B\r\nDTSTAMP:20260101T000000Z\r\n"
        f"{start}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = ics.read(text.encode(), "a.ics", None)
    assert found.statements == ()
    assert len(found.unread) == 1
