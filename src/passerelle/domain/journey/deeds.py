"""Which act brings an event that is more than a record: an offer reserves, a signature binds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Deed:
    """The act behind an event; ``only``: the event is never recorded without it."""

    name: str
    asks: Text
    only: bool = False


_OFFER_ENDS = Deed("release_offer", Text("Release the offer, with its reason"), only=True)
_SIGN = Deed("sign_contract", Text("Have the contract signed by everyone"))
_AGREEMENT = Deed("sign_agreement", Text("Have the agreement signed by everyone"))
_PERMIT = Deed("permit_file", Text("Record it in the permit file"))
_END = Deed("record_end", Text("Record how the stay ended, on its own page"))
_COURSE = Deed("training_group", Text("Record it in the training group"))

DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "referred": Deed("refer", Text("Refer the person from a matching run"), only=True),
        "agreed": Deed("agree", Text("Record that the person agrees to be seen"), only=True),
        "offered": Deed("make_offer", Text("Make the offer, which keeps a place"), only=True),
        "placed": Deed("accept_offer", Text("Record that the person accepts the offer"), only=True),
        "offer_declined": _OFFER_ENDS,
        "offer_withdrawn": _OFFER_ENDS,
        "agreement_signed": _AGREEMENT,
        "commitment_signed": Deed("sign_commitment", Text("Have the commitment signed")),
        "contract_signed": _SIGN,
        "permit_filed": _PERMIT,
        "permit_granted": _PERMIT,
        "permit_refused": _PERMIT,
        "visa_filed": _PERMIT,
        "visa_granted": _PERMIT,
        "visa_refused": _PERMIT,
        "course_started": _COURSE,
        "training_started": _COURSE,
        "certified": _COURSE,
        "returned": _END,
        "stay_confirmed": _END,
        "plan_begun": Deed("begin_home_plan", Text("Begin the plan for home"), only=True),
        "first_grant_paid": Deed("pay_award", Text("Record the payment of the first part"), only=True),
        "coaching_started": Deed("start_coaching", Text("Record who coaches the business"), only=True),
        "business_registered": Deed(
            "register_business", Text("Record the business with its number in the register"), only=True
        ),
        "talks_opened": Deed("open_talks", Text("Record the two firms that negotiate")),
        "partnership_signed": Deed(
            "sign_partnership", Text("Record the signed partnership with its evidence"), only=True
        ),
        "departed": Deed("departure_gate", Text("Pass the departure gate")),
    }
)
