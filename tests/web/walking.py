"""A walk through the pages as somebody who signs in and follows every link; it says what looks wrong."""

import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# Numbers, addresses and names stand in these as they are; what is typed is the person's own.
QUIET = re.compile(
    r"<(head|script|style|bdi|code|pre|textarea|svg)\b.*?</\1>|<input[^>]*>|<!--.*?-->", re.DOTALL
)
EMPTY_HEADING = re.compile(r"<h([1-3])[^>]*>(?:\s|</?bdi>)*</h\1>")
TAG = re.compile(r"<[^>]+>")
ODDITIES = {
    "a Python word": re.compile(r"\b(?:None|True|False|nan)\b"),
    "a raw date": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "a raw code": re.compile(r"(?<![\w./-])[a-z]{2,}(?:_[a-z0-9]+)+(?![\w./-])"),
    "an unfilled place": re.compile(r"\{\{|\{%|%\(\w+\)s"),
}


@dataclass(slots=True)
class Seen:
    """One page as it was answered."""

    route: str
    path: str
    status: int
    queries: int
    seconds: float
    faults: list[str] = field(default_factory=list)


def walk(client: Client, start: str, *, language: str, each: int = 2) -> Iterator[Seen]:
    """Every page that links lead to from a first one, at most ``each`` of one route."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    waiting, known, counted = deque([start]), {start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = _route(urlsplit(path).path)
        if route is None or counted[route] >= each:
            continue
        counted[route] += 1
        seen, body = _visit(client, path, route)
        yield seen
        for link in LINK.findall(body):
            parts = urlsplit(urljoin(path, unescape(link)))
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if not parts.netloc and parts.scheme in ("", "http") and target not in known:
                known.add(target)
                waiting.append(target)


@cache
def _route(path: str) -> str | None:
    """The route of an address; many walkers meet the same ones."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return f"nothing answers {path}"


def _visit(client: Client, path: str, route: str) -> tuple[Seen, str]:
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    begun = time.perf_counter()
    with connection.execute_wrapper(count):
        answer = client.get(path)
    seen = Seen(route, path, answer.status_code, len(asked), time.perf_counter() - begun)
    if answer.status_code != 200:
        if answer.status_code not in (301, 302, 405):
            seen.faults.append(f"answered {answer.status_code}")
        return seen, f'<a href="{answer.headers["Location"]}">' if "Location" in answer.headers else ""
    if not answer.headers["Content-Type"].startswith("text/html"):
        return seen, ""
    body = answer.content.decode()
    seen.faults += faults_of(body)
    return seen, body


def faults_of(body: str) -> list[str]:
    """What looks wrong on a page: no title, no heading, a code or a date as the machine writes it."""
    title = TITLE.search(body)
    found = [] if title and title.group(1).split("–")[0].strip() else ["no title"]
    if EMPTY_HEADING.search(body):
        found.append("an empty heading")
    if body.count("<h1") != 1:
        found.append(f"{body.count('<h1')} headings of the first level")
    text = " ".join(unescape(TAG.sub(" ", QUIET.sub(" ", body))).split())
    return found + [
        f"{name}: …{text[max(0, match.start() - 40) : match.end() + 20]}…"
        for name, pattern in ODDITIES.items()
        for match in list(pattern.finditer(text))[:4]
    ]
