"""Every file with people in it passes one gate: a permission of its own, and a line in the log they read."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from web.selection.test_blind_walk import NAME, rename, route_of, said, starts
from web.test_every_page import _demonstration as _demonstration  # the fixture
from web.walking import LINK

from passerelle.domain.access import roles
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import PERMISSIONS, Role
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate, Person
from passerelle.web.shared.wording import VOCABULARIES

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"\b[A-Z]+-[0-9A-Z]{10}-[0-9A-Z]\b")
EXPORTED = {
    "call-kept", "candidates", "caseload", "contests-kept", "contracts", "recognitions",
    "service-people", "vouchers",
}  # fmt: skip
# A form that a teacher fills in with the group's names: its own permission, and in the log as well.
TO_FILL_IN = {"group-sheet"}


def files(client: Client) -> dict[str, str]:
    """What every file within two clicks of a list holds, by address."""
    seen: dict[str, str] = {}
    waiting = [one for one in starts() if "format" not in one and "?q" not in one]
    for depth in range(2):
        found = []
        for path in waiting:
            answer = client.get(path)
            links = LINK.findall(said(answer)) if answer.status_code == 200 else []
            found += [urlsplit(link.replace("&amp;", "&")).path or path for link in links]
        waiting = one_of_each(found, seen)
        for path in [*waiting, *(starts() if not depth else ())]:
            answer = client.get(path.split("?")[0] + "?format=csv")
            if "attachment" in answer.get("Content-Disposition", ""):
                seen[path.split("?")[0]] = said(answer)
    return seen


def one_of_each(paths: list[str], seen: dict[str, str]) -> list[str]:
    by_route = {route_of(path): path for path in reversed(paths) if path not in seen}
    by_route.pop(None, None)
    return [path for route, path in by_route.items() if route not in {"sign-out", "set_language"}]


@pytest.mark.usefixtures("_demonstration")
def test_without_the_permission_no_file_holds_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(email="manager@demo.passerelle.example"))
    people = set(Person.objects.unscoped("test").values_list("number", flat=True))
    people |= set(Candidate.objects.unscoped("test").values_list("number", flat=True))

    rename(list(Person.objects.unscoped("test").values_list("pk", flat=True)))

    def with_people() -> dict[str, str]:
        return {
            path: str(route_of(path))
            for path, body in files(client).items()
            if people & set(NUMBER.findall(body)) or NAME.search(body)
        }

    exported = with_people()
    assert set(exported.values()) >= EXPORTED, (
        sorted(exported.values()),
        sorted(EXPORTED - set(exported.values())),
    )
    events = set(Event.objects.filter(action__endswith=".export").values_list("action", flat=True))
    assert len(events) >= len(EXPORTED) - 1  # two lists are of candidates
    assert events <= VOCABULARIES["deed"].keys()
    left = PERMISSIONS[Role.SCHEME_MANAGER] - {Permission.LIST_EXPORT}
    monkeypatch.setitem(roles.PERMISSIONS, Role.SCHEME_MANAGER, left)  # type: ignore[arg-type]
    assert set(with_people().values()) <= TO_FILL_IN
