"""The command line: the only code that knows Typer, the clock, the environment and the terminal."""

from timeline.cli.app import main

__all__ = ["main"]
