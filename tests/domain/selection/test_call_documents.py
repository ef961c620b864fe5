"""Documents that a call asks for."""

from passerelle.domain.selection.answers import missing_papers
from passerelle.domain.selection.asked import DOCUMENTS, call_faults

TEXTS = {"en": {"title": "Call"}}


def test_only_documents_that_are_needed_and_not_there_are_missing() -> None:
    asked = [{"code": "identity", "needed": True}, {"code": "passport", "needed": True}, {"code": "photo"}]
    (found,) = missing_papers(asked, {"identity"})
    assert (found.code, found.word) == ("passport", DOCUMENTS["passport"])


def test_an_unknown_document_is_a_fault_of_the_call() -> None:
    assert [one.code for one in call_faults([], ["en"], TEXTS, [{"code": "horoscope"}])] == ["unknown_document"]
    assert not call_faults([], ["en"], TEXTS, [{"code": "identity"}])
