"""What employers, origin and authorities owe before a step: checks, promised jobs, recognition, commitments."""

from passerelle.actions.employers.checks import hand_in_check, review_check
from passerelle.actions.employers.opening import open_file as open_employer
from passerelle.actions.promises.mark import record_commitment
from passerelle.actions.promises.record import Said, record
from passerelle.actions.recognition.decide import decide
from passerelle.actions.recognition.keep_file import FileFacts
from passerelle.actions.recognition.keep_file import open_file as open_recognition
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.employers.checks import CHECKS
from passerelle.records.recognition.models import RecognitionFile
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

EVIDENCE = "invented for a simulation"


def clear_employers(world: World, due: Due) -> None:
    """Every check of each employer concerned is handed in, and accepted by somebody else."""
    for employer in sorted({one.employer.number for one in _vacancies(due)} - world.cleared):
        file = open_employer(world.staff, world.scheme.code, employer)
        for code in CHECKS:
            hand_in_check(world.staff, file, code, evidence=EVIDENCE)
            review_check(world.reviewer, file, code, verdict="accepted")
        world.cleared.add(employer)


def promise_jobs(world: World, due: Due) -> None:
    """Each vacancy comes with a job promised at origin, as the scheme asks."""
    for vacancy in sorted(_vacancies(due), key=lambda one: one.number):
        if vacancy.number not in world.promised:
            said = Said(
                kind="job_at_origin",
                made_on=world.clock.today,
                organisation=vacancy.employer.number,
                vacancy=vacancy.number,
                evidence=EVIDENCE,
            )
            record(world.staff, world.scheme.code, said, on=world.clock.today)
            world.promised.add(vacancy.number)


def settle_recognition(world: World, due: Due) -> None:
    """The authority recognises in full."""
    for person in due.people:
        candidate = world.candidates[person]
        rows = RecognitionFile.objects.unscoped(WHY).filter(candidate=candidate)
        if not rows.exists():
            facts = FileFacts(authority="an authority (invented)", qualification="a qualification (invented)")
            file = open_recognition(world.staff, candidate.number, facts)
            decide(world.staff, file, outcome="full", on=world.clock.today)


def sign_commitments(world: World, due: Due) -> None:
    """The people sign the paper that their scheme asks for."""
    for person in due.people:
        record_commitment(world.staff, person, signed_on=world.clock.today, evidence=EVIDENCE)


def _vacancies(due: Due) -> set[Vacancy]:
    found: set[Vacancy] = set()
    for part in parts(due.people):
        rows = Referral.objects.unscoped(WHY).filter(candidate__number__in=part, ended_at__isnull=True)
        found |= {one.vacancy for one in rows.select_related("vacancy__employer")}
    return found
