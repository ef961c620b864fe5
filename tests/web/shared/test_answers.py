"""Headers, error pages and the frame of every answer."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from passerelle.web.shared import errors, layout
from passerelle.web.shared.headers import SecurityHeaders

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_pages_allow_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    policy = client.get("/styleguide/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_are_not_kept(client: Client) -> None:
    assert client.get("/styleguide/").headers["Cache-Control"] == "no-store"


def test_exported_files_are_not_kept_either() -> None:
    middleware = SecurityHeaders(lambda request: HttpResponse("x", content_type="text/csv"))
    assert middleware(RequestFactory().get("/")).headers["Cache-Control"] == "no-store"


def test_an_answer_keeps_the_headers_it_has() -> None:
    middleware = SecurityHeaders(lambda request: HttpResponse("x", headers={"Cache-Control": "max-age=9"}))
    assert middleware(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=9"


def test_a_page_holds_no_inline_script_or_style(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request), 400),
        (lambda request: errors.forbidden(request), 403),
        (lambda request: errors.form_expired(request), 403),
        (lambda request: errors.not_found(request), 404),
        (lambda request: errors.broken(request), 500),
    ],
)
def test_error_pages_speak_plain_words(answer, status: int) -> None:
    page = answer(RequestFactory().get("/"))
    assert page.status_code == status
    assert "<h1>" in page.content.decode()


def test_a_wrong_address_gets_the_page_for_it(client: Client) -> None:
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert "There is nothing here for you" in page.content.decode()


def test_a_missing_route_has_no_address() -> None:
    assert layout.address("no-such-route") == ""


def test_a_visitor_may_open_only_open_pages() -> None:
    assert layout.may_open(None, "styleguide")
    assert not layout.may_open(None, "no-such-route")


def test_the_current_area_is_marked() -> None:
    entry = ("runs", "Matching")
    here = [layout._here(path, ["runs", "portfolio"]) for path in ("/runs/", "/runs/12/", "/no/such/")]
    assert here == ["runs", "runs", ""]
    assert [layout._entry(entry, "runs", path).current for path in ("/runs/", "/runs/12/")] == ["page", "true"]
