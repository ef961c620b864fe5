"""Whether somebody completed a course, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.domain.classifications.cefr import at_least, is_valid


@dataclass(frozen=True, slots=True)
class Rule:
    """What a course asks: a share of the sessions in percent, a passed test, a level."""

    minimum_attendance: int | None = None
    asks_test: bool = True
    level: str = ""


@dataclass(frozen=True, slots=True)
class Tested:
    """A test's answer; ``passed`` is ``None`` while nobody knows."""

    passed: bool | None
    level: str = ""


def attended(marks: Iterable[str]) -> float | None:
    """The share of sessions attended. Excused ones do not count at all; unknown ones leave it unknown."""
    counted = [mark for mark in marks if mark != "excused"]
    if not counted or "unknown" in counted:
        return None
    return counted.count("present") / len(counted)


def shortfalls(rule: Rule, marks: Iterable[str], tests: Iterable[Tested]) -> tuple[str, ...]:
    """Codes of what is missing for completion; none means completed."""
    return (*_attendance(rule, tuple(marks)), *_test(rule, tuple(tests)))


def _attendance(rule: Rule, marks: tuple[str, ...]) -> tuple[str, ...]:
    if not rule.minimum_attendance:
        return ()
    counted = [mark for mark in marks if mark != "excused"]
    present, unknown = counted.count("present"), counted.count("unknown")
    asked = rule.minimum_attendance * len(counted)
    if not counted or (present * 100 < asked <= (present + unknown) * 100):
        return ("attendance_unknown",)
    return () if present * 100 >= asked else ("attendance_short",)


def _test(rule: Rule, tests: tuple[Tested, ...]) -> tuple[str, ...]:
    if not rule.asks_test:
        return ()
    passed = [test for test in tests if test.passed]
    if not passed:
        return ("test_failed",) if any(test.passed is False for test in tests) else ("test_missing",)
    if rule.level and not any(reaches(test.level, rule.level) for test in passed):
        return ("level_short",)
    return ()


def reaches(level: str, asked: str) -> bool:
    """Whether a CEFR level is at least the one asked; an unknown level reaches nothing."""
    return is_valid(level) and is_valid(asked) and at_least(level, asked)
