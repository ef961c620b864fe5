"""A name is kept from a reader in every kind of statement, row by row, and comes back for actions."""

import pytest
from django.db import transaction
from django.db.models import Count, F, Value
from django.db.models.functions import Concat, Upper
from people import Cast, make_candidate, make_cast

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.masks import without_names

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HIDDEN = "Name not shown"


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    Person.objects.unscoped("test").filter(pk=made.candidate.person_id).update(
        family_name="Qandil", given_name="Zoubida", search_name="qandil zoubida", email="q@example.org"
    )
    make_candidate(made.alpha, "Bennani")
    return made


def hidden(cast: Cast):  # type: ignore[no-untyped-def]
    person = cast.candidate.person
    return without_names({person.pk: person.number}, HIDDEN)


def people():  # type: ignore[no-untyped-def]
    return Person.objects.unscoped("test")


def test_every_kind_of_statement_reads_the_placeholder_on_her_row_alone(cast: Cast) -> None:
    with hidden(cast):
        row = people().get(pk=cast.candidate.person_id)
        assert (row.family_name, row.given_name, row.search_name, row.email) == (HIDDEN, "", "", "")
        joined = Candidate.objects.unscoped("test").select_related("person").get(pk=cast.candidate.pk)
        assert joined.person.family_name == HIDDEN
        columns = Candidate.objects.unscoped("test").values_list("person__family_name", flat=True)
        assert sorted(columns) == ["Bennani", HIDDEN]
        built = people().annotate(said=Concat(Upper("family_name"), Value(" "), F("given_name")))
        assert "QANDIL" not in " ".join(built.values_list("said", flat=True))
        assert not people().filter(search_name__contains="qandil").exists()
        assert not people().filter(family_name__istartswith="qan").exists()
        assert people().count() == 2
        assert [one.family_name for one in people().order_by("family_name")] == ["Bennani", HIDDEN]
        assert people().values("family_name").distinct().count() == 2
        grouped = people().values("family_name").annotate(many=Count("pk")).order_by("family_name")
        assert [(one["family_name"], one["many"]) for one in grouped] == [("Bennani", 1), (HIDDEN, 1)]
    assert people().get(pk=cast.candidate.person_id).family_name == "Qandil"


def test_an_action_reads_and_keeps_what_is_true(cast: Cast) -> None:
    with hidden(cast):
        with writing(SYSTEM, "test", purpose=Purpose.JOURNEY):
            row = people().get(pk=cast.candidate.person_id)
            row.given_name = "Zoubaida"
            row.save()
        assert people().get(pk=row.pk).family_name == HIDDEN
    row.refresh_from_db(from_queryset=people())
    assert (row.family_name, row.given_name) == ("Qandil", "Zoubaida")


def test_a_placeholder_is_never_saved(cast: Cast) -> None:
    with hidden(cast):
        row = people().get(pk=cast.candidate.person_id)
        with pytest.raises(TypeError), transaction.atomic():
            row.save()
    assert people().get(pk=row.pk).family_name == "Qandil"
