"""Fuzz the reading of dates for as long as you like: no text may crash it, hang it or come back changed.

    python -m pip install atheris
    python bench/fuzz_dates.py -max_total_time=600 -max_len=250

Options are libFuzzer's. Add a folder to keep what it found of interest and to go on from there. The fuzzer is
given the phrases of tests/data as a dictionary of words, so that it gets past the first of them. A failure
prints the text and writes it to a file named crash-…; make a test of it in tests/dates.
"""

import importlib
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
ANNOUNCED = (None, date(2024, 5, 3), date(2024, 12, 31), date.min, date.max)
LONGEST_S = 0.25  # of the processor: a thousand times what any text takes, however slow the machine


def check(text: str, announced: date | None) -> None:
    """Read *text* and fail if that ends in anything but a value that reads back equal, or the one error."""
    from timeline.dates import DateSyntaxError, parse

    begun = time.process_time()
    try:
        value = parse(text, announced=announced)
    except DateSyntaxError as refusal:
        if not refusal.why:
            raise AssertionError(f"{text!r} was refused without a reason") from refusal
    else:
        if parse(value.text) != value:
            raise AssertionError(f"{text!r} was read as {value.text}, which reads back as another date")
    if time.process_time() - begun > LONGEST_S:
        raise AssertionError(f"{text!r} took longer than {LONGEST_S} s")


def words() -> list[str]:
    """Return every word of the collected phrases."""
    texts: set[str] = set()
    for name in ("phrases-read.tsv", "phrases-refused.tsv"):
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()[1:]:
            texts.update(word for word in line.partition("\t")[0].split() if word.isascii())
    return sorted(texts)


def main() -> None:
    """Hand over to libFuzzer."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["timeline.dates"]):
        importlib.import_module("timeline.dates.english")
        importlib.import_module("timeline.dates.edtf")

    def one_input(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        check(provider.ConsumeUnicode(250), provider.PickValueInList(list(ANNOUNCED)))

    with tempfile.NamedTemporaryFile("w", suffix=".dict", encoding="ascii") as dictionary:
        for word in words():
            escaped = word.replace("\\", "\\\\").replace('"', '\\"')
            dictionary.write(f'"{escaped}"\n')
        dictionary.flush()
        atheris.Setup([*sys.argv, f"-dict={dictionary.name}"], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
