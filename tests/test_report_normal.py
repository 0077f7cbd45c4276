"""What is normal: a band of eight measured weeks, and a verdict that agrees with the bounds it prints."""

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.normal import normal, percentile, verdict


def test_normal_is_the_10th_to_90th_percentile_of_eight_measured_weeks() -> None:
    weeks = [None, 3, 100, 12, 15, 11, 19, None, 14, 13, 16, 12]
    newest = [100, 12, 15, 11, 19, 14, 13, 16, 12][-8:]
    found = normal(weeks)
    tenths = quantiles(newest, n=10, method="inclusive")
    assert found is not None
    assert (found.low, found.high) == (round(tenths[0]), round(tenths[-1]))
    assert found.middle == quantiles(newest, n=2, method="inclusive")[0]


def test_with_fewer_than_eight_measured_weeks_there_is_no_normal_yet() -> None:
    assert normal([5] * 7) is None
    assert normal([5] * 7 + [None] * 5) is None
    assert verdict(5, None) is None


@given(st.lists(st.floats(0, 1e6), min_size=8, max_size=8), st.floats(0, 1e6), st.sampled_from([0, 1]))
def test_a_verdict_never_contradicts_the_printed_bounds(history: list[float], value: float, digits: int) -> None:
    band = normal(history, digits)
    assert band is not None
    shown = round(value, digits)
    expected = (
        "hoger" if shown > round(band.high, digits) else "lager" if shown < round(band.low, digits) else "normaal"
    )
    assert verdict(value, band, digits) == expected
    assert percentile(sorted(history), 0.5) == pytest.approx(band.middle)
