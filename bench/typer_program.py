"""A Typer program of two commands that prints one Rich table: what the start of timeline is measured against.

Like timeline, it loads Rich only in the command that prints.
"""

from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def table(rows: Annotated[int, typer.Option(help="How many rows.")] = 10) -> None:
    """Print a table of squares."""
    from rich.console import Console
    from rich.table import Table

    squares = Table("number", "square", title="Squares")
    for number in range(rows):
        squares.add_row(str(number), str(number**2))
    Console().print(squares)


@app.command()
def greet(name: str) -> None:
    """Greet somebody."""
    typer.echo(f"Hello, {name}.")


if __name__ == "__main__":
    app()
