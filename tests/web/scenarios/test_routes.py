"""Legal routes by hand, in a real browser: Flanders in 2020; the Dutch route and the remote contract."""

from datetime import date

import pytest
from django.urls import reverse
from people import make_candidate, make_organisation, make_vacancy
from web.browser import Browser
from web.scenarios.pilots import loaded

from passerelle.records.employers.models import EmployerFile, Recognition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_palim_on_2_march_2020_the_pay_in_flanders_cannot_be_assessed(browser: Browser) -> None:
    scheme, user, _ = loaded("palim")
    vacancy = make_vacancy(
        scheme, make_organisation("Firm of Ghent"), country="BE", region="BE23", route="be_single_permit",
        salary=45_000, currency="EUR", salary_period="year", isco="2512", contract_months=24,
    )  # fmt: skip
    candidate = make_candidate(scheme, "Alaoui", birth_date=date(1990, 5, 1))
    browser.sign_in(user)
    page = browser.visit(reverse("person-routes", args=[candidate.number, vacancy.number]))
    page.locator("summary", has_text="Another day").click()
    page.locator("[name=on]").fill("2020-03-02")
    page.locator(".pa-filters button").click()
    route = page.locator("#be_vlg_highly_skilled")
    row = route.locator("tbody tr", has_text="Gross pay at the published threshold")
    assert "It cannot be assessed for 2020: no value for that year is known here." in row.inner_text()
    assert "cannot be assessed" in row.locator("td").first.inner_text()
    assert "unconfirmed" in row.inner_text()
    assert "48,912" not in page.inner_text("main"), "another year's value is never used"


def test_match_the_dutch_route_fails_on_the_employers_side_and_a_remote_contract_stays_open(
    browser: Browser,
) -> None:
    scheme, user, manager = loaded("match")
    firm = make_organisation("Firm of Delft", country="NL")
    vacancy = make_vacancy(
        scheme, firm, country="NL", route="nl_hsm", law_of="NG", salary=6_400, currency="EUR",
        salary_period="month", pay_includes=["holiday_pay"], isco="2512", filed_by="employer",
    )  # fmt: skip
    file = EmployerFile.objects.create(scheme=scheme, organisation=firm, opened_on=date(2024, 1, 1))
    Recognition.objects.create(
        file=file, country="NL", route="nl_hsm", reference="1", evidence="register of sponsors",
        valid_from=date(2023, 1, 1), valid_to=date(2024, 1, 1), recorded_by_id=manager.id,
    )  # fmt: skip
    candidate = make_candidate(scheme, "Okafor", region="NG-LA", birth_date=date(1990, 5, 1))
    browser.sign_in(user)
    page = browser.visit(f"{reverse('person-routes', args=[candidate.number, vacancy.number])}?on=2026-06-02")
    dutch = page.locator("#nl_hsm")
    assert "not met" in dutch.locator("h2").inner_text()
    failing = dutch.locator("tbody tr", has_text="not met").all()
    assert ["The employer is a recognised sponsor and files" in one.inner_text() for one in failing] == [True]
    still = (
        page.locator("h2", has_text="What is still open").locator("xpath=following-sibling::ul[1]").inner_text()
    )
    assert "Remote contract under the law of the country of origin" in still
    assert "Netherlands: highly skilled migrant" not in still
    remote = page.locator("#remote tbody tr", has_text="law of the country where the person lives")
    assert "met" in remote.locator("td").first.inner_text()
