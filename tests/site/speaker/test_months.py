"""The plot of quotes by month."""

from __future__ import annotations

from attribution.site.speaker.months import HEIGHT, MOST, WIDTH, between, drawn


def test_the_months_between_two_days() -> None:
    assert between("2023-11-30", "2024-02-01") == (["2023-11", "2023-12", "2024-01", "2024-02"], False)
    assert between("2024-02", "2024-02-29") == (["2024-02"], False)
    assert between("2023", "2023-02") == (["2023-01", "2023-02"], False)
    assert between("", "") == ([], False)
    assert between("soon", "2024-01-01") == ([], False)


def test_only_the_last_ten_years_are_drawn() -> None:
    months, cut = between("1999-01-01", "2024-06-30")
    assert cut
    assert len(months) == MOST == 120
    assert (months[0], months[-1]) == ("2014-07", "2024-06")


def test_bars_are_as_high_as_their_numbers() -> None:
    made = drawn([("2024-01", 4), ("2024-02", 0), ("2024-03", 1), ("2024-04", 400)], others=7)
    assert made.most == 400
    assert made.quotes == 412
    # The least that can be seen, nothing for nothing, all of it for the most.
    assert [bar.height for bar in made.bars] == [1.5, 0.0, 1.5, HEIGHT]
    assert [bar.y for bar in made.bars] == [HEIGHT - 1.5, HEIGHT, HEIGHT - 1.5, 0.0]
    lefts = [bar.x for bar in made.bars]
    assert lefts == sorted(set(lefts))
    assert made.bars[-1].x + made.bars[-1].width <= WIDTH
