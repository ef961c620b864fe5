"""Kinds of tests about what the Union leaves to each State: limits between two bounds, terms with a longest."""

from passerelle.domain.pathways.kinds import Asked, Outcome, unknown
from passerelle.domain.pathways.verdicts import Verdict, of


def at_most_somewhere(asked: Asked) -> Outcome:
    """A limit that each State sets between two bounds; between them only national law can tell."""
    return _between(asked, low=Verdict.MET, high=Verdict.NOT_MET)


def at_least_somewhere(asked: Asked) -> Outcome:
    """A least amount that each State sets between two bounds; between them only national law can tell."""
    least, most = asked.value["least"], asked.value["most"]
    need = f"{least}-{most}"
    if asked.have is None:
        return unknown(asked, need=need)
    if asked.have >= most:
        return Outcome(Verdict.MET, asked.have, need)
    if asked.have < least:
        return Outcome(Verdict.NOT_MET, asked.have, need)
    return Outcome(Verdict.NOT_ASSESSABLE, asked.have, need, ("national limit",), "state_decides")


def past(asked: Asked) -> Outcome:
    """A term that no State may make longer: over once it is reached (``beyond``: once it is passed).

    Before that only national law or the authority can tell, as ``lacks`` says.
    """
    if asked.have is None:
        return unknown(asked)
    over = asked.have > asked.value if asked.test.settings.get("beyond") else asked.have >= asked.value
    if over:
        return Outcome(Verdict.MET, asked.have, asked.value)
    return Outcome(
        Verdict.NOT_ASSESSABLE, asked.have, asked.value, (asked.test.settings["lacks"],), "term_runs"
    )


def _between(asked: Asked, *, low: Verdict, high: Verdict) -> Outcome:
    least, most = asked.value["least"], asked.value["most"]
    need = f"{least}-{most}"
    if asked.have is None:
        return unknown(asked, need=need)
    if asked.have <= least:
        return Outcome(low, asked.have, need)
    if asked.have > most:
        return Outcome(high, asked.have, need)
    return Outcome(Verdict.NOT_ASSESSABLE, asked.have, need, ("national limit",), "state_decides")


def within_bounds(asked: Asked) -> Outcome:
    """A number between two bounds, both allowed."""
    need = f"{asked.value['least']}-{asked.value['most']}"
    if asked.have is None:
        return unknown(asked, need=need)
    return Outcome(of(asked.value["least"] <= asked.have <= asked.value["most"]), asked.have, need)
