"""The demonstration's commands: one table, the same on a second call; an account for each role."""

import json
import re
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate
from django.db.models import QuerySet
from django.utils import timezone
from people import make_scheme

from passerelle.actions.steps.places.training_demand import committed_posts
from passerelle.commands.demo import demo
from passerelle.commands.demo_accounts import ACCOUNTS, password_file
from passerelle.commands.demo_table import show_table
from passerelle.domain.access.roles import Role
from passerelle.queries.programme.demonstration import DemonstrationRow
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.capacity.models import InstitutionFile
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Scheme
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Decision, Referral, Run
from passerelle.records.training.models import Attendance, Group, Voucher
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.database, pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[2] / "schemes"
SIZES = {"palim": (60, 2, 8), "thamm": (90, 6, 12), "wecco": (8, 4, 8)}
FEWER = {"thamm": {"value = 700": "value = 12", "value = 412": "value = 4"}}  # as if that had been published


def write(folder: Path, code: str, sizes: tuple[int, int, int]) -> None:
    text = (FOLDER / f"{code}.toml").read_text()
    for name, value in zip(("people", "vacancies", "places"), sizes, strict=True):
        text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE)
    for published, here in FEWER.get(code, {}).items():
        text = text.replace(published, here)
    (folder / f"{code}.toml").write_text(text)


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, settings: object) -> None:
    """Three small schemes and a folder of their own."""
    folder = tmp_path / "schemes"
    folder.mkdir()
    for code, sizes in SIZES.items():
        write(folder, code, sizes)
    settings.SCHEME_FILES, settings.VAR = folder, tmp_path / "var"  # type: ignore[attr-defined]


def call(*words: str) -> Result:
    return CliRunner().invoke(demo, list(words))


def shown_accounts() -> QuerySet[Membership]:
    """The roles of the accounts that people sign in with; two more act for every side."""
    return Membership.objects.filter(user__email__in=[one.email for one in ACCOUNTS])


def test_the_table_shows_each_scheme_and_a_second_call_changes_nothing() -> None:
    first = call("load")
    assert first.exit_code == 0, first.output
    lines = {line.split()[0]: line for line in first.stdout.splitlines() if line[:5].strip()}
    assert "9,677" in lines["palim"]  # published
    assert "unknown" in lines["thamm"]
    assert "(*)" in lines["wecco"]
    events, runs = Event.objects.count(), Run.objects.unscoped("test").count()
    assert call("load").stdout == first.stdout
    assert (Event.objects.count(), Run.objects.unscoped("test").count()) == (events, runs)


def test_json_is_one_object_with_null_for_unknown() -> None:
    rows = {row["code"]: row for row in json.loads(call("load", "--json").stdout)["schemes"]}
    assert set(rows) == set(SIZES)
    assert rows["thamm"]["target"] is None
    assert all(row["state"] == "ready" and row["gap"] == 0 for row in rows.values())


def test_a_changed_scheme_is_matched_anew(tmp_path: Path) -> None:
    call("load")
    path = tmp_path / "schemes" / "wecco.toml"
    path.write_text(path.read_text().replace('version = "1"', 'version = "2"'))
    call("load")
    runs = Run.objects.unscoped("test").filter(scheme__code="wecco").order_by("ordinal")
    assert [run.scheme_version.number for run in runs] == [1, 2]


def test_every_role_can_sign_in_and_the_password_is_kept_to_its_owner() -> None:
    call("load")
    shown = json.loads(call("accounts", "--json").stdout)
    assert {one["role"] for one in shown} == set(Role)
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600
    assert all(authenticate(username=one["email"], password=one["password"]) for one in shown)
    assert User.objects.filter(is_demo=True).count() == len(ACCOUNTS) + 2  # and two that act for every side


