"""A published folder read back and checked: bare runs, match runs with a frozen instance, stable runs."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

import numpy as np

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.certificate import Verdict, check, read_prices
from passerelle.domain.matching.clash import can_be_met, irreducible_clash
from passerelle.domain.matching.graph import Graph, Ints, RuleRow
from passerelle.domain.matching.instance import Instance, read_instance
from passerelle.domain.matching.stable import count_blocking, strict_orders
from passerelle.domain.matching.stable_files import RankedLists, read_lists
from passerelle.domain.matching.tables import Source

Files = Mapping[str, bytes]


def verify(files: Files) -> dict[str, object]:
    """{ok, faults, value, bound, bound_by, exact, violations} of a run's folder.

    ``files`` maps names to contents. ``Refused`` when the folder is not one of a run.
    """
    claim = _claim(files)
    if "ranks.csv" in files:
        return _verify_stable(files, claim)
    instance = read_frozen(files["instance.npz"]) if "instance.npz" in files else _inputs(files)
    if claim.get("status") == "infeasible":
        return _verify_clash(instance, claim)
    chosen, faults = _placed(files, instance)
    try:
        stages = read_prices(files["prices.csv"], instance.posts, len(instance.rows))
    except (KeyError, ValueError, IndexError) as error:
        raise Refused([_unreadable("prices.csv")]) from error
    verdict = check(instance.graph, instance.rows, chosen, claim=claim, stages=stages)
    verdict.faults += faults
    if claim.get("placed") != len(chosen):
        verdict.faults.append(f"{len(chosen)} are placed, not {claim.get('placed')}")
    return _as_dict(verdict)


def _as_dict(verdict: Verdict) -> dict[str, object]:
    return {
        "ok": not verdict.faults,
        "faults": verdict.faults,
        "value": verdict.value,
        "bound": verdict.bound,
        "bound_by": verdict.bound_by,
        "exact": verdict.exact,
        "violations": verdict.violations,
    }


def _unreadable(name: str) -> Problem:
    return Problem("unreadable", Text("The file is missing or cannot be read."), None, name)


def _claim(files: Files) -> dict[str, object]:
    try:
        claim = json.loads(files["run.json"])
    except (KeyError, ValueError) as error:
        raise Refused([_unreadable("run.json")]) from error
    if not isinstance(claim, dict):
        raise Refused([_unreadable("run.json")])
    return claim


def _source(files: Files, name: str) -> Source:
    if name not in files:
        raise Refused([_unreadable(name)])
    return Source(name, files[name])


def _inputs(files: Files) -> Instance:
    optional = [
        Source(name, files[name]) if name in files else None for name in ("candidates.csv", "rules.toml")
    ]
    return read_instance(_source(files, "pairs.csv"), _source(files, "posts.csv"), optional[0], optional[1])


def _lines(files: Files) -> list[dict[str, str]]:
    text = _source(files, "placements.csv").content.decode("utf-8-sig", errors="replace")
    return list(csv.DictReader(io.StringIO(text)))


def _placed(files: Files, instance: Instance) -> tuple[Ints, list[str]]:
    """Edge indices of placements.csv, and what is wrong with its lines."""
    person = {name: index for index, name in enumerate(instance.candidates)}
    post = {name: index for index, name in enumerate(instance.posts)}
    graph = instance.graph
    width = max(1, len(post))
    keys = graph.candidate * width + graph.post
    chosen, faults = [], []
    for line in _lines(files):
        pair = (line.get("candidate") or "", line.get("post") or line.get("vacancy") or "")
        key = person.get(pair[0], -1) * width + post.get(pair[1], 0)
        place = int(np.searchsorted(keys, key))
        if pair[1] not in post or place >= keys.size or keys[place] != key:
            faults.append(f"{pair[0]} and {pair[1]} are no allowed pair")
        elif float(line["score"]) != graph.score[place]:
            faults.append(f"the score of {pair[0]} and {pair[1]} is {graph.score[place]:g}")
        else:
            chosen.append(place)
    if len(set(chosen)) < len(chosen):
        faults.append("a pair is placed twice")
    return np.array(sorted(set(chosen)), dtype=np.int64), faults


def _verify_clash(instance: Instance, claim: Mapping[str, object]) -> dict[str, object]:
    named = claim.get("clash")
    rows = [row for row in instance.rows if isinstance(named, list) and row.rule in named]
    verdict = Verdict(bound_by="search")
    if can_be_met(instance.graph, rows):
        verdict.faults.append("the clashing rules can be met")
    elif set(irreducible_clash(instance.graph, rows)) != {row.rule for row in rows}:
        verdict.faults.append("the clashing set is not irreducible")
    return _as_dict(verdict)


def _verify_stable(files: Files, claim: Mapping[str, object]) -> dict[str, object]:
    lists = read_lists(*(_source(files, name) for name in ("candidates.csv", "posts.csv", "ranks.csv")))
    faults: list[str] = []
    post_of: dict[str, str] = {}
    for line in _lines(files):
        name, post = line.get("candidate") or "", line.get("post") or ""
        if post not in lists.candidates.get(name, {}) or name not in lists.posts.get(post, {}):
            faults.append(f"{name} and {post} are no acceptable pair")
        elif name in post_of:
            faults.append(f"{name} is placed twice")
        else:
            post_of[name] = post
    faults += _overfull(lists, post_of)
    seed = claim.get("seed")
    wishes, orders = strict_orders(lists.candidates, lists.posts, seed if isinstance(seed, int) else 0)
    blocking = count_blocking(post_of, wishes, orders, lists.places)
    if blocking:
        faults.append(f"{blocking} pairs block")
    if claim.get("placed") != len(post_of):
        faults.append(f"{len(post_of)} are placed, not {claim.get('placed')}")
    return {"ok": not faults, "faults": faults, "blocking_pairs": blocking, "placed": len(post_of)}


def _overfull(lists: RankedLists, post_of: Mapping[str, str]) -> list[str]:
    held = list(post_of.values())
    return [f"{post} has too few places" for post, places in lists.places.items() if held.count(post) > places]


def freeze(graph: Graph, rows: Sequence[RuleRow], candidates: Sequence[str], posts: Sequence[str]) -> bytes:
    """instance.npz: ids, graph (sorted by candidate, then post) and rows, without pickles.

    The same instance gives the same bytes.
    """
    arrays: dict[str, object] = {
        "candidates": np.array(candidates, dtype=np.str_),
        "posts": np.array(posts, dtype=np.str_),
        "candidate": graph.candidate,
        "post": graph.post,
        "score": graph.score,
        "places": graph.places,
        "allowance": graph.allowance,
        "rules": np.array([[row.rule, row.group, row.kind] for row in rows], dtype=np.str_).reshape(-1, 3),
        "limits": np.array([[row.limit, row.shown_limit] for row in rows]).reshape(-1, 2),
    }
    for index, row in enumerate(rows):
        arrays[f"edges_{index}"], arrays[f"coefficients_{index}"] = row.edges, row.coefficients
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def read_frozen(content: bytes) -> Instance:
    """The instance of an instance.npz; ``Refused`` when it cannot be read."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            graph = Graph(*(arrays[name] for name in ("candidate", "post", "score", "places", "allowance")))
            rows = [
                RuleRow(
                    str(rule),
                    str(group),
                    arrays[f"edges_{index}"],
                    arrays[f"coefficients_{index}"],
                    float(arrays["limits"][index, 0]),
                    str(kind),
                    float(arrays["limits"][index, 1]),
                )
                for index, (rule, group, kind) in enumerate(arrays["rules"])
            ]
            return Instance(arrays["candidates"].tolist(), arrays["posts"].tolist(), graph, rows)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refused([_unreadable("instance.npz")]) from error
