"""Indexes of small stores, in small blocks: as in large ones, there is much that need not be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from timeline.store.index import access, container, index, survey


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "WORTH_BYTES", 1)
        patch.setattr(container, "_BLOCK", 64)
        patch.setattr(index, "_FEWEST", 1)
        patch.setattr(survey, "_MISSIONS_PER_STRETCH", 2)
        patch.setattr(survey, "_MANY", 3)
        yield