def test_each_account_holds_its_role_where_it_has_something_to_see() -> None:
    call("load")
    held = shown_accounts().select_related("user", "scheme", "organisation")
    by_role = {role: list(held.filter(role=role)) for role in Role}
    assert {one.scheme.code for one in by_role[Role.SCHEME_MANAGER] if one.scheme} == set(SIZES)
    assert {one.scheme.code for one in by_role[Role.EMPLOYMENT_SERVICE] if one.scheme} == {"palim", "thamm"}
    employer = by_role[Role.EMPLOYER][0].organisation
    assert employer is not None
    assert Vacancy.objects.unscoped("test").filter(employer=employer, scheme__code="thamm").exists()
    assert Person.objects.unscoped("test").filter(number=by_role[Role.CANDIDATE][0].person_number).exists()
    assert [one.scheme for one in by_role[Role.ADMINISTRATOR]] == [None]


def test_the_employer_and_the_candidate_have_a_referral_to_answer() -> None:
    call("load")
    referrals = Referral.objects.unscoped("test")
    employer = shown_accounts().get(role=Role.EMPLOYER).organisation
    assert employer in {one.vacancy.employer for one in referrals}
    person = shown_accounts().get(role=Role.CANDIDATE).person_number
    assert referrals.filter(candidate__person__number=person).exists()
    open_ones = referrals.filter(agreed_at__isnull=True).values("proposal")
    decided = Decision.objects.filter(proposal__in=open_ones)
    assert {one.by.email for one in decided} == {"manager@demo.passerelle.example"}


def test_a_lost_password_file_gives_a_new_password_that_works() -> None:
    call("load")
    password_file().unlink()
    shown = json.loads(call("accounts", "--json").stdout)
    assert authenticate(username=shown[0]["email"], password=shown[0]["password"])


def test_the_accounts_are_listed_in_words() -> None:
    call("load")
    output = call("accounts").stdout
    assert "manager@demo.passerelle.example" in output
    assert "scheme manager" in output


def test_a_database_with_real_people_is_left_alone() -> None:
    make_scheme("real")
    Person.objects.create(family_name="Real")
    refused = call("load")
    assert refused.exit_code == 1
    assert "real people" in refused.stderr


def test_a_folder_of_schemes_without_the_trial_says_so() -> None:
    refused = call("load", "--trial")
    assert refused.exit_code == 2


def test_a_table_without_a_run_says_its_state(capsys: pytest.CaptureFixture[str]) -> None:
    row = DemonstrationRow(
        code="new", act="pairing", hypothetical=True, applicants_published=None, placed_published=None, target=None,
        people=1, vacancies=1, places=1, synthetic=(), state="failed", matched=None, gap=None, seconds=None,
    )  # fmt: skip
    show_table([row])
    assert "failed" in capsys.readouterr().out


def test_the_group_of_120_is_planned_and_nobody_has_opened_it() -> None:
    for _ in range(2):
        call("load")
    group = Group.objects.unscoped("test").get(course__scheme__code="palim")
    assert (group.seats, group.state) == (120, "planned")


def test_people_stand_where_a_source_counts_them_and_nowhere_else() -> None:
    call("load")
    stages = Counter(Journey.objects.unscoped("test").values_list("candidate__scheme__code", "stage"))
    # Fewer places here than people who were trained: all of the places are taken.
    assert {stage: count for (code, stage), count in stages.items() if code == "palim"} == {"placed": 8}
    assert Candidate.objects.unscoped("test").filter(scheme__code="palim").count() == 60
    assert (stages["thamm", "placed"], stages["thamm", "certified"]) == (4, 8)


def test_every_room_has_something_to_open() -> None:
    call("load")
    assert committed_posts(Scheme.objects.unscoped("test").get(code="palim").pk, on=timezone.localdate()) == 12
    late = Journey.objects.unscoped("test").filter(due_on__lt=timezone.localdate(), ended_on__isnull=True)
    assert late.filter(owner__isnull=False).exists()
    assert Attendance.objects.exists()
    assert Voucher.objects.unscoped("test").filter(used_on__isnull=False).count() == 1
    assert set(Promise.objects.unscoped("test").values_list("state", flat=True)) >= {"kept", "broken", "open"}
    assert InstitutionFile.objects.unscoped("test").exists()


def test_time_goes_on_after_the_demonstration() -> None:
    call("load")
    assert abs(timezone.now() - datetime.now(tz=UTC)) < timedelta(minutes=5)
