"""An open call with applications at several states, a round of interviews, and a contest to decide."""

from datetime import date, timedelta

from django.utils import timezone

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.interviews.plan_round import RoundFacts, invite_all, plan_round
from passerelle.actions.interviews.score import declare, score
from passerelle.commands.simulation.recording import as_people
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.access.actor import Actor
from passerelle.domain.classifications.cefr import LEVELS
from passerelle.domain.selection.scoring import Criterion
from passerelle.records.calls.models import Application
from passerelle.records.interviews.models import Interview

APPLICANTS, SCREENED, ELIGIBLE, HEARD = 24, 12, 8, 2
FIELDS = ("family_name", "birth_date", "eqf", "german")
ENOUGH = frozenset(LEVELS[LEVELS.index("B1") :])
TITLES = {
    "en": "Work in Germany: language course and a job (invented call)",
    "fr": "Travailler en Allemagne : cours de langue et emploi (appel inventé)",
    "es": "Trabajar en Alemania: curso de idioma y empleo (convocatoria inventada)",
    "ar": "العمل في ألمانيا: دورة لغة ووظيفة (إعلان متخيَّل)",
}
CRITERIA = (Criterion("motivation", "Motivation", 2, 5), Criterion("experience", "Experience", 1, 5))


def open_a_call(world: World, people: list[str], *, panel: list[str], chair: Actor) -> None:
    """A call with people at each state; ``chair`` is the member of the panel who has heard two of them."""
    today = world.clock.today
    facts = CallFacts(
        track=world.stated.tracks[0].id,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=60),
        places=20,
        languages=tuple(TITLES),
        texts={code: {"title": title} for code, title in TITLES.items()},
        fields=tuple({"code": code, "needed": code != "german"} for code in FIELDS),
    )
    call = write_call(world.staff, world.scheme.code, facts)
    publish_call(world.staff, call)
    apply_many(world.staff, call, people[:APPLICANTS], on=today)
    rows = Application.objects.unscoped(WHY).filter(call__number=call, state=Application.State.HANDED_IN)
    # Whoever is refused for German has not stated B1: the contest is about the gate that failed.
    screened = sorted(
        rows.order_by("number")[:SCREENED], key=lambda one: one.answers.get("german") in ENOUGH, reverse=True
    )
    waiting = [(one.number, one.version) for one in screened]
    screen(world.staff, call, dict(waiting[:ELIGIBLE]), eligible=True)
    refused = dict(waiting[ELIGIBLE:])
    if not refused:
        return
    screen(world.staff, call, refused, eligible=False, reason_code="language_below")
    _contest(world, min(refused), today)
    _hear(world, call, panel, chair)


def _contest(world: World, application: str, today: date) -> None:
    row = Application.objects.unscoped(WHY).select_related("candidate").get(number=application)
    if row.candidate is not None:
        person = as_people(world, [row.candidate.number])
        said = "My language certificate was read wrongly: it says B1. (invented)"
        open_contest(person, application, statement=said, answers={"german": "B1"}, on=today)


def _hear(world: World, call: str, panel: list[str], chair: Actor) -> None:
    facts = RoundFacts(title="First interviews (invented)", criteria=CRITERIA, panel=panel, places=4)
    number = plan_round(world.staff, call, facts)
    first = timezone.now() + timedelta(hours=1)
    invite_all(world.staff, number, first=first, minutes=30, place="By video (invented)")
    declare(chair, number, conflicts=[])
    rows = Interview.objects.unscoped(WHY).filter(round__number=number).order_by("starts_at")
    for ordinal, interview in enumerate(list(rows.values_list("number", flat=True)[:HEARD])):
        score(chair, interview, {"motivation": 4 - ordinal, "experience": 3 + ordinal})
