"""The process of a simulation, on the database that its environment names; answers one JSON object."""

import json
import sys
import time

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.refusal import must_not_meet_real_people
from passerelle.actions.steps.writing import without_letters
from passerelle.commands.answers import Exit, tell
from passerelle.commands.quiet import only_answers
from passerelle.commands.schema import bring_up_to_date
from passerelle.commands.simulation.engine import Held, histories, play
from passerelle.commands.simulation.follow import waves_by_state
from passerelle.commands.simulation.quotas import open_quotas
from passerelle.commands.simulation.world import World, new_world, schemes_folder
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.folder import find, load_folder
from passerelle.domain.schemes.scheme import Scheme
from passerelle.domain.simulation.results import funnel_dicts, outcome_of


def run(code: str, *, seed: int, to: str) -> dict[str, object]:
    """Simulate a scheme on this process's database; the answer of the command."""
    start = time.monotonic()
    folder = schemes_folder()
    stated = find(load_folder(folder), code)
    bring_up_to_date()
    must_not_meet_real_people()
    with without_letters():
        world = new_world(folder / f"{stated.code}.toml", stated, seed=seed, to=to)
        open_quotas(world)
        first = world.clock.today
        held = play(world)
    return _answer(world, stated, held, {"from": first.isoformat(), "seconds": time.monotonic() - start})


def _answer(world: World, stated: Scheme, held: Held, ran: dict[str, object]) -> dict[str, object]:
    order = [(track.id, stage) for track in stated.tracks for stage in track.stages]
    found = outcome_of(histories(world), order, population=len(world.candidates))
    return {
        "scheme": stated.code,
        "seed": world.plans.seed,
        "from": ran["from"],
        "to": world.clock.today.isoformat(),
        "until": world.plans.to,
        "population": found.population,
        "unit": stated.unit,
        "hypothetical": True,
        "funnel": funnel_dicts(found),
        "outcomes": found.outcomes,
        "open": found.open,
        "held_up": dict(sorted(held.steps.items())),
        "assumptions": [one.as_dict() for one in world.plans.assumed.listed()],
        "rounds": world.runs,
        "follow_up_waves": waves_by_state(world),
        "months_of_pay": world.months_paid,
        "by_table_only": dict(sorted(world.noted.items())),
        "seconds": round(float(str(ran["seconds"])), 1),
        "digest": found.digest,
    }


def main() -> None:
    """Read the wish from standard input, answer on standard output; a refusal is exit 1."""
    wish = json.load(sys.stdin)
    try:
        with only_answers():
            found = run(str(wish["code"]), seed=int(wish["seed"]), to=str(wish["to"]))
    except Refused as refused:
        tell(refused.problems, as_json=bool(wish["as_json"]))
        sys.exit(int(Exit.REFUSED))
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
