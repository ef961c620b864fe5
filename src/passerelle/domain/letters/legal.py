"""Letters of papers to sign, contracts, permits, exit and departure."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "sign_asked": (
        Text("A paper waits for your signature"),
        Text("In %(scheme)s a paper waits for your signature. Read it and answer here: %(link)s"),
    ),
    "sign_reminder": (
        Text("A paper still waits for your signature"),
        Text("In %(scheme)s a paper still waits for your signature. Read it and answer here: %(link)s"),
    ),
    "permit_refused": (
        Text("An answer from the authority"),
        Text("In %(scheme)s the authority has said no. Your page says why and what is open to you."),
    ),
    "permit_refused_term": (
        Text("An answer from the authority"),
        Text("In %(scheme)s the authority has said no. You can appeal until %(until)s."),
    ),
    "briefing_held": (
        Text("Your briefing before departure"),
        Text("In %(scheme)s you had a briefing before departure. Say on your page whether you understood it."),
    ),
    "document_expiring": (
        Text("A document runs out"),
        Text("In %(scheme)s a document of yours runs out on %(until)s. Your page says which one."),
    ),
    "shortlist_asked": (
        Text("A shortlist waits for your answer"),
        Text("In %(scheme)s people are proposed for your vacancy, without names. Answer here: %(link)s"),
    ),
}
