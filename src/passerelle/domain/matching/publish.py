"""The published files of a run: placements.csv, reasons.csv, run.json, and what an explanation reads."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.domain.kernel.digest import canonical, digest
from passerelle.domain.matching import published
from passerelle.domain.matching.inputs import ENGINE_VERSION, MatchInputs
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.result import MatchResult, Reason
from passerelle.domain.matching.run_files import csv_file, json_file, prices_csv
from passerelle.domain.matching.snapshot import freeze, plain_profile, read_profile

REASON_COLUMNS = (
    "side", "id", "other", "outcome", "code", "rule", "have", "need", "score", "price", "change",
)  # fmt: skip
NOT_SEARCHED = ";change_not_searched"


def files_of(inputs: MatchInputs, result: MatchResult, *, seconds: float, peak_mb: float) -> dict[str, bytes]:
    """Every file of a run's folder by name."""
    return {
        "placements.csv": csv_file(
            ("candidate", "vacancy", "score"),
            ((one.candidate, one.vacancy, one.score) for one in result.placements),
        ),
        "reasons.csv": csv_file(REASON_COLUMNS, (_reason_row(one) for one in result.reasons)),
        "run.json": json_file(run_keys(inputs, result, seconds=seconds, peak_mb=peak_mb)),
        "inputs.frozen": freeze(inputs),
        "context.json": canonical(result.context.as_dict()),
        "candidates.lines": _lines(inputs.in_order()),
        "vacancies.lines": b"".join(_line(one.id, plain_profile(one)) for one in inputs.in_order().vacancies),
    }


def proof_files(plan: Plan) -> dict[str, bytes]:
    """What an independent check of the run reads beside placements.csv and run.json."""
    candidates = [one.id for one in plan.inputs.candidates]
    posts = [one.id for one in plan.inputs.vacancies]
    return {
        "instance.npz": published.freeze(plan.allotment.graph, plan.allotment.rows, candidates, posts),
        "prices.csv": prices_csv(posts, plan.solution),
    }


def _reason_row(one: Reason) -> tuple[object, ...]:
    code = one.code if one.searched else one.code + NOT_SEARCHED
    numbers = ("" if value is None else f"{value:g}" for value in (one.score, one.price))
    return (one.side, one.id, one.other, one.outcome, code, one.rule, one.have, one.need, *numbers, one.change)


def run_keys(inputs: MatchInputs, result: MatchResult, *, seconds: float, peak_mb: float) -> dict[str, Any]:
    """The keys of run.json."""
    proof, counts = result.certificate, result.counts
    clash = proof.status == "infeasible"
    return {
        "status": proof.status,
        "sense": "max",
        "value": None if clash else proof.value,
        "bound": None if clash else proof.bound,
        "gap": None if clash else proof.gap,
        "violations": proof.violations,
        "placed": result.placed,
        "places": counts.posts,
        "seconds": round(seconds, 3),
        "method": proof.method,
        "rules": [_fields(one) for one in result.rules],
        "clash": list(proof.clash),
        "scheme": inputs.scheme.code,
        "version": inputs.scheme.version,
        "act": inputs.scheme.act.kind,
        "hypothetical": inputs.scheme.hypothetical,
        "objective": inputs.aim,
        "on": inputs.on.isoformat(),
        "candidates": counts.candidates,
        "vacancies": counts.vacancies,
        "posts": sum(one.posts for one in inputs.vacancies),
        "eligible_pairs": counts.eligible_pairs,
        "not_assessable_pairs": counts.not_assessable_pairs,
        "feasible_pairs": counts.feasible_pairs,
        "weights": dict(inputs.scheme.weights),
        "rule_versions": list(_versions(inputs)),
        "requirements": [_fields(one) for one in result.requirements],
        "stable": _fields(result.stable),
        "fairness": dict(result.fairness),
        "peak_mb": round(peak_mb, 1),
        "seed": inputs.seed,
        "engine": ENGINE_VERSION,
        "digest": result.digest,
        "outcome_digest": result.outcome_digest,
        "steps": dict(result.seconds),
    }


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _versions(inputs: MatchInputs) -> Iterator[dict[str, Any]]:
    """Every gate and rule of the scheme with its source and a version that follows its content."""
    content = inputs.scheme.normalised()
    for gate in content["gate"]:
        kept = {key: gate[key] for key in ("id", "kind", "confirmed", "confirmed_by", "confirmed_on", "source")}
        yield {**kept, "version": digest(gate)[:12]}
    for rule in content["rule"]:
        kept = {key: rule[key] for key in ("name", "kind", "act", "ground", "until", "source")}
        yield {**kept, "version": digest(rule)[:12]}


def _lines(ordered: MatchInputs) -> bytes:
    people = ((one, ordered.group(one.id)) for one in ordered.candidates)
    return b"".join(
        _line(one.id, {"profile": plain_profile(one), "group": plain_profile(group)}) for one, group in people
    )


def _line(key: str, value: Mapping[str, Any]) -> bytes:
    return key.encode() + b"\t" + canonical(value) + b"\n"


def candidate_line(line: bytes) -> tuple[CandidateProfile, GroupFacts]:
    """A candidate and their group facts from one line of candidates.lines."""
    kept = json.loads(line.split(b"\t", 1)[1])
    return CandidateProfile(**read_profile(kept["profile"])), GroupFacts(**read_profile(kept["group"]))


def vacancy_line(line: bytes) -> VacancyProfile:
    """A vacancy from one line of vacancies.lines."""
    return VacancyProfile(**read_profile(json.loads(line.split(b"\t", 1)[1])))
