"""Windows cover every piece once, whatever the text is like."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attribution.language.network.windows import MAX_PIECES, plan


@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2]), max_size=3000))
def test_windows_cover_every_piece_once_and_fit_the_encoder(rates: list[int]) -> None:
    windows = plan(np.asarray(rates, dtype=np.int8))
    covered = [at for w in windows for at in range(w.start, w.end)]
    assert covered == list(range(len(rates)))
    for window in windows:
        assert 0 < window.end - window.start <= MAX_PIECES


def test_a_text_that_fits_is_read_whole() -> None:
    assert len(plan(np.zeros(MAX_PIECES, dtype=np.int8))) == 1
    assert len(plan(np.zeros(MAX_PIECES + 1, dtype=np.int8))) == 2


def test_a_paragraph_end_is_preferred_to_the_even_cut() -> None:
    rates = np.zeros(560, dtype=np.int8)
    rates[270] = 2
    assert plan(rates)[1].start == 270
