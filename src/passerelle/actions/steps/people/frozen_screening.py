"""A no at screening is frozen: the scheme's gates and the facts that they read, as they stood on the day."""

from collections.abc import Sequence
from datetime import date

from passerelle.actions.steps.tables import scheme_of
from passerelle.domain.kernel.digest import digest
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, occupations_in
from passerelle.domain.matching.requirements import Facts
from passerelle.domain.matching.screening import freeze_screening, gates_of
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Person
from passerelle.records.classifications.isco import isco_of
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.vacancies.profiles import read_facts

PROFILE = ("occupations", "languages", "eqf", "years", "available_from", "licences")
GROUP = ("birth_date", "nationality", "region")


def freeze_answers(call: Call, rows: Sequence[Application], reason: str, *, on: date) -> None:
    """Freeze these noes of one call with the scheme's current version. Constant queries."""
    version = SchemeVersion.objects.filter(scheme=call.scheme_id, number=call.scheme.current).first()
    gates = gates_of(scheme_of(version), call.track) if version else ()
    people = {row.number: _profile(row.person, row.number) for row in rows}
    known = isco_of(occupations_in(people.values()))
    for row in rows:
        group = GroupFacts(**{name: getattr(row.person, name) for name in GROUP})
        facts = Facts(people[row.number], group, on, known)
        row.frozen = freeze_screening(gates, facts, reason=reason, scheme_version=call.scheme.current)
        row.frozen_digest = digest(row.frozen)
    fields = ["frozen", "frozen_digest"]
    Application.objects.unscoped("of the call reached").bulk_update(rows, fields, batch_size=500)


def _profile(person: Person, number: str) -> CandidateProfile:
    return CandidateProfile(id=number, **read_facts({name: getattr(person, name) for name in PROFILE}))
