"""YGCA by hand at its full size: 756 places and 100 grants for 1,050 invented applicants, in a real browser."""

import json
import re

import pytest
from django.urls import reverse
from people import make_user
from web.browser import Browser
from web.scenarios.pilots import loaded

from passerelle.actions.demonstration.populate import populate
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.matching.sheet import sheet_faults
from passerelle.domain.population.ranked_lists import ranked_applicants
from passerelle.domain.quotas.lottery import commitment
from passerelle.records.candidates.models import Candidate
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership
from passerelle.records.quotas.models import Allotment, AllotmentLine
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEED = "drawn by a notary on 3 June"


def test_ygca_756_places_and_100_grants_and_a_refused_student_sees_her_own_reason(browser: Browser) -> None:
    scheme, user, manager = loaded("ygca")
    populate(SYSTEM, "ygca")
    people = list(Candidate.objects.unscoped("test").filter(scheme=scheme).order_by("pk"))
    seats = Vacancy.objects.unscoped("test").filter(scheme=scheme)
    assert (len(people), seats.count(), sum(seats.values_list("posts", flat=True))) == (1050, 30, 756)
    vacancies = list(seats.order_by("pk").values_list("number", flat=True))
    applicants = ranked_applicants([one.number for one in people], vacancies, seed=2019)
    quota = open_quota(manager, "ygca", Limits("100 grants", 100, "erasmusplus.gob.es/ygca/", rule="lists"))

    browser.sign_in(user)
    page = browser.visit(reverse("quota", args=[quota]))
    page.get_by_text("Publish an allotment").first.click()
    page.locator("[name=committed]").fill(commitment(SEED))
    page.locator("[name=applicants]").fill("\n".join(one.as_line() for one in applicants))
    page.locator("details[open] button.pa-button").click()
    page.locator(f"a[href='{reverse('allotment', args=[Allotment.objects.get().number])}']").click()
    assert SEED not in page.inner_text("main")
    page.locator("summary").click()
    page.locator("[name=seed]").fill(SEED)
    page.locator("details[open] button.pa-button").click()
    shown = re.sub(r"\s+", " ", page.inner_text("main"))
    assert re.search(r"Applicants 1.?050", shown), shown[:600]
    assert "got what they asked 100" in shown
    with page.expect_download() as sheet:
        page.get_by_role("link", name="The sheet of the draw").click()
    facts = json.loads(sheet.value.path().read_text())
    assert sheet_faults(facts) == []
    assert sum(facts["posts"].values()) == 756

    lines = AllotmentLine.objects.select_related("candidate__person")
    assert lines.filter(got=1).count() == 100
    assert lines.exclude(choice="").count() <= 756
    assert Message.objects.filter(template__in=("allotted", "not_allotted")).count() == 1050
    points = {one.number: one.points for one in applicants}
    for reason, enough in (
        ("no_seat", "on its own list, or better"),
        ("no_place_left", "points, with everything"),
    ):
        refused = lines.filter(reason=reason).order_by("pk")[3]
        letter = Message.objects.get(recipient=refused.candidate.person.number)
        browser.page.context.clear_cookies()
        for width, language in ((360, "en"), (360, "ar"), (1366, "fr"), (1366, "en")):
            address = reverse("link", args=[token_from(str(letter.facts["link"]))])
            own = browser.visit(f"{address}?language={language}", width=width)
            assert browser.overflow() == 0, (reason, width, language)
            browser.picture(f"ygca-{reason}-{language}-{width}")
        said = own.inner_text("main")
        assert enough in said
        assert commitment(SEED) in said
        assert SEED in said
        assert f"Your rank\n{refused.rank}" in re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d)", "", said)
        assert browser.serious() == []
        for other in people:
            if other.pk != refused.candidate_id:
                assert other.number not in own.content()
                assert other.person.family_name not in said or other.person.family_name in ("",)
                assert not re.search(rf"(?<![\d.]){re.escape(str(points[other.number]))}(?![\d])", said)
        student = make_user(f"student-{reason}")
        Membership.objects.create(
            user=student, role=Role.CANDIDATE, scheme=scheme, since="2019-01-01",
            person_number=refused.candidate.person.number,
        )  # fmt: skip
        browser.sign_in(student)
        assert enough in browser.visit(reverse("own-results")).inner_text("main")
