"""What protects people on every page: headers, origin, sizes, proxies, redirects."""

import pytest

from portal import limits
from portal.security import safe_next

PAGE = "/qps/account/sign-in"


@pytest.mark.parametrize("address", ["/qps/", PAGE, "/qps/nowhere", "/healthz"])
def test_every_answer_carries_the_headers(visitor, address):
    headers = visitor.client.get(address).headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Strict-Transport-Security" not in headers


def test_https_is_kept_for_ever_and_cookies_need_it(make_app):
    app = make_app(public_url="https://city.example")

    assert "Strict-Transport-Security" in app.test_client().get("/zh/").headers
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost"}, 422),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
    ],
)
def test_a_form_counts_only_if_it_comes_from_here(visitor, headers, status):
    assert visitor.client.post(PAGE, data={"name": ""}, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_from_elsewhere_are_refused_as_well(visitor, method):
    assert visitor.client.open(PAGE, method=method).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        None, "", "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\/evil.example",
        "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example", " //evil",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(address):
    assert safe_next(address, "/home") == "/home"


@pytest.mark.parametrize("address", ["/wmcj/zh/desk/?only=late", "/zh/", "/a?next=https://b/"])
def test_people_come_back_to_where_they_were(address):
    assert safe_next(address, "/home") == address


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_proxies_are_believed_only_by_setting(make_app, monkeypatch, proxies, seen):
    app, found = make_app(trusted_proxies=proxies), []
    monkeypatch.setattr(limits, "_count_or_refuse", lambda *_given: found.append(limits.client()))

    app.test_client().get("/captcha/challenge", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})

    assert found == [seen]


def test_what_is_too_large_is_refused_before_it_is_read(make_app):
    client = make_app(max_body_bytes=1000).test_client()

    answer = client.post(PAGE, data={"name": "x" * 2000}, headers={"Origin": "http://localhost"})

    assert answer.status_code == 413
    assert "<h1" in answer.get_data(as_text=True)
