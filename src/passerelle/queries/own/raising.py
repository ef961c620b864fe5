"""From what the advice beside the odds is reckoned: the scheme's published levels, earlier answers counted."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from passerelle.domain.selection.answers import TONGUES
from passerelle.domain.selection.raising import Condition, Outcome, Raising, raising
from passerelle.records.calls.models import Application, Call
from passerelle.records.partnerships.models import SchemeVersion

SELECTED, TRIED = "selected", ("selected", "reserve", "not_selected", "not_eligible")
NEWEST = 10_000  # earlier answers looked at


def raising_for(call: Call, answers: Mapping[str, str]) -> Raising:
    """What would raise the odds in a call, for these answers. Two queries; levels and outcomes only."""
    asked = [str(one["code"]) for one in call.fields]
    fields = [code for code in asked if code in TONGUES]
    return raising(answers, asked, _conditions(call), _outcomes(call, fields))


def _conditions(call: Call) -> list[Condition]:
    newest = SchemeVersion.objects.filter(scheme=call.scheme_id, number=F("scheme__current")).first()
    facts: Mapping[str, Any] = newest.facts if newest else {}
    kinds = {one["id"]: one["kind"] for one in facts.get("track") or ()}
    here = {call.track, kinds.get(call.track, call.track)}
    found = []
    for gate in facts.get("gate") or ():
        applies = set(gate.get("applies_to") or ())
        elsewhere = applies & (set(kinds) | set(kinds.values())) - here
        if gate["kind"] != "language" or (elsewhere and not applies & here):
            continue
        where = "" if not applies or applies & here else ", ".join(sorted(applies))
        found.append(Condition(gate["language"], gate["level"], bool(gate.get("confirmed")), where))
    return found


def _outcomes(call: Call, fields: list[str]) -> list[Outcome]:
    if not fields:
        return []
    rows = Application.objects.unscoped("counts only").filter(
        call__scheme=call.scheme_id, call__track=call.track, state__in=TRIED
    )
    levels = [f"answers__{code}" for code in fields]
    told = rows.order_by("-pk").values_list("state", *levels)[:NEWEST]
    return [
        Outcome({code: level or "" for code, level in zip(fields, row[1:], strict=True)}, row[0] == SELECTED)
        for row in told
    ]
