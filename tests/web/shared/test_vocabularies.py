"""A word is looked up in one vocabulary, and pages name no other."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import passerelle.web
from passerelle.web.shared import wording
from passerelle.web.shared.wording import VOCABULARIES

WEB = Path(passerelle.web.__path__[0])
IN_A_TEMPLATE = re.compile(r'wording:"(\w+)"|badge_for [^%]*?"(\w+)"\s*%}')


def named() -> Iterator[str]:
    for path in WEB.rglob("*.html"):
        yield from (one or other for one, other in IN_A_TEMPLATE.findall(path.read_text("utf-8")))
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "word_for":
                yield from (one.value for one in node.args[1:2] if isinstance(one, ast.Constant))


def merged() -> Iterator[dict[str, object]]:
    """The dictionaries of which all vocabularies are put together, and the words that stand beside them."""
    tree = ast.parse(Path(wording.__file__).read_text("utf-8"))
    whole = next(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "VOCABULARIES"
    )
    assert isinstance(whole, ast.Dict)
    yield {ast.literal_eval(key): None for key in whole.keys if key is not None}
    yield from (
        getattr(wording, ast.unparse(part))
        for key, part in zip(whole.keys, whole.values, strict=True)
        if key is None
    )


def test_no_vocabulary_hides_another_of_its_name() -> None:
    counted = Counter(name for part in merged() for name in part)
    assert set(counted) == set(VOCABULARIES)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_vocabulary_that_a_page_names_is_there() -> None:
    found = set(named())
    assert len(found) > 150, "the walk finds them"
    assert found - VOCABULARIES.keys() == set()
