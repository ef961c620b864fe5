"""Five anonymous profiles at a firm in Vilnius; a place taken at the offer; one placed who never moved."""

import pytest
from django.urls import reverse
from django.utils import timezone
from people import make_candidate, make_organisation, make_user, make_vacancy
from web.browser import Browser
from web.scenarios.pilots import loaded

from passerelle.actions.matching.accept_offer import accept_offer
from passerelle.actions.matching.offers import make_offer
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Organisation, Scheme
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Okafor", "Balogun", "Eze", "Adeyemi", "Nwosu")


def employer_of(scheme: Scheme, firm: Organisation) -> User:
    user = make_user("employer-firm")
    Membership.objects.create(
        user=user, role=Role.EMPLOYER, scheme=scheme, organisation=firm, since="2019-01-01"
    )
    return user


def account_of(person: Candidate) -> User:
    user = make_user("person")
    number = person.person.number
    Membership.objects.create(
        user=user, role=Role.CANDIDATE, scheme=person.scheme, person_number=number, since="2019-01-01"
    )
    return user


def referred(scheme: Scheme, vacancy: Vacancy, name: str, **facts: object) -> Candidate:
    person = make_candidate(scheme, name, **facts)
    Referral.objects.create(candidate=person, vacancy=vacancy)
    Journey.objects.create(
        candidate=person,
        scheme_version=scheme.versions.get(number=scheme.current),
        track="mobility",
        stage="referred",
        since=timezone.localdate(),
    )
    return person


def test_digital_explorers_five_profiles_without_a_name_until_one_person_agrees(browser: Browser) -> None:
    scheme, _, _ = loaded("digex")
    firm = make_organisation("Firm of Vilnius", country="LT")
    vacancy = make_vacancy(scheme, firm, posts=5, country="LT", title="Developer")
    people = [
        referred(
            scheme, vacancy, name, given_name=f"Given{name}", email=f"{name.lower()}@people.example",
            sex="f", birth_date="1994-05-06", phone=f"+23480000000{n}",
        )
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    browser.sign_in(employer_of(scheme, firm))
    for address in ("referrals", "shortlist-answer"):
        html = browser.visit(reverse(address)).content()
        for one in people:
            assert one.number in html
        for told in (*NAMES, *(name.upper() for name in NAMES), "Given", "@people", "1994", "+23480", "photo"):
            assert told not in html, told
        assert browser.overflow() == 0
    browser.page.locator("select").first.wait_for()

    browser.sign_in(account_of(people[0]))
    page = browser.visit(reverse("own-page"))
    page.locator("form[action*='/agree/'] button").first.click()
    assert Referral.objects.unscoped("test").filter(agreed_at__isnull=False).count() == 1
    looked = browser.visit(reverse("own-looked")).inner_text("main").lower()
    assert "employer" in looked, "the person reads that the firm looked"

    browser.sign_in(User.objects.get(email="employer-firm@example.org"))
    html = browser.visit(reverse("referrals")).content()
    assert "OKAFOR" in html
    for name in NAMES[1:]:
        assert name.upper() not in html
        assert name not in html
    for width, language in ((360, "ar"), (360, "fr"), (1366, "en")):
        browser.visit(reverse("vacancy-interviews", args=[vacancy.number]), width=width, language=language)
        assert browser.overflow() == 0
        browser.picture(f"interviews-{language}-{width}")


def test_match_a_place_is_taken_at_the_offer_and_one_placed_has_not_moved(browser: Browser) -> None:
    scheme, user, manager = loaded("match")
    firm = make_organisation("Firm of Ghent")
    vacancy = make_vacancy(scheme, firm, posts=1, country="BE", title="Tester")
    one, two = (referred(scheme, vacancy, name) for name in ("Diop", "Fall"))
    browser.sign_in(user)
    reserved = "a place is taken by an offer alone"
    page = browser.visit(reverse("vacancy", args=[vacancy.number]))
    assert one.number in page.content()
    assert not Offer.objects.exists(), reserved
    Referral.objects.unscoped("test").update(agreed_at=timezone.now())
    Journey.objects.unscoped("test").update(stage="interviewed")
    text = browser.visit(reverse("vacancy", args=[vacancy.number])).inner_text("main")
    assert "holds place 1" not in text, reserved
    browser.sign_in(employer_of(scheme, firm))
    buttons = browser.visit(reverse("referrals")).locator("form[action$='/offer/'] button")
    assert buttons.count() == 2, "two people are put forward for the one place"
    buttons.first.click()
    assert Offer.objects.filter(released_at__isnull=True).count() == 1
    offer = Offer.objects.select_related("candidate").get()
    other = two if offer.candidate_id == one.pk else one
    browser.sign_in(user)
    text = browser.visit(reverse("vacancy", args=[vacancy.number])).inner_text("main")
    assert text.count("holds place 1") == 1, "the offer took it"
    with pytest.raises(Exception, match="All 1 places"):
        make_offer(manager, Referral.objects.unscoped("test").get(candidate=other).number, key=None)

    Journey.objects.unscoped("test").filter(candidate=offer.candidate).update(stage="offered")
    accept_offer(manager, offer.number)
    text = browser.visit(reverse("scheme", args=["match"])).inner_text("main")
    assert "Placed 1, moved 0" in text
    case = Journey.objects.unscoped("test").get(candidate=offer.candidate)
    case.changes.create(
        before="placed", event="remote_work_started", after="working_remotely", at=timezone.now()
    )
    assert "Placed 1, moved 0" in browser.visit(reverse("scheme", args=["match"])).inner_text("main")
    case.changes.create(before="permit_granted", event="departed", after="departed", at=timezone.now())
    assert "Placed 1, moved 1" in browser.visit(reverse("scheme", args=["match"])).inner_text("main")
