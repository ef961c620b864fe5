"""What would raise somebody's odds: published conditions and counted outcomes of what a person can change.

Only language levels are looked at: they are asked, people can change them, and they are nobody's protected
fact. Two groups are compared only where each has enough people and their Wilson intervals do not touch, so
that a difference by chance is not told as advice; a difference counted before is no promise either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from passerelle.domain.classifications.cefr import LEVELS, at_least, is_valid
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.answers import TONGUES
from passerelle.domain.selection.asked import FIELDS
from passerelle.domain.selection.odds import wilson

ENOUGH = 10  # people in each of two groups; this project's cautious default


@dataclass(frozen=True, slots=True)
class Condition:
    """A language level that the scheme publishes as asked; one not ``confirmed`` excludes nobody yet."""

    language: str
    level: str
    confirmed: bool
    where: str = ""  # a country or route for which alone it holds


@dataclass(frozen=True, slots=True)
class Outcome:
    """One earlier answer of the same track: the levels stated, and whether the person was selected."""

    levels: Mapping[str, str]  # field -> level, "none", or empty where it was not answered
    selected: bool


@dataclass(frozen=True, slots=True)
class Raising:
    """What would help, in sentences; ``is_known``: there was something to reckon from."""

    words: tuple[Text, ...]
    is_known: bool


def raising(
    answers: Mapping[str, str],
    asked: Iterable[str],
    conditions: Sequence[Condition],
    outcomes: Sequence[Outcome],
) -> Raising:
    """What the person could change, given the fields that the call asks; never anything but a language."""
    fields = [code for code in asked if code in TONGUES]
    wanted = [one for one in conditions if one.language in TONGUES.values()]
    words = [text for one in wanted if (text := _not_met(answers, one)) is not None]
    compared = [_compared(code, answers.get(code, ""), outcomes) for code in fields]
    words += [text for text, _enough in compared if text is not None]
    return Raising(tuple(words), bool(wanted) or any(enough for _text, enough in compared))


def _not_met(answers: Mapping[str, str], asked: Condition) -> Text | None:
    field = next(code for code, language in TONGUES.items() if language == asked.language)
    have = answers.get(field, "")
    if is_valid(have) and at_least(have, asked.level):
        return None
    values: dict[str, object] = {"language": FIELDS[field].word, "level": asked.level, "where": asked.where}
    if asked.where:
        return Text("%(language)s %(level)s is asked for some places (%(where)s).", values)
    if not asked.confirmed:
        return Text("%(language)s %(level)s is asked; nobody has confirmed it yet.", values)
    return Text("%(language)s %(level)s is asked.", values)


def _compared(field: str, have: str, outcomes: Sequence[Outcome]) -> tuple[Text | None, bool]:
    """The lowest level above the person's that went with more selections; whether any could be compared."""
    told = [(one.levels[field], one.selected) for one in outcomes if one.levels.get(field)]
    enough = False
    for level in LEVELS:
        if is_valid(have) and at_least(have, level):
            continue
        having = [selected for stated, selected in told if is_valid(stated) and at_least(stated, level)]
        others = [selected for stated, selected in told if not (is_valid(stated) and at_least(stated, level))]
        if len(having) < ENOUGH or len(others) < ENOUGH:
            continue
        enough = True
        if wilson(sum(having), len(having))[0] > wilson(sum(others), len(others))[1]:
            values: dict[str, object] = {
                "language": FIELDS[field].word,
                "level": level,
                "some": sum(having),
                "having": len(having),
                "few": sum(others),
                "others": len(others),
            }
            text = "%(language)s %(level)s or more: before, %(some)s of %(having)s with it were selected, "
            return Text(text + "%(few)s of %(others)s without it.", values), True
    return None, enough
