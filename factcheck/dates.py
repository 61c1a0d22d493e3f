"""Calendar questions: which dates exist, which weekday they are, which year is meant.

The one module that knows dateutil, which it imports only when it is asked for
something that the standard library has not.
"""

from __future__ import annotations

import datetime
from calendar import monthrange


def date_of(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None if the calendar has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def days_in(month: int, year: int | None = None) -> int:
    """How many days the month has, 0 if there is no such month; February has 29 where no year is given."""
    if not 1 <= month <= 12:
        return 0
    leap_year = 2000
    return monthrange(leap_year if year is None or not 1 <= year <= 9999 else year, month)[1]


def is_possible(month: int, day: int, year: int | None = None) -> bool:
    """Whether the calendar has this day, in this year or in any."""
    return 1 <= day <= days_in(month, year)


def with_year(month: int, day: int, near: datetime.date) -> datetime.date | None:
    """The date of that month and day that lies nearest to `near`, or None if there is none within a year."""
    found = [date_of(near.year + shift, month, day) for shift in (-1, 0, 1)]
    return min((date for date in found if date), key=lambda date: abs(date - near), default=None)


def with_month(day: int, near: datetime.date) -> tuple[datetime.date, ...]:
    """The last such day of a month up to `near`, and the next one after it."""
    months = [near.year * 12 + near.month - 1 + shift for shift in (-1, 0, 1)]
    found = [date for date in (date_of(month // 12, month % 12 + 1, day) for month in months) if date]
    before = [date for date in found if date <= near][-1:]
    after = [date for date in found if date > near][:1]
    return (*before, *after)


def nearest_with_weekday(date: datetime.date, weekday: int) -> datetime.date:
    """The date with that weekday (0 is Monday) that lies at most three days away."""
    from dateutil.relativedelta import relativedelta
    from dateutil.relativedelta import weekday as day_of_week

    after = date + relativedelta(weekday=day_of_week(weekday, 1))
    before = date + relativedelta(weekday=day_of_week(weekday, -1))
    return min(before, after, key=lambda other: abs(other - date))


def parse(text: str) -> datetime.date | None:
    """The date that a record or a front matter gives, or None if it names no full date.

    Understands ISO 8601, with or without a time, and the usual written forms; a
    form that leaves out the day, the month or the year is no date.
    """
    text = text.strip()
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        pass  # not ISO: the slow parser below decides
    if not any(character.isdigit() for character in text):
        return None
    from dateutil import parser

    # Two different defaults: what the text does not say differs between the results.
    defaults = (datetime.datetime(2000, 1, 1), datetime.datetime(2001, 2, 2))
    try:
        first, second = (parser.parse(text, default=default).date() for default in defaults)
    except (ValueError, OverflowError):
        return None
    return first if first == second else None
