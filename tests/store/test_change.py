from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.change import Change, Window, diff_lines, difference, to_bytes, to_text
from timeline.store.place import Edit, apply
from timeline.store.replace import snapshot

GIT = shutil.which("git") or ""


def change(path: Path, before: str, *edits: Edit) -> Change:
    path.write_bytes(before.encode())
    return Change(path.name, path, snapshot(path), before, edits)


@given(st.text(alphabet="ab\n"), st.text(alphabet="ab\n"))
def test_the_difference_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    assert apply(before, [difference(before, after)]) == after


@given(st.binary())
def test_any_bytes_come_back(content: bytes) -> None:
    assert to_bytes(to_text(content)) == content


def test_a_diff(tmp_path: Path) -> None:
    before = "".join(f"{number}\n" for number in range(1, 31))
    # "2" becomes "2b" and a line; 20 goes; the last line is added to.
    edits = (
        Edit(3, 3, "b\nnew"),
        Edit(before.index("20\n"), before.index("21\n"), ""),
        Edit(len(before) - 1, len(before) - 1, "!"),
    )
    assert list(diff_lines(change(tmp_path / "f", before, *edits))) == [
        "--- f",
        "+++ f",
        *("@@ -1,5 +1,6 @@", " 1", "-2", "+2b", "+new", " 3", " 4", " 5"),
        *("@@ -17,7 +18,6 @@", " 17", " 18", " 19", "-20", " 21", " 22", " 23"),
        *("@@ -27,4 +27,4 @@", " 27", " 28", " 29", "-30", "+30!"),
    ]


def test_a_new_file(tmp_path: Path) -> None:
    new = Change("f", tmp_path / "f", None, "", (Edit(0, 0, "a\nb"),))
    assert list(diff_lines(new)) == [
        *("--- /dev/null", "+++ f", "@@ -0,0 +1,2 @@", "+a", "+b", "\\ No newline at end of file")
    ]


@pytest.mark.skipif(not GIT, reason="git applies the diffs")
@given(
    before=st.lists(st.sampled_from(["a", "b", "", "c\r"]), max_size=30),
    final=st.sampled_from(["", "\n"]),
    data=st.data(),
)
def test_git_understands_the_diff(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], final: str, data: st.DataObject
) -> None:
    text = "\n".join(before) + (final if before else "")
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    edits = tuple(Edit(place, place, data.draw(st.sampled_from(["x", "x\ny\n", "\n"]))) for place in places)
    folder = tmp_path_factory.mktemp("git")
    made = change(folder / "f", text, *edits)
    diff = "\n".join(diff_lines(made)) + "\n"
    if made.after != text:
        command = [GIT, "apply", "-p0", "--whitespace=nowarn", "-"]
        subprocess.run(command, input=diff.encode(), cwd=folder, check=True)
    assert (folder / "f").read_bytes() == made.after.encode()


LINES = st.lists(st.sampled_from(["a", "b", "", "c\r", "嫦娥"]), min_size=1, max_size=20)


@given(
    lines=LINES,
    final=st.sampled_from(["", "\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    data=st.data(),
)
def test_a_change_of_a_part_is_that_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], final: str, mark: bytes, data: st.DataObject
) -> None:
    head = "format = 1\n"
    text = head + "\n".join(lines) + final
    starts = [0, *(number + 1 for number, character in enumerate(text) if character == "\n"), len(text)]
    start = data.draw(st.sampled_from([place for place in starts[1:] if place < len(text)] or [len(text)]))
    end = data.draw(st.sampled_from([place for place in starts if place > start] or [len(text)]))
    places = sorted(data.draw(st.lists(st.integers(start, end), max_size=4, unique=True)))
    edits = tuple(Edit(place, place, data.draw(st.sampled_from(["x", "x\ny\n", "\n"]))) for place in places)
    path = tmp_path_factory.mktemp("window") / "f"
    path.write_bytes(mark + text.encode())
    old = snapshot(path)
    whole = Change("f", path, old, text, edits)
    above = text[:start]
    window = Window(
        len(mark + above.encode()), len(mark + text[:end].encode()), lines_above=above.count("\n")
    )
    moved = tuple(edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits)
    part = Change("f", path, old, text[start:end], moved, window)
    assert part.content == b"".join(part.pieces) == whole.content
    assert part.byte_edits() == whole.byte_edits()
    assert list(diff_lines(part)) == list(diff_lines(whole))
