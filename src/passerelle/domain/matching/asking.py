"""Who asks what: the requirements of each vacancy, from its own columns and from the scheme's gates."""

from collections.abc import Iterator

from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import VacancyProfile
from passerelle.domain.matching.requirements import EMPLOYER, Requirement, Test, plain
from passerelle.domain.schemes.scheme import Gate, Scheme


def requirements_of(inputs: MatchInputs, vacancy: VacancyProfile) -> tuple[Requirement, ...]:
    """Every requirement that a vacancy poses, the scheme's gates first; those dropped are left out."""
    asked = (*asked_by(inputs.scheme, vacancy), *stated_by(vacancy))
    return tuple(one for one in asked if one.code not in inputs.dropped)


def stated_by(vacancy: VacancyProfile) -> Iterator[Requirement]:
    """What the employer states: languages, level, experience, licences and the start; always confirmed."""
    for code, level in vacancy.languages or ():
        yield _stated("language", code, () if level is None else (level,), Text("Language required"))
    if vacancy.eqf_min:
        yield _stated("eqf", "", (str(vacancy.eqf_min), ""), Text("EQF level required"))
    if vacancy.years_min:
        yield _stated("experience", "", (plain(vacancy.years_min),), Text("Years of experience required"))
    for licence in vacancy.licences or ():
        yield _stated("licence", "", (licence,), Text("Licence required"))
    if vacancy.start is not None:
        yield _stated("availability", "", (vacancy.start.isoformat(),), Text("Available at the start"))


def _stated(kind: str, what: str, need: tuple[str, ...], label: Text) -> Requirement:
    return Requirement(Test(kind, what, need), EMPLOYER, label, "vacancy")


def asked_by(scheme: Scheme, vacancy: VacancyProfile) -> Iterator[Requirement]:
    """The gates of the scheme that apply, or may apply, to a vacancy or a call."""
    tracks = tuple(track.id for track in scheme.tracks)
    for gate in scheme.gates:
        applies = _applies(gate, vacancy, tracks)
        if applies is False:
            continue
        # Where it is not sure that a gate applies, it is shown and excludes nobody.
        sure = gate.confirmed and applies is True and gate.kind != "route"
        test = gate_test(gate, vacancy)
        if test is not None:
            yield Requirement(test, gate.id, Text(gate.label), gate.source, sure)


def _applies(gate: Gate, vacancy: VacancyProfile, tracks: tuple[str, ...]) -> bool | None:
    answers = []
    if gate.route is not None:
        answers.append(_same((gate.route,), vacancy.route))
    countries = tuple(one for one in gate.applies_to if one not in tracks)
    if countries:
        answers.append(_same(countries, vacancy.country))
    ways = tuple(one for one in gate.applies_to if one in tracks)
    if ways:
        only = tracks[0] if len(tracks) == 1 else None
        answers.append(_same(ways, vacancy.track or only))
    if False in answers:
        return False
    return None if None in answers else True


def _same(wanted: tuple[str, ...], have: str | None) -> bool | None:
    return None if have is None else have in wanted


def gate_test(gate: Gate, vacancy: VacancyProfile) -> Test | None:
    """The test that a gate of the scheme poses here; ``None``: nothing to test (no start is stated)."""
    need: tuple[str, ...]
    if gate.kind == "language":
        need = () if gate.level is None else (gate.level,)
        return Test("language", gate.language or str(gate.value), need)
    if gate.kind in ("eqf", "age"):
        return Test(gate.kind, "", (_bound(_least(gate)), _bound(gate.most)))
    if gate.kind == "experience":
        return Test("experience", "", (_bound(_least(gate)) or "0",))
    if gate.kind == "route":
        return Test("route", gate.route or gate.id, ())
    if gate.kind == "availability" and gate.value is None:
        return None if vacancy.start is None else Test("availability", "", (vacancy.start.isoformat(),))
    return Test(gate.kind, "", gate.value if isinstance(gate.value, tuple) else (str(gate.value),))


def _least(gate: Gate) -> float | None:
    """The lower bound: ``least``, or a plain number as ``value``."""
    if gate.least is None and gate.most is None and isinstance(gate.value, int | float):
        return gate.value
    return gate.least


def _bound(number: float | None) -> str:
    return "" if number is None else plain(number)
