"""The survey of reintegration by message: a link to each person, answered once, without an account."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.followups.answer import NO_MORE
from passerelle.actions.followups.survey import keep_sheet
from passerelle.actions.steps.papers.links import (
    LinkFor,
    digest_of,
    new_links,
    read_link,
    revoke_links_to,
    use_link,
)
from passerelle.actions.steps.people.reaching import recipient_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.questions import NO
from passerelle.domain.followups.waves import LINK_DAYS, REFUSED
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.signing.models import SignedLink

WHY = "the link names it, or the action has reached it"
PURPOSE = SignedLink.Purpose.SURVEY
AT_ONCE = 500


def send_surveys(actor: Actor, numbers: Collection[str], *, key: str | None = None) -> dict[str, int]:
    """Send the people of these waves a link to the survey; a link sent before is replaced.

    Answers how many were ``sent``, have ``no_address``, or do not want to be asked again (``refused``).
    Refused with ``nothing_chosen`` or ``too_many``; ``NotPermitted`` if one is out of reach. Constant queries.
    """
    with writing(
        actor, "follow_up.survey_send", purpose=Purpose.REINTEGRATION, key=key, content=sorted(numbers)
    ) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        journeys = _journeys(actor, numbers)
        no_more = Q(state=REFUSED, refused_code=NO_MORE) | Q(answers__next_wave=NO)
        rows = Wave.objects.unscoped(WHY).filter(no_more, journey__in=journeys)
        silent = set(rows.values_list("journey_id", flat=True))
        asked = [one for one in journeys if one.pk not in silent]
        kept = Contact.objects.unscoped(WHY).filter(person__in=[one.candidate.person_id for one in asked])
        contacts = {one.person_id: one for one in kept}
        ways = {
            one.pk: recipient_of(one.candidate.person, contacts.get(one.candidate.person_id)) for one in asked
        }
        reached, now = [one for one in asked if ways[one.pk][0]], timezone.now()
        _revoke(reached, now)
        links = new_links([_link(one, ways[one.pk][1]) for one in reached], at=now)
        for one, link in zip(reached, links, strict=True):
            recipient, language = ways[one.pk]
            scheme = one.candidate.scheme
            facts: dict[str, object] = {"scheme": scheme.name, "link": link.seed}
            note.tell(recipient, "survey_asked", facts, language=language, scheme=scheme.code)
        counts = {
            "sent": len(reached), "no_address": len(asked) - len(reached), "refused": len(journeys) - len(asked)
        }  # fmt: skip
        note.answer, note.details = counts, dict(counts)
        note.about(*(one.number for one in reached))
    return counts


def answer_survey(token: str, answers: Mapping[str, str], *, key: str | None = None) -> None:
    """The person answers from her link, once; refused as ``read_link`` and the questions say."""
    now = timezone.now()
    # A form sent twice comes with a link that its first copy has used: the key knows it.
    link = SignedLink.objects.filter(digest=digest_of(token), purpose=PURPOSE).first()
    actor = person_by_survey(link) if link else Actor(id=None, name="nobody")
    content = [token, dict(answers)]
    with writing(
        actor, "follow_up.survey_answer", purpose=Purpose.REINTEGRATION, key=key, content=content
    ) as note:
        if note.replayed:
            return
        used = read_link(token, at=now, purpose=PURPOSE)
        rows = Journey.objects.visible_to(actor).select_related("candidate__person", "candidate__scheme")
        journey = rows.filter(number=used.subject).first()
        if journey is None:
            raise NotPermitted(used.subject)
        keep_sheet(note, journey, answers, given_on=timezone.localdate(now), how="link")
        use_link(used, at=now)


def person_by_survey(link: SignedLink) -> Actor:
    """Whoever holds the link answers as its person, and does nothing else."""
    rows = Journey.objects.unscoped(WHY).filter(number=link.subject)
    person = rows.values_list("candidate__person__number", flat=True).first()
    grants = (Grant(Role.CANDIDATE, scheme=link.scheme_id, person=person),) if person else ()
    return Actor(id=None, name=f"link {link.number}", grants=grants)


def _journeys(actor: Actor, numbers: Collection[str]) -> list[Journey]:
    """The cases of some waves, each once; all within reach, or none."""
    if not numbers:
        raise Refused([Problem("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))])
    if len(numbers) > AT_ONCE:
        message = Text("Choose at most %(most)d people at once.", {"most": AT_ONCE})
        raise Refused([Problem("too_many", message)])
    rows = Wave.objects.visible_to(actor).filter(number__in=set(numbers))
    rows = rows.select_related("journey__candidate__person", "journey__candidate__scheme").order_by("pk")
    waves = list(rows)
    may = actor.schemes(Permission.FOLLOW_UP_WRITE)
    inside = [one for one in waves if may is None or one.journey.candidate.scheme_id in may]
    if len(inside) < len(set(numbers)):
        raise NotPermitted("waves")
    return list({one.journey_id: one.journey for one in inside}.values())


def _revoke(journeys: Sequence[Journey], at: datetime) -> None:
    cases = Journey.objects.unscoped(WHY).filter(pk__in=[one.pk for one in journeys])
    revoke_links_to(cases.values("number"), at=at, purpose=PURPOSE)


def _link(journey: Journey, language: str) -> LinkFor:
    candidate = journey.candidate
    return LinkFor(
        PURPOSE, journey.number, candidate.scheme_id, candidate.person.number, language, days=LINK_DAYS
    )
