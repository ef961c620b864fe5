"""The link by which an employer's contact answers a shortlist without names, and what it may do."""

from django.utils import timezone

from passerelle.actions.steps.papers.links import LinkFor, new_link
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.signing.models import SignedLink
from passerelle.records.vacancies.models import Vacancy

WHY = "the link names the vacancy"


def send_shortlist(
    actor: Actor, vacancy: str, *, recipient: str, language: str = "en", key: str | None = None
) -> str:
    """Send an employer's contact a link to the people referred for one vacancy; the link's number."""
    content = [vacancy, recipient, language]
    with writing(actor, "shortlist.send", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        row = Vacancy.objects.visible_to(actor).filter(number=vacancy).select_related("scheme").first()
        if row is None:
            raise NotPermitted(vacancy)
        actor.must(Permission.MATCH_DECIDE, scheme=row.scheme_id)
        if "@" not in recipient:
            raise Refused([Problem("no_address", Text("An e-mail address is needed."), column="recipient")])
        asked = LinkFor("answer_shortlist", vacancy, row.scheme_id, recipient, language, days=14)
        link = new_link(asked, at=timezone.now())
        note.tell(
            recipient, "shortlist_asked", {"scheme": row.scheme.name, "link": link.seed}, language=language
        )
        note.scheme_code = row.scheme.code
        note.about(vacancy, link.number)
        note.answer = link.number
        return link.number


def employer_by_link(link: SignedLink) -> Actor:
    """Whoever holds the link may do what the vacancy's employer may, and the page shows that vacancy alone."""
    firm = Vacancy.objects.unscoped(WHY).filter(number=link.subject).values_list("employer", flat=True).first()
    grants = (Grant(Role.EMPLOYER, scheme=link.scheme_id, organisation=firm),) if firm else ()
    return Actor(id=None, name=f"link {link.number}", grants=grants)
