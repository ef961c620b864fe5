"""The cheapest single change for a pair that a rerun confirms: by the person, the employer, the scheme."""

from collections.abc import Mapping

from passerelle.domain.access.actor import Actor
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.moves import OWNERS, Move
from passerelle.domain.matching.snapshot import thaw
from passerelle.domain.matching.whatif import cheapest_confirmed
from passerelle.queries.matching.reasons import ready_run
from passerelle.records.selection.models import Run

MOST_PAIRS = 500_000  # candidates x vacancies: up to here a rerun takes a fraction of a second
RERUNS = 12  # for each who could change something


def confirmed_changes(actor: Actor, number: str, candidate: str, vacancy: str) -> Mapping[str, Move | None]:
    """For each owner the first change, least effort first, after which a rerun proposes the pair.

    ``None``: none of the first ``RERUNS`` steps does. ``Refused`` with code ``too_large`` or ``not_in_run``.
    """
    run = ready_run(actor, number)
    if run.summary["candidates"] * run.summary["vacancies"] > MOST_PAIRS:
        message = Text("This run is too large for reruns while you wait.")
        raise Refused([Problem("too_large", message, Text("Run the matching again with the change made."))])
    frozen = Run.objects.unscoped("the run was reached").values_list("snapshot", flat=True).get(pk=run.pk)
    inputs = thaw(bytes(frozen or b""))
    ids = {one.id for one in inputs.candidates} | {one.id for one in inputs.vacancies}
    if not {candidate, vacancy} <= ids:
        raise Refused([Problem("not_in_run", Text("This pair was not part of the run."))])
    return {
        who: cheapest_confirmed(inputs, who, candidate=candidate, vacancy=vacancy, reruns=RERUNS)
        for who in OWNERS
    }
