"""Does a rule about a group of people carry its act, its legal ground and its end date?

An automatic preference by sex at hiring is unlawful in the EU; reserved training places or interviews
can be lawful (Court of Justice, Kalanke, C-450/93; Badeck, C-158/97).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes import columns
from passerelle.domain.schemes.dates import last_day
from passerelle.domain.schemes.findings import Fault, Severity
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.sound import Sound

_NEEDED = {
    "act": Text('act = "training", "interview" or "placement"'),
    "ground": Text("The legal ground, in words."),
    "until": Text("The last day of the rule, as a date in quotes."),
}


def group_faults(sound: Sound, *, on: date | None = None) -> Iterator[Fault]:
    """Group rules without act, ground or end; sex preferences at placement; rules over by ``on``."""
    for place, rule in sound.rows("rule"):
        path = ("rule", place)
        about = {columns.side_and_name(one)[1] for one in _named(rule) if columns.is_about_a_group(one)}
        if about:
            yield from _incomplete(rule, path, ", ".join(sorted(about)))
        if "sex" in about and rule.get("act") == "placement" and "lawful_because" not in rule:
            yield _preference(path)
        if on and "until" in rule and last_day(rule["until"]) < on:
            yield _over(path, rule["until"])


def _named(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from rule.get("where", {})
    yield from rule.get("share_of", {})
    yield from rule.get("per", ())


def _incomplete(rule: Mapping[str, Any], path: Path, about: str) -> Iterator[Fault]:
    for key, expected in _NEEDED.items():
        if key not in rule:
            message = Text("A rule about %(group)s needs %(key)s.", {"group": about, "key": key})
            yield Fault(path=(*path, key), code=f"group-rule-without-{key}", message=message, expected=expected)


def _preference(path: Path) -> Fault:
    return Fault(
        path=path,
        code="sex-preference-at-placement",
        message=Text(
            "A preference by sex at placement is not lawful as such (Court of Justice, Kalanke, C-450/93)."
        ),
        expected=Text(
            "The same rule at training or interview (Badeck, C-158/97), or lawful_because with the reason."
        ),
    )


def _over(path: Path, until: str) -> Fault:
    return Fault(
        path=(*path, "until"),
        code="rule-ended",
        message=Text("This rule ended on %(until)s.", {"until": until}),
        expected=Text("A later date, or the rule taken out."),
        severity=Severity.WARNING,
    )
