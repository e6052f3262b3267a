"""What all tests share: every run of them makes the same random choices."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("timeline", derandomize=True, deadline=None)
settings.load_profile("timeline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases",
        action="store_true",
        help="write the program's answers into tests/cli/cases and tests/render/expected, for review by hand",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether expected answers are to be written anew."""
    return bool(request.config.getoption("--rewrite-cases"))
