"""What the law tables leave open, by route: written where somebody would look for it."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

GAPS: Mapping[str, Text] = {
    "all-conditions": Text("None of the conditions is known here."),
    "applicant": Text("Who may file in this State is not known here."),
    "approved-courses": Text("Which courses abroad are approved is not known here."),
    "average-wage": Text("The average wage that the thresholds multiply is not known here."),
    "countries": Text("The countries of the rule are not listed here."),
    "decision-time": Text("How long a decision takes is not known here."),
    "duty-to-return": Text("The duty to return and the recall under the contract are unconfirmed."),
    "earlier-years": Text("Values of earlier years are not known here."),
    "employment-agency": Text("Whether the employment agency must agree is not known here."),
    "end-of-values": Text("The day on which the kept values of 2025 end is not known here."),
    "experience": Text("The years of experience asked for are not known here."),
    "family-point": Text("A point for a spouse stays open: family facts are not held."),
    "funds-amount": Text("The amount of the means is not known here."),
    "list-of-jobs": Text("The list of 21 jobs is not known here."),
    "long-experience": Text("Sources differ on long experience: 5 of 7 years, or 3 of 7."),
    "national-average": Text("The average pay behind the threshold is not known here."),
    "national-trainee-law": Text("What national law adds for trainees is not known here."),
    "newer-years": Text("Values of later years are not known here."),
    "origin-labour-law": Text("The labour law of the country of origin is not held here."),
    "pension-instead-of-pay": Text("Whether a pension may stand in for the pay is not known here."),
    "posts-in-a-file": Text("Guides differ on the posts in one file: 5, or 10."),
    "prior-service": Text("The earlier service that this State asks for is not known here."),
    "qualification": Text("The qualification asked for is not known here."),
    "quota": Text("The quota now in force, and what is left of it, are not known here."),
    "reduced-threshold": Text("Who may use the reduced threshold is not stated."),
    "salary": Text("The pay asked for is not known here."),
    "shortage-list": Text("The list of shortage jobs is not known here."),
    "social-security-and-tax": Text("Social security and tax across borders are not held here."),
    "specialist-and-trainee-pay": Text("The pay asked for specialists and trainees is not known here."),
    "student-conditions": Text("What a student must show is not known here."),
    "visa-channel": Text("Where a visa can be asked for is not known here: some countries have no post."),
    "visa-conditions": Text("The other conditions of the visa are not known here."),
    "visa-time": Text("The time for a visa comes on top and is not known here."),
}
