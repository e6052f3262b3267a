from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.exchange import untrusted
from timeline.exchange.errors import ExchangeError
from timeline.exchange.naming import slug
from timeline.exchange.registry import NOTATIONS
from timeline.exchange.untrusted import clean_id, clean_line, clean_text, clean_url, decoded, load_json


def test_json_is_read() -> None:
    assert load_json(b'\xef\xbb\xbf{"a": ["]", "\\"[", 1.5]}', "it") == {"a": ["]", '"[', 1.5]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[1,\n 2,\n x]", "it, line 3, column 2: it is not JSON: expecting value"),
        (b"", "it, line 1, column 1: it is not JSON"),
        (b"[" * 65 + b"]" * 65, "it, line 1: it is nested deeper than 64 levels"),
        (b'[\n{"a":' * 1_000_000, "it, line 33: it is nested deeper than 64 levels"),
        (b"NaN", "NaN is no number of JSON"),
        (b"1" * 5000, "it is not JSON that can be read"),
        (b'["\xff"]', "it, line 1: it is not UTF-8"),
        (b'\n"\xc3', "it, line 2: it is not UTF-8"),
    ],
)
def test_what_is_no_json_or_too_deep_is_refused_with_its_place(content: bytes, why: str) -> None:
    with pytest.raises(ExchangeError, match=why.replace("[", r"\[")):
        load_json(content, "it")


def test_what_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_BYTES", 3)
    with pytest.raises(ExchangeError, match="longer than"):
        decoded(b"1234", "it")


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("a\x00b\x1b[31m\x7f\x9b", "ab[31m"),
        ("right\u202eleft\u2066\u200e\ufeff", "rightleft"),
        ("lines\r\nstay\rhere\tand\n", "lines\nstay\nhere\tand\n"),
        ("\ud800lone", "lone"),
        ("嫦娥 – “é”", "嫦娥 – “é”"),
        (7, ""),
        (None, ""),
    ],
)
def test_text_without_control_characters(given_: object, kept: str) -> None:
    assert clean_text(given_) == kept


def test_lines_are_lines_and_bounded() -> None:
    assert clean_line("  a \r\n\t b\u2028c  ") == "a b c"
    assert clean_line("x" * 11, 10) == "x" * 9 + "…"
    assert clean_line(["no text"]) == ""


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "HTTP://example.org", "https://例え.jp/é"])
def test_addresses_of_the_web_are_kept(url: str) -> None:
    assert clean_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "https://a\x1b[m",
            "https://",
            "ftp://a",
        ),
        *("https://a\u202e", 'https://a"onclick', "https://<a>", None, 7, "https://" + "a" * 3000),
    ],
)
def test_other_addresses_are_dropped(url: object) -> None:
    assert clean_url(url) == ""


def test_ids_are_texts_or_numbers() -> None:
    assert [clean_id(item) for item in (7, " a\x00b ", True, None, 1.5)] == ["7", "ab", "", "", ""]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chang’e 7", "change-7"),
        ("Ōzora (2) / é", "ozora-2-e"),
        ("嫦娥", "mission"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 200, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_ids_made_of_names(name: str, expected: str) -> None:
    assert slug(name) == expected


READERS = [name for name, notation in NOTATIONS.items() if notation.reads]


@pytest.mark.parametrize("name", READERS)
@given(
    content=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    with suppress(TimelineError):
        NOTATIONS[name].read(content, "it", None)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["2030-01-01T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "name",
                    "status",
                    "net",
                    "net_precision",
                    "last_updated",
                    "mission",
                    "rocket",
                    "pad",
                    "program",
                ]
            ),
            inner,
            max_size=8,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", ["launch-library", "rocketlaunch-live", "json"])
@given(values=st.lists(json_values, max_size=2))
def test_any_json_in_the_right_frame_is_read_or_refused(name: str, values: list[object]) -> None:
    frames = {
        "launch-library": {"results": values},
        "rocketlaunch-live": {"result": values},
        "json": {"format": "timeline-ledger", "schema": 1, "missions": values},
    }
    with suppress(TimelineError):
        NOTATIONS[name].read(json.dumps(frames[name]).encode(), "it", None)
