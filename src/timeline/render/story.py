"""The story of a milestone in one sentence that can be quoted."""

from __future__ import annotations

from timeline.model import LAUNCH, Announcement, Outcome, Status
from timeline.render.spoken import spoken, spoken_time, spoken_when
from timeline.reports.card import Card, MilestoneCard
from timeline.reports.history import heard
from timeline.reports.moves import MoveKind, Span, compare, has_moved

_VERBS = {LAUNCH: "launched"}
_OUTCOMES = {Outcome.FAILURE: ", and failed", Outcome.PARTIAL_FAILURE: ", and partly failed"}
_TIMES = {1: "once", 2: "twice"}


def main_milestone(card: Card) -> MilestoneCard | None:
    """Return the milestone that a mission's story is about: its launch, or what was spoken of last."""
    return max(
        card.milestones,
        key=lambda item: (item.history.milestone == LAUNCH, heard(item.history.current)),
        default=None,
    )


def story(item: MilestoneCard) -> str:
    """Return the sentence, such as "SVOM, first announced on 26 March 2014 for 2020, has moved …"."""
    history = item.history
    current, baseline = history.current, history.baseline
    subject = _subject(item)
    if baseline is None:
        return _undated(subject, current)
    if baseline.status is Status.ACHIEVED:
        return f"{subject} {_happened(item)}; no date is known to have been announced before."
    first = f"{subject}, first announced {spoken_when(baseline.announced)} for {spoken(baseline.date)},"
    moved, ending = _moved(item), _ending(item)
    return f"{first} {' and '.join(filter(None, (moved, ending)))}."


def _subject(item: MilestoneCard) -> str:
    history = item.history
    if history.milestone == LAUNCH:
        return history.mission.name
    return f"{history.milestone.replace('-', ' ').capitalize()} of {history.mission.name}"


def _undated(subject: str, current: Announcement) -> str:
    match current.status:
        case Status.CANCELLED:
            return f"{subject} was cancelled before it had a date."
        case Status.ON_HOLD:
            return f"{subject} is on hold and never had a date."
        case Status.PLANNED | Status.ACHIEVED:
            return f"{subject} was announced without a date."


def _moved(item: MilestoneCard) -> str:
    """Return how often the date moved before it came true, or nothing where saying so adds nothing."""
    moves = [move for move in item.moves if move.new.status is not Status.ACHIEVED]
    number = sum(map(has_moved, moves))
    if number:
        return f"has moved {_TIMES.get(number, f'{number} times')}"
    current = item.history.current
    still = current.status is Status.PLANNED and current.period == _period(item.history.baseline)
    return "has not moved" if still else ""


def _ending(item: MilestoneCard) -> str:
    current = item.history.current
    match current.status:
        case Status.ACHIEVED:
            return (
                f"{_happened(item)}{_distance(item)}{_OUTCOMES.get(current.outcome or Outcome.SUCCESS, '')}"
            )
        case Status.CANCELLED:
            return f"was cancelled {spoken_when(current.announced)}"
        case Status.ON_HOLD:
            return f"has been on hold since {spoken_when(current.announced).partition(' ')[2]}"
        case Status.PLANNED:
            return _planned(item)


def _happened(item: MilestoneCard) -> str:
    verb = _VERBS.get(item.history.milestone, "happened")
    return f"{verb} {spoken_when(item.history.current.date)}"


def _planned(item: MilestoneCard) -> str:
    current, baseline = item.history.current, item.history.baseline
    past = item.upcoming is not None and item.upcoming.overdue
    if current.date.is_tbd:
        return "has no date now"
    if current.period == _period(baseline):
        return "is past that date without further word" if past else ""
    word = "was last announced" if past else "is now announced"
    gone = ", now past" if past else ""
    return f"{word} for {spoken(current.date)}{gone}{_distance(item)}"


def _distance(item: MilestoneCard) -> str:
    """Return how far it is from the first date, as far as that is certain, with a comma before it."""
    old, new = _period(item.history.baseline), item.history.current.period
    if old is None or new is None:
        return ""
    exact = "" if old[0] == old[1] and new[0] == new[1] else "at least "
    match compare(old, new):
        case MoveKind.HELD | MoveKind.FIRMED:
            return ", within its first date"
        case MoveKind.SLIP if new[0] > old[1]:
            return f", {exact}{spoken_time(old[1], new[0])} after its first date"
        case MoveKind.SLIP:
            return f", up to {spoken_time(old[0], new[1], up=True)} later than first announced"
        case MoveKind.ADVANCE if new[1] < old[0]:
            return f", {exact}{spoken_time(new[1], old[0])} before its first date"
        case MoveKind.ADVANCE:
            return f", up to {spoken_time(new[0], old[1], up=True)} earlier than first announced"
        case _:
            return ""


def _period(item: Announcement | None) -> Span | None:
    return None if item is None else item.period
