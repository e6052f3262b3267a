from __future__ import annotations

from tests.builders import announcement, ledger, mission
from tests.render.shown import TODAY, missions, the_ledger
from timeline.render.axis import Axis
from timeline.render.svg import Picture, picture, slope
from timeline.reports.trend import trends


def drawn(mission_id: str) -> Picture:
    (found,) = trends(the_ledger(), missions(mission_id))
    return picture(found, TODAY)


def test_a_mark_for_each_announcement_inside_the_frame() -> None:
    found = drawn("svom")
    assert [mark.kind for mark in found.marks] == ["planned", "planned", "planned", "planned", "achieved"]
    assert all(found.left <= mark.x <= found.right for mark in found.marks)
    assert all(found.top <= mark.top <= mark.middle <= mark.bottom <= found.bottom for mark in found.marks)
    assert found.kinds == ["achieved"]


def test_marks_say_who_said_what_when() -> None:
    assert drawn("svom").marks[0].says == "Announced 2014-03-26: 2020 (CEA/Irfu)"


def test_a_date_lies_on_the_diagonal_the_day_it_comes_true() -> None:
    found = drawn("svom")
    line, last = found.today, found.marks[-1]
    assert line is not None
    at = line.y1 + (last.x - line.x1) / (line.x2 - line.x1) * (line.y2 - line.y1)
    assert abs(at - last.middle) < 1


def test_the_parallel_begins_at_the_first_date() -> None:
    found = drawn("svom")
    assert found.parallel is not None
    assert abs(found.parallel.x1 - found.marks[0].x) < 0.2
    assert abs(found.parallel.y1 - found.marks[0].middle) < 1


def test_other_ends_have_their_marks() -> None:
    assert drawn("viper").kinds == ["cancelled"]
    assert drawn("lander").kinds == ["undated"]


def test_the_diagonal_is_in_every_frame_and_other_lines_only_where_they_are() -> None:
    far = mission("far", announcement("2026-11-21", "2020"), announcement("2026-11-22", "2020-02"))
    (found,) = trends(ledger(far), [far])
    assert picture(found, TODAY).today is not None
    assert slope(Axis(0, 10), Axis(100, 110), 0, 0) is None
    assert slope(Axis(0, 10), Axis(100, 110), 100, 0) is not None


def test_an_announcement_before_any_date_has_no_place() -> None:
    late = mission("late", announcement("2020-01-01"), announcement("2021-01-01", "2022"))
    (found,) = trends(ledger(late), [late])
    assert len(picture(found, TODAY).marks) == 2
