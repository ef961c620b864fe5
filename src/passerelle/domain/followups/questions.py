"""What a wave asks: few questions, coded answers; a question left out is unknown, never a no."""

import re
from collections.abc import Mapping

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

YES, NO = "yes", "no"

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "working": ("employed", "own_business", "studying", "looking", "not_looking"),
    "where": ("country_of_origin", "country_of_the_stay", "elsewhere"),
    "pay_known": ("stated", "not_stated"),
    "business_open": ("open", "closed", "none"),
    "lives_where_wanted": (YES, NO),
    "wants_to_go_again": (YES, NO, "unsure"),
    "next_wave": (YES, NO),
}
AT_WORK = ("employed", "own_business")
_AMOUNT = re.compile(r"^[0-9]{1,9}(\.[0-9]{1,2})?$")
_CURRENCY = re.compile(r"^[A-Z]{3}$")


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The answers that were given, by question; empty ones are left out.

    ``pay`` (an amount a month) and ``currency`` come together or not at all. Refused with ``unknown_answer``,
    ``pay`` or ``nothing_answered``.
    """
    kept = {name: value.strip() for name, value in given.items() if value.strip()}
    problems = [
        Problem("unknown_answer", Text("Choose one of the answers."), column=name)
        for name, value in kept.items()
        if name in QUESTIONS and value not in QUESTIONS[name]
    ]
    problems += _pay(kept)
    if not set(kept) & (set(QUESTIONS) - {"next_wave"}) and not problems:
        hint = Text("One answer is enough. You can also say that you do not want to be asked.")
        problems = [Problem("nothing_answered", Text("Nothing is answered yet."), hint)]
    if problems:
        raise Refused(problems)
    found = {name: kept[name] for name in (*QUESTIONS, "pay", "currency") if name in kept}
    if "pay" in found:
        found["pay_known"] = "stated"
    return found


def _pay(kept: Mapping[str, str]) -> list[Problem]:
    amount, currency = kept.get("pay", ""), kept.get("currency", "")
    if not amount and not currency:
        return []
    if not amount or not _AMOUNT.match(amount):
        hint = Text("An amount a month such as 4500, or leave both empty.")
        return [Problem("pay", Text("This is not an amount."), hint, column="pay")]
    if not _CURRENCY.match(currency):
        hint = Text("Three capital letters, such as MAD.")
        return [Problem("pay", Text("In which currency?"), hint, column="currency")]
    return []
