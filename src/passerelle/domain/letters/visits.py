"""Letters on visits, findings, audits and incidents; none tells what was found, or about whom."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

LETTERS: Mapping[str, tuple[Text, Text]] = {
    "visit_announced": (
        Text("A visit is announced"),
        Text("In %(scheme)s a visit to you is planned. Its day stands on your page."),
    ),
    "visit_called_off": (
        Text("A visit is called off"),
        Text("In %(scheme)s a visit that was announced to you does not take place."),
    ),
    "finding_added": (
        Text("Something must be put right"),
        Text("In %(scheme)s a visit found something. What to do by when stands on your page."),
    ),
    "finding_looked_at": (
        Text("Somebody looked a second time"),
        Text("In %(scheme)s a finding was looked at again. What came of it stands on your page."),
    ),
    "audit_proof_asked": (
        Text("Proof is asked for"),
        Text("In %(scheme)s a sample was drawn and you are in it. What is asked by when stands on your page."),
    ),
    "audit_moved": (
        Text("An audit has moved on"),
        Text("In %(scheme)s something was decided in an audit of you. You can answer on your page."),
    ),
    "incident_reported": (
        Text("An incident was reported"),
        Text("In %(scheme)s an incident was reported. Who must be told by when stands on its page."),
    ),
}
