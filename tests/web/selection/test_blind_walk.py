"""A member of a blind panel walks every page of the demonstration and reads no name of those whom they score."""

import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.db.models import Count
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse
from web.test_every_page import _demonstration as _demonstration  # the fixture
from web.walking import LINK

from passerelle.records.accounts.models import User
from passerelle.records.alumni.models import Alumna
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.contracts.models import ContractVersion, Fee
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.followups.models import Contact
from passerelle.records.interviews.models import Interview, Panelist, Round
from passerelle.records.signing.models import Paper, Signature
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.shared import access
from passerelle.web.shared.access import ROUTES

pytestmark = pytest.mark.django_db
NAME = re.compile(r"Qandil\d+", re.IGNORECASE)
NOT_PAGES = {"sign-out", "set_language"}
# Lists on which the people of this demonstration stand: the walk is worth what it would find.
NAMED_ON = {
    "call-kept", "candidates", "case", "case-plan", "caseload", "cases-hand-over", "cases-remind", "contest-kept",
    "contests-kept", "contract", "contracts", "departures", "fees", "group", "group-attendance", "handover", "paper",
    "permit", "permits", "person-history", "recognition", "recognitions", "run", "service-people", "vacancy",
    "vouchers",
}  # fmt: skip


@pytest.fixture
def judge(_demonstration: None) -> User:
    """The manager, who hears in a blind round everybody with a case in the schemes of the demonstration."""
    people = Candidate.objects.unscoped("test").annotate(cases=Count("journeys")).filter(cases__gt=0)
    rename(sorted({one.person_id for one in people}))
    user = User.objects.get(email="manager@demo.passerelle.example")
    vacancy = Vacancy.objects.unscoped("test").filter(scheme__code="thamm").first()
    assert vacancy is not None
    held = Round.objects.create(scheme=vacancy.scheme, vacancy=vacancy, title="Blind", blind=True)
    Panelist.objects.create(round=held, user=user)
    Interview.objects.bulk_create(Interview(round=held, candidate=one, number=f"N-{one.pk}") for one in people)
    Fee.objects.create(
        candidate=people[0], category="travel_lodging", payer="worker", amount=80, currency="EUR"
    )
    return user


def rename(people: list[int]) -> None:
    """Names that occur nowhere else, wherever a name is kept in a column."""
    for key in people:
        name = f"Qandil{key}"
        person = Person.objects.unscoped("test").filter(pk=key)
        person.update(family_name=name, search_name=name.lower(), name_original="", email=f"{name}@example.org")
        for rows in (Contact.objects.unscoped("test"), Alumna.objects.unscoped("test")):
            rows.filter(person=key).update(name=name, email=f"{name}@example.org")
        Signature.objects.filter(person__in=person.values("number")).update(name=name)
        copy(key, name)


def copy(key: int, name: str) -> None:
    """The same name where acts have copied it: contracts, papers, applications, files, the account."""
    number = Person.objects.unscoped("test").get(pk=key).number
    User.objects.filter(memberships__person_number=number).update(name=name)
    Application.objects.unscoped("test").filter(person=key).update(answers={"family_name": name})
    DossierItem.objects.filter(dossier__candidate__person=key).update(file_name=f"{name}.pdf")
    of_contract = {"contract__candidate__person": key}
    ContractVersion.objects.filter(**of_contract).update(parties={"worker": name, "employer": "A firm"})
    papers = ContractVersion.objects.filter(**of_contract).values("paper")
    Paper.objects.unscoped("test").filter(pk__in=papers).update(texts={"en": name, "fr": name})


def walked(user: User) -> dict[str, str]:
    """What the pages say, by address: those without a number, their files, a search, and a link of each kind."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    found: dict[str, str] = {}
    waiting, counted = deque(starts()), Counter[str]()
    while waiting:
        path = waiting.popleft()
        if path in found:
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        body = said(answer)
        found[path] = body
        for link in LINK.findall(body):
            parts = urlsplit(urljoin(path, unescape(link)))
            route = route_of(parts.path)
            if not parts.netloc and route and counted[route] < 3:
                counted[route] += 1
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def starts() -> Iterator[str]:
    patterns = get_resolver().reverse_dict
    for name in sorted(set(ROUTES) - NOT_PAGES):
        if not patterns.getlist(name)[0][0][0][1]:
            yield from (f"{reverse(name)}{more}" for more in ("", "?format=csv", "?format=xlsx", "?q=qandil"))


def route_of(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def said(answer: HttpResponse) -> str:
    """The text of a page or file; of a workbook what its parts say. What the reader typed is not told."""
    if answer.streaming or answer.status_code not in (200, 403):
        return ""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return content.decode(errors="replace")


def test_no_page_of_a_blind_panelist_says_a_name(judge: User, monkeypatch: pytest.MonkeyPatch) -> None:
    found = walked(judge)
    assert {path: NAME.findall(body)[:3] for path, body in found.items() if NAME.search(body)} == {}
    assert len(found) > 250
    # The same walk with everything but the names of the panel in force: what it would have read.
    monkeypatch.setattr(access, "actor_of", unprotected)
    named = {route_of(urlsplit(path).path) for path, body in walked(judge).items() if NAME.search(body)}
    assert named >= NAMED_ON, sorted(named)


real = access.actor_of


def unprotected(user, *, on):  # type: ignore[no-untyped-def]
    """The actor without what the panel's seat forbids."""
    found = real(user, on=on)
    object.__setattr__(found, "unseen", {})
    return found
