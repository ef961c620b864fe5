"""Rows of a partnership are changed with their history; a load never overwrites what was changed here."""

import pytest
from django.utils import timezone
from people import Cast, make_cast

from passerelle.actions.portfolio.edit import edit_row
from passerelle.actions.portfolio.load import load_partnership
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.portfolio.folder import shipped_folder
from passerelle.records.portfolio.models import EntryChange, PartnershipAction, Party

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILE = (shipped_folder() / "morocco.toml").read_text()


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    load_partnership(SYSTEM, FILE)
    return made


def action() -> PartnershipAction:
    found = PartnershipAction.objects.unscoped("test").exclude(key="").order_by("pk").first()
    assert found
    return found


def test_a_change_keeps_who_when_from_and_to(cast: Cast) -> None:
    manager, row = cast.actors[Role.SCHEME_MANAGER], action()
    said = {"title": "Another title", "status": "done", "area": row.area}
    for _ in range(2):
        answer = edit_row(manager, "action", row.number, said, version=row.version, key="k1k1k1k1")
        assert answer == sorted({"title", "status"} - ({"status"} if row.status == "done" else set()))
    change = EntryChange.objects.get(row=row.number, field="title")
    assert (change.before, change.after, change.by_id) == (row.title, "Another title", manager.id)
    assert (timezone.now() - change.at).total_seconds() < 60
    with pytest.raises(Refused) as refused:
        edit_row(manager, "action", row.number, said, version=row.version)
    assert refused.value.problems[0].code == "stale"


def test_a_load_leaves_a_change_alone_and_says_what_the_file_says(cast: Cast) -> None:
    manager, row = cast.actors[Role.SCHEME_MANAGER], action()
    edit_row(manager, "action", row.number, {"title": "Changed here"})
    assert load_partnership(SYSTEM, FILE).conflicts == ((row.number, "title"),)
    renewed = FILE.replace(row.title, "Published anew")
    loaded = load_partnership(SYSTEM, renewed)
    assert loaded.changed == 1
    assert loaded.conflicts == ((row.number, "title"),)
    kept = PartnershipAction.objects.unscoped("test").get(number=row.number)
    assert (kept.title, kept.file_says) == ("Changed here", {"title": "Published anew"})
    edit_row(manager, "action", row.number, {"title": "Published anew"})
    assert load_partnership(SYSTEM, renewed + "\n").conflicts == ()
    load_partnership(SYSTEM, FILE)
    assert PartnershipAction.objects.unscoped("test").get(number=row.number).title == row.title


def test_a_changed_row_that_the_file_drops_stays(cast: Cast) -> None:
    party = Party.objects.unscoped("test").exclude(key="").first()
    assert party
    edit_row(cast.actors[Role.SCHEME_MANAGER], "party", party.number, {"roles": ["changed here"]})
    start = FILE.index("[[party]]")
    name = FILE.index(f'name = "{party.name}"', start)
    head, tail = FILE[:name].rindex("[[party]]"), FILE.find("\n[[", name)
    without = FILE[:head] + (FILE[tail + 1 :] if tail != -1 else "")
    load_partnership(SYSTEM, without)
    assert Party.objects.unscoped("test").filter(number=party.number).exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": " "}, "missing"),
        ({"area": "elsewhere"}, "unknown-choice"),
        ({"level": "cosmic"}, "unknown-choice"),
        ({"fields": ["trade", "magic"]}, "unknown-choice"),
        ({"start": "soon"}, "bad-date"),
        ({"start": "2026", "end": "2025"}, "dates-out-of-order"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_kept(
    cast: Cast, said: dict[str, object], code: str
) -> None:
    row = action()
    with pytest.raises(Refused) as refused:
        edit_row(cast.actors[Role.SCHEME_MANAGER], "action", row.number, said)
    assert refused.value.problems[0].code == code
    assert not EntryChange.objects.exists()


def test_a_party_is_not_named_twice_and_has_a_country_that_there_is(cast: Cast) -> None:
    one, two = Party.objects.unscoped("test")[:2]
    manager = cast.actors[Role.SCHEME_MANAGER]
    for said, code in (({"name": two.name}, "named_twice"), ({"country": "XX"}, "unknown-choice")):
        with pytest.raises(Refused) as refused:
            edit_row(manager, "party", one.number, said)
        assert refused.value.problems[0].code == code


def test_only_who_works_in_a_partnership_changes_its_rows(cast: Cast) -> None:
    for actor in (cast.actors[Role.CASEWORKER], cast.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            edit_row(actor, "action", action().number, {"title": "x"})
    with pytest.raises(NotPermitted):
        edit_row(cast.actors[Role.SCHEME_MANAGER], "nothing", action().number, {})
