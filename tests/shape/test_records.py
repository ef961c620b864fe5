"""The records tested as such: privacy declared, scopes, foreign keys that point down."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from passerelle.records.scope import ScopedQuerySet

ROOT = Path(__file__).resolve().parents[2]
OURS = [model for model in apps.get_models() if model.__module__.startswith("passerelle.records")]

# Models that hold nothing of one scheme, or are read only through a scoped parent.
EXEMPT = {
    "User": "read by sign-in and by people.admin",
    "SignInFailure": "digests only",
    "SignInCode": "digests only",
    "Panelist": "read through Round",
    "Slot": "read through Round",
    "Conflict": "read through Round",
    "ScoreSheet": "read through Round",
    "Priority": "read through Contest",
    "Event": "read by audit.read, filtered by subject",
    "Subject": "read through Event",
    "Receipt": "read by the frame of actions only",
    "Message": "read by the sending job only",
    "Organisation": "names of organisations are no secret inside an installation",
    "SchemeVersion": "read through Scheme",
    "Membership": "read by sign-in and by people.admin",
    "PartnerReference": "read through Person",
    "Confirmation": "the law is public, and so is who compared it; read by pathway.read",
    "ParameterVersion": "the law is public",
    "Place": "read through Vacancy",
    "StageChange": "read through Journey",
    "Reminder": "read through Journey",
    "Handover": "read through its cases",
    "HandedCase": "read through Journey",
    "SchemeLink": "read through Partnership",
    "FollowUpChange": "read through FollowUp",
    "EntryChange": "read through its row",
    "PromiseEntry": "read through Promise",
    "Remedy": "read through Promise",
    "SignedCommitment": "read through Candidate",
    "Measurement": "read through InstitutionFile",
    "Goal": "read through InstitutionFile",
    "Activity": "read through InstitutionFile",
    "Participant": "read through InstitutionFile",
    "Proposal": "read through Run",
    "Reason": "read through Run",
    "Decision": "read through Run",
    "Offer": "read through Referral",
    "DossierItem": "read through Dossier",
    "GroupSeat": "read through Group",
    "Session": "read through Group",
    "Attendance": "read through Enrolment",
    "TestResult": "read through Enrolment",
    "Pause": "read through RecognitionFile",
    "Measure": "read through RecognitionFile",
    "Signature": "read through Paper",
    "ContractVersion": "read through Contract",
    "PermitEntry": "read through PermitFile",
    "Appointment": "read through PermitFile",
    "Preparation": "read through Journey",
    "Travel": "read through Journey",
    "Briefing": "read through Journey",
    "ExitStatement": "read through Journey",
    "ExpiryReminder": "read through Journey",
    "CompleteSpan": "read through Dossier",
    "ConsularPost": "where a State takes applications is no secret",
    "PostWait": "read through ConsularPost",
    "FiledContract": "read through Contract",
    "FeeStatement": "read through Fee and Candidate",
    "SignedLink": "found by the digest of its token",
    "Release": "published classifications",
    "QualificationTable": "published facts",
    "NationalLevel": "published facts",
    "Concept": "published classifications",
    "Label": "published classifications",
    "Relation": "published classifications",
    "Broader": "published classifications",
    "CrosswalkLink": "published classifications",
    "OrganisationTie": "between organisations, without people",
    "CardKey": "public keys, and salts that sign nothing alone",
    "SurveyWeights": "published weights of a survey",
    "Accused": "read through Grievance",
    "Meeting": "read through Helper",
    "EndItem": "read through EndPlan",
    "CertifiedSkill": "read through ExperienceCertificate",
    "Hearer": "read through Grievance",
    "GrievanceEntry": "read through Grievance",
    "PlanNeed": "read through ReintegrationPlan",
    "PlanStep": "read through ReintegrationPlan",
    "BudgetLine": "read through ReintegrationPlan",
    "PlanEdition": "read through ReintegrationPlan",
    "CommitteeSeat": "read through Committee",
    "PlanConflict": "read through Committee",
    "PlanScore": "read through Committee",
    "Tranche": "read through Award",
    "Instalment": "read through Award",
    "Repayment": "read through Award",
    "BusinessVisit": "read through BusinessPlan",
    "SurvivalCheck": "read through Business",
    "IncidentStep": "read through Incident",
    "Check": "read through EmployerFile",
    "Recognition": "read through EmployerFile",
    "Suspension": "read through EmployerFile",
    "Plan": "read through EmployerFile",
    "PlanVersion": "read through EmployerFile",
    "PlanUse": "read through Vacancy",
    "Commitment": "read through Vacancy",
    "Freshness": "read through Vacancy",
    "MarketTest": "read through Vacancy",
    "VacancyTurn": "read through Vacancy",
    "Shortage": "published lists",
    "StayWord": "read through Stay",
    "StayItem": "read through Stay",
    "SeasonRight": "read through Journey",
    "Recall": "read through Stay",
    "Hold": "read through Quota",
    "Entry": "read through Quota",
    "WaitingEntry": "read through Quota",
    "Allotment": "read through Quota",
    "AllotmentLine": "read through Quota",
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_each_field_is_declared_personal_or_plain(model: type[models.Model]) -> None:
    declared = set(model.Privacy.personal) | set(model.Privacy.plain)
    fields = {field.name for field in model._meta.get_fields() if field.concrete}
    assert fields == declared
    assert not set(model.Privacy.personal) & set(model.Privacy.plain)
    # Alumni: what somebody agreed to is forgotten on the day on which she takes it back.
    terms = {keep.purpose: keep.months for keep in model.Privacy.personal.values()}
    assert all(months > 0 or purpose == "alumni" for purpose, months in terms.items())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_each_model_is_scoped_or_says_why_not(model: type[models.Model]) -> None:
    scoped = isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
    assert scoped is (model.__name__ not in EXEMPT)


def _floors() -> dict[str, int]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["name"].startswith("Records point down"))
    return {app.strip(): level for level, row in enumerate(reversed(layers)) for app in row.split("|")}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    floors = _floors()
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if field.concrete and target is not None and target is not model:
            assert floors[target._meta.app_label] <= floors[model._meta.app_label], field


def test_every_table_hangs_together_with_the_layer_list() -> None:
    assert {model._meta.app_label for model in OURS} == set(_floors())


def _calls(tree: ast.AST) -> set[str]:
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete"}


def test_only_actions_write() -> None:
    """Doors and queries never write; a form's or a file's own ``save`` has another name there."""
    guilty = []
    for floor in ("web", "commands", "jobs", "queries"):
        for path in (ROOT / "src/passerelle" / floor).rglob("*.py"):
            tree = ast.parse(path.read_text())
            imports_records = any(
                "passerelle.records" in ast.unparse(node)
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom)
            )
            if imports_records and _calls(tree) & WRITES:
                guilty.append((str(path.relative_to(ROOT)), _calls(tree) & WRITES))
    assert not guilty


def test_no_signal_receivers_and_no_save_overrides() -> None:
    for path in (ROOT / "src/passerelle").rglob("*.py"):
        text = path.read_text()
        assert "django.dispatch" not in text, path
        assert "post_save" not in text, path
        if "/records/" in str(path):
            assert "def save(" not in text, path
