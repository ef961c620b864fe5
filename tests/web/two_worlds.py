"""What a reader is shown, so that two worlds can be compared: pages, files by their cells, lists by each filter."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

# Made anew each time a page is shown.
FRESH = re.compile(
    r'(name="(?:csrfmiddlewaretoken|key|shown|token)" value=")[^"]*|(data-shown=")[^"]*|nonce-[\w+/=-]+'
)
WORKBOOK = "spreadsheetml"
OPTIONS = 12  # of one field: the first ones and the last
TYPED = "a"  # for a box that narrows a list by a text
Said = tuple[int, str]


def look(client: Client, wanted: Iterable[str]) -> dict[str, Said]:
    """What each address answers, without what is made anew each time."""
    return {address: said(client.get(address)) for address in wanted}


def said(answer: HttpResponse) -> Said:
    """The status with a page's text, a workbook's cells, or any other file's bytes; empty where it is refused."""
    if answer.status_code != 200:
        return answer.status_code, ""
    kind = answer["Content-Type"]
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if WORKBOOK in kind:
        return 200, cells(content)
    if kind.startswith("text/html"):
        return 200, FRESH.sub("", content.decode())
    return 200, f"{kind}: {content!r}"


def cells(content: bytes) -> str:
    """Every cell of every sheet; a workbook's own facts carry the moment at which it was made."""
    book = load_workbook(BytesIO(content))
    rows = ([repr(cell.value) for cell in row] for sheet in book for row in sheet.iter_rows())
    return f"{[(sheet.title, sheet.sheet_state) for sheet in book]} {list(rows)}"


def narrowed(address: str, page: str) -> Iterator[str]:
    """The same list by each choice of each of its filters, and each link of the page back to itself."""
    found = _Filters()
    found.feed(page)
    path = urlsplit(address).path
    for name, values in found.fields.items():
        yield from (f"{path}?{urlencode({name: one})}" for one in [*values[:OPTIONS], *values[OPTIONS:][-1:]])
    for link in found.links:
        parts = urlsplit(link)
        if parts.query and not parts.netloc and parts.path in ("", path):
            yield f"{path}?{parts.query}"


class _Filters(HTMLParser):
    """Fields of the forms that only ask (GET) with their choices, and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.links: list[str] = []
        self._asks, self._select = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        elif tag == "form":
            self._asks = known.get("method", "get").lower() == "get"
        elif self._asks and tag == "select":
            self._select = known.get("name", "")
        elif self._asks and tag == "option" and known.get("value"):
            self.fields.setdefault(self._select, []).append(known["value"])
        elif self._asks and tag == "input" and known.get("name"):
            ticked = known.get("type") in ("checkbox", "radio", "hidden")
            self.fields.setdefault(known["name"], []).append(known.get("value", "on") if ticked else TYPED)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._asks = False
