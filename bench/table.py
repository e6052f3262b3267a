"""The table of figures as Markdown, and its place in a document."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from bench.timing import Figure, quartiles

HEAD = "| what | time | memory | figure | quartiles | counted in | target | |"


def table(sections: Mapping[str, Sequence[Figure]]) -> str:
    """Return the figures of all sections in one table."""
    return "\n".join(_lines(sections))


def _lines(sections: Mapping[str, Sequence[Figure]]) -> Iterator[str]:
    yield HEAD
    yield "| --- | --: | --: | --: | --- | --- | --- | --- |"
    for section, figures in sections.items():
        yield f"| **{section}** | | | | | | | |"
        yield from map(line, figures)


def line(figure: Figure) -> str:
    """Return the line of a figure."""
    time = seconds_of(median(figure.seconds)) if figure.seconds else ""
    memory = "" if figure.memory is None else f"{figure.memory / 2**20:,.0f} MiB"
    low, middle, high = map(_number, quartiles(figure.values)) if figure.values else ("", "", "")
    spread = f"{low} – {high}" if len(figure.values) > 1 else "one round" if figure.values else ""
    cells = (figure.what, time, memory, middle, spread, figure.to, _target(figure), _verdict(figure))
    return f"| {' | '.join(cells)} |"


def seconds_of(seconds: float) -> str:
    """Return a time as it is shown."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _target(figure: Figure) -> str:
    if figure.at_least is not None:
        return f"at least {figure.at_least:,g}"
    return "" if figure.at_most is None else f"at most {figure.at_most:.3g}"


def _verdict(figure: Figure) -> str:
    if figure.at_least is None and figure.at_most is None:
        return ""
    return "met" if figure.is_met else "MISSED"


def replaced(document: str, name: str, block: str) -> str:
    """Return a document with the block of this *name* replaced; `ValueError` if it has no place for it."""
    begin, end = f"<!-- {name}: made by the bench -->\n", f"<!-- end of {name} -->"
    before, found, rest = document.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"the document has no place for '{name}'")
    return f"{before}{begin}\n{block}\n\n{end}{after}"
