"""A row of a partnership on its pages: what it says, what the file says, its history, changing it."""

import pytest
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.actions.portfolio.load import load_partnership
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.portfolio.folder import shipped_folder
from passerelle.records.portfolio.models import Objective, PartnershipAction, Party, Roundtable

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load_partnership(SYSTEM, (shipped_folder() / "morocco.toml").read_text())


def test_an_action_is_changed_and_shows_its_history_and_what_the_file_says(cast: Cast) -> None:
    row = PartnershipAction.objects.unscoped("test").exclude(key="").first()
    assert row
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    address = reverse("partnership-row-change", args=["action", row.number])
    assert row.title.split()[0] in client.get(address).content.decode()
    said = {
        "title": "Told otherwise", "area": row.area, "level": row.level, "fields_joined": row.fields,
        "start": row.start, "end": row.end, "source": row.source, "note": row.note, "status": row.status,
        "responsible": row.responsible, "version": row.version,
    }  # fmt: skip
    assert client.post(address, {**said, "start": "2020", "end": "1999"}).status_code == 422
    shown = reverse("partnership-row", args=["action", row.number])
    assert client.post(address, said).url == shown
    assert client.post(address, said).status_code == 422  # somebody changed it meanwhile
    page = signed_in(cast.actors[Role.FUNDER]).get(shown).content.decode()
    assert page.count("Told otherwise") == 3  # what it says, the conflict, the history
    assert "the file says otherwise" in page
    assert address not in page
    assert signed_in(cast.actors[Role.FUNDER]).get(address).status_code == 404
    assert "changed here" in client.get(reverse("partnership", args=["morocco"])).content.decode()


def test_every_kind_of_row_has_its_page_and_its_form(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    partnership = PartnershipAction.objects.unscoped("test").first().partnership
    objective = Objective.objects.create(partnership=partnership, area="chances", text="Jobs")
    party = Party.objects.unscoped("test").first()
    assert party
    meeting = Roundtable.objects.create(partnership=partnership, on="2026")
    decided = meeting.decisions.create(partnership=partnership, text="A desk")
    follow = decided.follow_ups.create(partnership=partnership, text="Open it", owner="ILO", due="2026-05-01")
    typed = {
        ("objective", objective.number): {"area": "chances", "text": "More jobs"},
        ("party", party.number): {"name": party.name, "country": "", "roles": "lead\nfunder"},
        ("roundtable", meeting.number): {"on": "2026-02", "participants": "ILO\nGIZ"},
        ("decision", decided.number): {"text": "Two desks"},
        ("follow_up", follow.number): {"text": "Open both", "owner": "GIZ"},
    }
    for place, said in typed.items():
        assert client.get(reverse("partnership-row", args=place)).status_code == 200
        assert client.post(reverse("partnership-row-change", args=place), said).status_code == 302, place
    meeting.refresh_from_db()
    assert (meeting.on, meeting.participants) == ("2026-02", ["ILO", "GIZ"])
    page = client.get(reverse("partnership-row", args=["follow_up", follow.number])).content.decode()
    assert "Open both" in page
    assert client.get(reverse("partnership-row", args=["nothing", follow.number])).status_code == 404


def test_a_party_is_added_once_and_the_mistyped_stays(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    page, address = reverse("partnership", args=["morocco"]), reverse("party-new", args=["morocco"])
    assert address in client.get(page).content.decode()
    said = {"name": "Chamber of the North", "country": "zz", "roles": "lead\nfunder"}
    wrong = client.post(address, said)
    assert wrong.status_code == 422
    assert "Chamber of the North" in wrong.content.decode()
    assert client.post(address, {**said, "country": "ma"}).url == page
    made = Party.objects.unscoped("test").get(name="Chamber of the North")
    assert (made.country, made.roles, made.key) == ("MA", ["lead", "funder"], "")
    again = client.post(address, {**said, "country": ""})
    assert again.status_code == 422
    assert "This party is named already." in again.content.decode()
    funder = signed_in(cast.actors[Role.FUNDER])
    assert address not in funder.get(page).content.decode()
    assert funder.get(address).status_code == 404
