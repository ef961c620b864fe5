"""A small tenth scheme, complete and without a fault, and a way to spoil one line of it."""

SAMPLE = """\
code = "tenth"
name = "A tenth scheme"
version = "1"
unit = "worker"
start = "2026-01"
end = "2027"
origins = ["TN"]
destinations = ["IT"]

[sources]
paper = "example.org/paper"

[wordings.waiting]
en = "You wait."

[budget]
amount = 1000.5
currency = "EUR"
eu_share = 90
source = "paper"

[act]
kind = "shortlist"
size = 5

[act.sizes]
IT = { least = 2, most = 4 }

[weights]
skills = 4000
occupation = 3000
country = 1000
experience = 2000

[demonstration]
people = 10
vacancies = 2
places = 3
seed = 1

[[party]]
name = "Ministry"
country = "TN"
roles = ["lead"]

[[occupation]]
isco = "7411"
esco = ["http://data.europa.eu/esco/occupation/x"]

[[route]]
id = "it_quota"
name = "Quota"
country = "IT"
region = "ITC1"
confirmed = true
confirmed_by = "A. Reader"
confirmed_on = "2026-02-03"

[[target]]
value = 20
unit = "workers"
from = "2026-01"
source = "paper"

[[target]]
value = 30
unit = "workers"
from = "2026-06"
source = "paper"

[[fact]]
id = "placed"
value = 3
source = "paper"

[[gate]]
id = "italian"
kind = "language"
label = "Italian"
language = "it"
level = "A2"
applies_to = ["IT", "mobility"]
confirmed = true
confirmed_by = "A. Reader"
confirmed_on = "2026-02-03"
source = "paper"

[[gate]]
id = "age"
kind = "age"
label = "Adult"
least = 18
most = 60
route = "it_quota"
confirmed = true
confirmed_by = "A. Reader"
confirmed_on = "2026-02-03"
source = "paper"

[[rule]]
name = "women_invited"
kind = "share-floor"
limit = 0.4
share_of = { sex = "f" }
act = "interview"
ground = "Reserved interviews, Badeck"
until = "2026-12-31"

[[rule]]
name = "by_vacancy"
kind = "budget"
sum = "salary"
limit = "posts"
per = ["vacancy"]
where = { "post.region" = ["ITC1", "ITC4"] }

[[track]]
id = "mobility"
kind = "mobility"
first = "call"
start_stage = "referred"
ends = ["completed", "withdrawn"]
transitions = [
  { from = "call", event = "referred", who = ["caseworker"], to = "referred" },
  { from = "referred", event = "offered", who = ["employer"], to = "offered", then = ["reserve_place"] },
  { from = "referred", event = "withdrew", who = ["candidate"], to = "withdrawn" },
  { from = "offered", event = "waited", who = ["caseworker"], to = "waiting", wording = "waiting" },
  { from = "waiting", event = "done", who = ["caseworker"], to = "completed" },
]
"""


def spoiled(old: str, new: str) -> tuple[str, int]:
    """The sample with one piece replaced, and the line on which the new piece stands."""
    assert SAMPLE.count(old) == 1, old
    before = SAMPLE[: SAMPLE.index(old)]
    text = SAMPLE.replace(old, new)
    return text, before.count("\n") + 1
