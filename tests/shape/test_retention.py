"""The retention clock reaches every personal field, or this page says why not."""

from django.apps import apps
from django.db import models

from passerelle.domain.access.retention import TERMS
from passerelle.records.blanks import CODE, FILE
from passerelle.records.retention import erasable, skeleton

OURS = [model for model in apps.get_models() if model.__module__.startswith("passerelle.records")]


def test_every_model_with_personal_fields_of_a_case_has_a_clock() -> None:
    """It leads to a person, or names the days that end its purpose, or says why it needs no clock."""
    reached = {one.model for one in erasable()}
    lost = {
        model.__name__
        for model in OURS
        if model not in reached
        and not getattr(model.Privacy, "no_clock", "")
        and any(
            keep.purpose in TERMS and name not in skeleton(model)
            for name, keep in model.Privacy.personal.items()
        )
    }
    assert lost == set()


def test_the_days_that_end_a_purpose_are_days() -> None:
    for one in erasable():
        for name in one.ends:
            field, model = None, one.model
            for part in name.split("__"):
                field = model._meta.get_field(part)
                model = field.related_model or model
            assert isinstance(field, models.DateField), (one.model.__name__, name)


def test_every_way_to_a_person_is_looked_at() -> None:
    """A dossier is a candidate's or a person's: one key alone would leave the other's papers for ever."""
    ways = {one.model.__name__: one.paths for one in erasable()}
    assert {"dossier__candidate__person", "dossier__person"} <= set(ways["DossierItem"])
    assert ways["GrievanceEntry"] == ("grievance__person", "grievance__stay__journey__candidate__person")


def test_no_words_and_no_files_stay() -> None:
    """What stays of a case's purposes is a key, a day, a code, a yes or no, a count, or money without a name."""
    kept = {
        f"{model.__name__}.{name}"
        for model in OURS
        for name in skeleton(model)
        if model.Privacy.personal[name].purpose in TERMS and _is_said(model._meta.get_field(name))
    }
    paid = {f"{name}.amount" for name in ("Fee", "Award", "Tranche", "Instalment", "Repayment")}
    # Coded answers without a name: published counts rest on them; sums of accounts on what was owed and paid.
    assert kept == {"Wave.answers", *paid}


def _is_said(field: models.Field) -> bool:  # type: ignore[type-arg]
    if isinstance(field, models.ForeignKey | models.DateField | models.BooleanField | models.IntegerField):
        return False
    is_code = isinstance(field, models.CharField) and ((field.max_length or 99) <= CODE or field.choices)
    return field.name == FILE or not is_code


def test_on_rows_of_identity_only_the_key_to_the_person_stays() -> None:
    kept = {
        model.__name__: skeleton(model) for model in OURS if model.__name__ in ("Person", "Contact", "Alumna")
    }
    assert kept == {"Person": set(), "Contact": {"person"}, "Alumna": {"person"}}
