"""A course abroad is taken during a stay: whoever takes part has arrived and not left again."""

from collections.abc import Mapping, Sequence

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.stays.models import Stay

WHY = "the action reached these candidacies"


def stays_of(people: Sequence[Candidate]) -> Mapping[int, str]:
    """The number of the open stay of each; ``not_on_a_stay`` names everybody who is on none. One query."""
    rows = Stay.objects.unscoped(WHY).filter(
        journey__candidate__in=[one.pk for one in people], ended_on__isnull=True, arrived_on__isnull=False
    )
    found = dict(rows.order_by("pk").values_list("journey__candidate", "number"))
    hint = Text("Confirm the arrival first, or plan a group at home.")
    problems = [
        Problem(
            "not_on_a_stay",
            Text("%(number)s is not abroad now.", {"number": one.number}),
            hint,
            column="candidates",
        )
        for one in people
        if one.pk not in found
    ]
    if problems:
        raise Refused(problems)
    return found
