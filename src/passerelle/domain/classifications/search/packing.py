"""An index as bytes, so that a page's first search need not build it."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.classifications.search.grams import Postings
from passerelle.domain.classifications.search.index import SearchIndex

FORMAT = 1  # raise it when the arrays or the folding change
_POSTINGS = Postings._fields
_FAULTS = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError)


class Damaged(ValueError):  # noqa: N818  # names what is wrong
    """The bytes are not an index of this format."""


def pack(index: SearchIndex) -> bytes:
    """The index as bytes with checksums, without any pickled object."""
    arrays: dict[str, NDArray[Any]] = {
        "format": np.array([FORMAT]),
        "uris": _text(index.uris),
        "folded": _text(index.folded),
        "shown": _text(index.shown),
        "concept": index.concept,
        "is_preferred": index.is_preferred,
        "lengths": index.lengths,
        **dict(zip(_POSTINGS, index.postings, strict=True)),
    }
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)
    return out.getvalue()


def unpack(packed: bytes) -> SearchIndex:
    """The index from its bytes; ``Damaged`` for anything else, a single flipped bit included."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
            if int(arrays["format"][0]) != FORMAT:
                raise Damaged("another format")
            return SearchIndex(
                uris=_lines(arrays["uris"]),
                folded=_lines(arrays["folded"]),
                shown=_lines(arrays["shown"]),
                concept=arrays["concept"],
                is_preferred=arrays["is_preferred"],
                lengths=arrays["lengths"],
                postings=Postings(*(arrays[name] for name in _POSTINGS)),
            )
    except _FAULTS as fault:
        raise Damaged(str(fault)) from fault


def _text(lines: Sequence[str]) -> NDArray[np.uint8]:
    # Labels hold no line breaks: the readers make every run of white space one space.
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(signs: NDArray[np.uint8]) -> list[str]:
    return signs.tobytes().decode().split("\n") if len(signs) else []
