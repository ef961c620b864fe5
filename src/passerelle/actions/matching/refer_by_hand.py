"""Refer a pair that the run did not propose: a person's judgement over the engine's, with its reason."""

from passerelle.actions.matching.deciding import run_to_decide
from passerelle.actions.matching.referring import Pair, refer
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.asking import requirements_of
from passerelle.domain.matching.decline_codes import BY_HAND, must_know
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.requirements import Answer, Facts, Requirement, Verdict, assess
from passerelle.domain.matching.snapshot import thaw
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Run
from passerelle.records.vacancies.models import Vacancy

ACTION = "match.refer_by_hand"


def refer_by_hand(  # noqa: PLR0913  # what the form sends
    actor: Actor,
    run_number: str,
    candidate: str,
    vacancy: str,
    *,
    reason_code: str,
    note: str = "",
    key: str | None,
) -> str:
    """Refer a candidate to a vacancy of the run's scheme; answers the referral's number.

    Every confirmed requirement must be met as the run saw it. Refused with ``not_met`` or
    ``cannot_be_assessed`` (which requirement, what is there, what is needed), ``proposed`` (decide on the
    proposal instead), ``not_in_run``, ``unknown_code``, ``note_missing``, or as ``refer`` says.
    """
    run = run_to_decide(actor, run_number)
    must_know(BY_HAND, reason_code, note)
    content = [run_number, candidate, vacancy, reason_code, note]
    with writing(actor, ACTION, purpose=Purpose.RECRUITMENT, key=key, content=content) as written:
        if written.replayed:
            return str(written.answer)
        pair = _pair(actor, run, candidate, vacancy)
        _must_be_open_to_hand(run, pair)
        referral = refer(written, run, [pair], by=actor)[0]
        written.scheme_code = run.scheme.code
        written.about(run.number)
        written.details = {"run": run.number, "reason": reason_code, "note": note.strip()[:500]}
        written.answer = referral.number
        return referral.number


def _pair(actor: Actor, run: Run, candidate: str, vacancy: str) -> Pair:
    people = Candidate.objects.visible_to(actor).filter(scheme=run.scheme_id, number=candidate)
    work = Vacancy.objects.visible_to(actor).filter(scheme=run.scheme_id, number=vacancy)
    person, job = people.select_related("person").first(), work.first()
    if person is None or job is None:
        raise NotPermitted(candidate if person is None else vacancy)
    return Pair(person, job)


def _must_be_open_to_hand(run: Run, pair: Pair) -> None:
    if Proposal.objects.filter(run=run, candidate=pair.candidate, vacancy=pair.vacancy).exists():
        message = Text("The run itself proposes this pair.")
        raise Refused([Problem("proposed", message, Text("Accept or decline the proposal."))])
    frozen = Run.objects.unscoped("the run was reached").values_list("snapshot", flat=True).get(pk=run.pk)
    problems = obstacles(thaw(bytes(frozen or b"")), pair.candidate.number, pair.vacancy.number)
    if problems:
        raise Refused(problems)


def obstacles(inputs: MatchInputs, candidate: str, vacancy: str) -> list[Problem]:
    """The confirmed requirements that a pair does not meet or that cannot be assessed, as problems."""
    profile = next((one for one in inputs.candidates if one.id == candidate), None)
    wanted = next((one for one in inputs.vacancies if one.id == vacancy), None)
    if profile is None or wanted is None:
        message = Text("This pair was not part of the run.")
        return [Problem("not_in_run", message, Text("Run the matching again, then decide."))]
    facts = Facts(profile, inputs.group(candidate), inputs.on, inputs.isco_of)
    asked = [one for one in requirements_of(inputs, wanted) if one.confirmed]
    answers = [(one, assess(one.test, facts)) for one in asked]
    return [_problem(one, answer) for one, answer in answers if answer.verdict is not Verdict.MET]


def _problem(requirement: Requirement, answer: Answer) -> Problem:
    names = {"what": requirement.label, "need": answer.need, "have": answer.have}
    if answer.verdict is Verdict.UNKNOWN:
        missing = {"fact": answer.missing or ""}
        message = Text("%(what)s: needed is %(need)s, and that cannot be assessed.", names)
        hint = Text("Record what is missing (%(fact)s), then run the matching again.", missing)
        return Problem("cannot_be_assessed", message, hint, column=requirement.code)
    message = Text("%(what)s: needed is %(need)s, there is %(have)s.", names)
    hint = Text("A requirement is lifted by the employer or the scheme, not by a referral.")
    return Problem("not_met", message, hint, column=requirement.code)
