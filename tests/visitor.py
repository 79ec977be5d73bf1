"""A person with a browser. Every page they see is checked, whatever the test is about.

They read the invented language (/qps/) unless told otherwise: a string of ours that says "Send" in
the code reads ⟦Send⟧ there, so tests don't depend on how it is translated.
"""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Page:
    """What came back: status, address, and the parsed page."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.address = response.request.path
        self.html = response.get_data(as_text=True)
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def heading(self) -> str:
        return " ".join(self.soup.h1.get_text(" ", strip=True).split())

    @property
    def text(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def main(self) -> str:
        return " ".join(self.soup.main.get_text(" ").split())

    def errors(self) -> list[str]:
        """The errors beside the fields, in order."""
        found = [tag.get_text(" ", strip=True) for tag in self.soup.select("p.error")]
        return [words for words in found if words]  # an empty one waits for a script

    def buttons(self) -> list[str]:
        return [tag.get_text(" ", strip=True) for tag in self.soup.select("main button")]

    def links(self) -> list[str]:
        return [tag["href"] for tag in self.soup.select("main a[href]")]

    def value(self, name: str) -> str | None:
        """What the field called `name` holds."""
        field = self.soup.select_one(f'[name="{name}"]')
        if field.name == "textarea":
            return field.get_text().removeprefix("\r\n")  # browsers leave out the first line break
        return field.get("value")


class Browser(FlaskClient):
    """A client that begins each request with an empty `g`.

    Tests keep the app's context open, and Flask would use it for every request: the person of one
    request would be signed in to the next one, of whichever visitor.
    """

    def open(self, *arguments, **given):
        for name in list(g) if has_app_context() else ():
            g.pop(name)
        return super().open(*arguments, **given)


class Visitor:
    def __init__(self, app: Flask):
        self.app = app
        app.test_client_class = Browser
        self.client = app.test_client()
        self.language = "qps"
        self.headers = dict(SAME_ORIGIN)

    def sign_in(self, person) -> "Visitor":
        from portal.accounts.actions import session_of

        with self.client.session_transaction() as session:
            session.update(session_of(person))
        return self

    def speak(self, language: str) -> "Visitor":
        self.language = language
        return self

    def see(self, address: str, status: int = 200, follow: bool = True) -> Page:
        response = self.client.get(
            self._address(address), headers=self.headers, follow_redirects=follow
        )
        return self._page(response, status)

    def send(self, address: str, status: int = 200, follow: bool = True, **fields) -> Page:
        """Fill in and send a form; the token is taken along as a browser would."""
        response = self.client.post(
            self._address(address),
            data={**self._token(), **fields},
            headers=self.headers,
            follow_redirects=follow,
        )
        return self._page(response, status)

    def swap(self, address: str, status: int = 200, **fields) -> Page:
        """What htmx would fetch and swap in: exactly one element, and no page around it."""
        headers = self.headers | {"HX-Request": "true"}
        data = {**self._token(), **fields}
        response = self.client.post(self._address(address), data=data, headers=headers)
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        page = Page(response)
        elements = list(page.soup.find_all(recursive=False))
        assert len(elements) == 1, "a fragment is one element"
        assert elements[0].name != "html", "a fragment is not a page"
        return page

    def _address(self, address: str) -> str:
        """`/cases/new` in the visitor's language; addresses that name a language stay."""
        if re.match(r"^/(zh|mong|mn|ru|qps|static|photos|healthz|readyz|metrics)(/|$)", address):
            return address
        return f"/{self.language}{address}" if address != "/" else "/"

    def _token(self) -> dict:
        with self.client.session_transaction() as session:
            signed_in = "_user_id" in session
        if not signed_in:
            return {}
        page = self.client.get(
            self._address("/account/"), headers=self.headers, follow_redirects=True
        )
        field = BeautifulSoup(page.get_data(as_text=True), "html.parser").select_one(
            '[name="csrf_token"]'
        )
        return {"csrf_token": field["value"]} if field else {}

    def _page(self, response, status: int) -> Page:
        text = response.get_data(as_text=True)
        assert response.status_code == status, (
            f"{response.request.path}: {response.status_code}\n{text[:1500]}"
        )
        page = Page(response)
        if response.mimetype == "text/html" and status != 204 and not 300 <= status < 400:
            look_at(page)
        return page


def look_at(page: Page) -> None:
    """The checks on every page: valid HTML, one h1, matching title, lang, unique ids, actions."""
    where = page.address
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.html)
    assert not parser.errors, f"{where}: {parser.errors}"
    assert len(page.soup.select("h1")) == 1, where
    title = " ".join(page.soup.title.get_text(" ", strip=True).split())
    assert title.startswith(page.heading), f"{where}: the title starts with the heading"
    assert page.soup.html["lang"], where
    assert page.soup.html["dir"] == "ltr", where
    counted = Counter(tag["id"] for tag in page.soup.select("[id]"))
    twice = [name for name, number in counted.items() if number > 1]
    assert not twice, f"{where}: ids used twice: {twice}"
    for form in page.soup.select("form"):
        assert form.get("action"), f"{where}: a form works without JavaScript"
    assert not page.soup.select("[style], style, script:not([src])"), f"{where}: inline code"
    assert "{{" not in page.html, where
