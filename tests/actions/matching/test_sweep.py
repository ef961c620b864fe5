"""Whatever statement fails, an action leaves the database as before or as after: never between."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from matching_cast import Matched
from sweeping import everything, statements_of, struck_at

from passerelle.actions.matching import carry_out as carrying
from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.decline import decline
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.actions.matching.request_run import request_run
from passerelle.records.selection.models import Proposal, Reason, Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def _sweep(command: Callable[[], Any]) -> int:
    """Strike each statement in turn until the command gets through; answers how many were struck."""
    before, place = everything(), 1
    while struck_at(place, command) is not None:
        assert everything() == before, place
        place += 1
    assert everything() != before
    return place - 1


def test_decisions_and_offers_are_whole_or_not_at_all(matched: Matched) -> None:
    best, second = (matched.proposal(one).number for one in (matched.best, matched.second))
    accepting = partial(
        accept_many, matched.caseworker, matched.run.number, [(best, 1)], shown_at=None, key="a"
    )
    assert _sweep(accepting) >= 15
    referral = accepting()[0]
    because = {"reason_code": "other", "note": "x", "version": 1, "shown_at": None}
    assert _sweep(partial(decline, matched.caseworker, second, key="d", **because)) >= 8
    assert _sweep(partial(agree, matched.caseworker, referral, key="y")) >= 8
    offering = partial(make_offer, matched.employer, referral, key="o")
    assert _sweep(offering) >= 10
    assert (
        _sweep(partial(release_offer, matched.employer, offering().offer, code="entered_in_error", key="r"))
        >= 6
    )
    assert _sweep(partial(end_referral, matched.employer, referral, code="employer_declined", key="e")) >= 6


def test_asking_for_a_run_is_whole_or_not_at_all(matched: Matched) -> None:
    assert _sweep(partial(request_run, matched.manager, "alpha", key="k")) >= 6


def test_the_save_of_a_run_is_whole_or_not_at_all(matched: Matched) -> None:
    waiting = request_run(matched.manager, "alpha")
    whole = statements_of(partial(carrying.carry_out, waiting.number))
    for place in range(2, whole + 1):
        run = request_run(matched.manager, "alpha")
        struck_at(place, partial(carrying.carry_out, run.number))
        row = Run.objects.unscoped("test").get(pk=run.pk)
        saved = Proposal.objects.filter(run=run).count(), Reason.objects.filter(run=run).count()
        if row.state == Run.State.READY:  # the fault came after the save
            assert saved == (2, 7)
            assert row.digest
        else:
            assert row.state in (Run.State.FAILED, Run.State.RUNNING), place
            assert saved == (0, 0)
            assert (row.digest, row.snapshot) == ("", None)
