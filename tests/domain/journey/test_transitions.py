"""A row of a stage table: which of its guards stand for a case of a legal route."""

from passerelle.domain.journey.transitions import Transition

ROW = Transition(
    "signed", "visa_filed", ("caseworker",), "filed", guard=("contract_signed", "recognition_settled"),
    only_on={"recognition_settled": ("de_18a", "de_18b")},
)  # fmt: skip
ONE = Transition("a", "b", (), "c", guard=("recognition_settled",), only_on={"recognition_settled": "de_18a"})


def test_a_guard_of_some_routes_stands_for_those_and_while_no_route_is_known() -> None:
    assert ROW.guards_on("de_18b") == ROW.guard
    assert ROW.guards_on("de_16a") == ("contract_signed",)
    assert ROW.guards_on(None) == ROW.guard
    assert ONE.guards_on("de_18a") == ONE.guard
    assert ONE.guards_on("de_18") == ()  # a route, not a part of its name
