"""The clock of a simulation: the actions read the hour from Django, and in this process it is what we say."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

OPENS = time(9, tzinfo=UTC)


class Clock:
    """Stands still until it is set forward; it never goes back."""

    def __init__(self, first: date) -> None:
        """Begin on the first Monday from this day on."""
        self.today = monday(first)

    def now(self) -> datetime:
        """Nine in the morning of the simulated day."""
        return datetime.combine(self.today, OPENS)

    def set_to(self, day: date) -> None:
        """Go on to a day."""
        if day < self.today:
            raise ValueError("a clock does not go back")
        self.today = day

    def start(self) -> None:
        """From now on every action of this process reads this clock."""
        timezone.now = self.now


def monday(day: date) -> date:
    """The first Monday from a day on: the simulated offices work through their piles once a week."""
    return day + timedelta(days=-day.weekday() % 7)


class Day(Clock):
    """One day on which everything happens; when it is over, time goes on as before."""

    def __init__(self, day: date) -> None:
        """Any day of the week, not only a Monday."""
        self.today = day

    def __enter__(self) -> "Day":
        self._before = timezone.now
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        timezone.now = self._before
