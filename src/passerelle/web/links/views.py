"""What a link opens, by its purpose."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from passerelle.actions.steps.papers.links import purpose_of, read_link
from passerelle.domain.kernel.problems import Refused
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.apply import apply_page
from passerelle.web.links.invitation import invitation_page
from passerelle.web.links.meeting import interview_page
from passerelle.web.links.opening import link_page
from passerelle.web.links.result import result_page
from passerelle.web.links.shortlist import shortlist_page
from passerelle.web.links.signing import sign_page
from passerelle.web.links.survey import survey_page
from passerelle.web.links.wave import wave_page

PAGES: Mapping[str, Callable[[HttpRequest, str, SignedLink | None], HttpResponse]] = {
    "sign": sign_page,
    "answer_shortlist": shortlist_page,
    "apply": apply_page,
    "own_result": result_page,
    "task": interview_page,
    "follow_up": wave_page,
    "invitation": invitation_page,
    "survey": survey_page,
}


# A form sent twice may come with a link that its first copy has used: these answer it like the first.
AGAIN = {"sign": sign_page, "apply": apply_page, "follow_up": wave_page, "survey": survey_page}


@link_page
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link, by its purpose."""
    try:
        link = read_link(token, at=timezone.now())
    except Refused as refused:
        page = AGAIN.get(purpose_of(token) if request.method == "POST" else "")
        if page is None or refused.problems[0].code != "link_used":
            raise
        return page(request, token, None)
    return PAGES[link.purpose](request, token, link)
