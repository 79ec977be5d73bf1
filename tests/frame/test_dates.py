"""Dates as people write them in each language (glossary: date pattern)."""

from datetime import UTC, datetime

import pytest

from portal.i18n import format_date, format_datetime, format_month, speaking

LATE = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)  # half an hour into 7 March in Manzhouli


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("zh", "2026年3月7日", "2026年3月"),
        ("ru", "7 марта 2026\u202fг.", "март 2026\u202fг."),
        ("mn", "2026 оны 3-р сарын 7", "2026 оны 3-р сар"),
        ("mong", "2026 ᠣᠨ᠎ᠤ 3 ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 7᠎ᠤ ᠡᠳᠦᠷ", "2026 ᠣᠨ᠎ᠤ 3 ᠰᠠᠷ᠎ᠠ"),
    ],
)
def test_a_day_is_the_citys_and_is_written_as_people_do(app, language, day, month):
    with speaking(language):
        assert format_date(LATE) == day
        assert format_datetime(LATE) == f"{day} 00:30"
        assert format_month(LATE) == month
