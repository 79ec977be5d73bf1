"""No word reaches a person untranslated.

Every page is read in the invented language, in which each string of the catalogs stands in
⟦brackets⟧. Text from the factories stands in «guillemets». Any other word was forgotten.
"""

import re

import pytest
from bs4 import BeautifulSoup

from portal.i18n import EDITIONS
from tests.walk import addresses, sign_in_as, sign_in_as_everything

ATTRIBUTES = ("alt", "aria-label", "placeholder", "title", "aria-description", "data-label")
READERS = {"everything": sign_in_as_everything, "auditor": sign_in_as("auditor")}


def bare_words(soup: BeautifulSoup) -> list[str]:
    """The words that are neither translated nor a person's or another language's own."""
    for tag in soup.select("script, style, [translate=no], [data-foreign], code, kbd, svg title"):
        tag.decompose()
    for tag in soup.select("[lang]"):
        if tag.name != "html" and tag["lang"] != "qps":
            tag.decompose()
    texts = [soup.get_text(" ")]
    texts += [tag[name] for name in ATTRIBUTES for tag in soup.select(f"[{name}]")]
    left = [without_marked(text) for text in texts]
    return [word for text in left for word in re.findall(r"[^\W\d_]{2,}", text)]


def without_marked(text: str) -> str:
    """`text` without what stands in brackets (even nested), guillemets, or names a language."""
    for language in EDITIONS.values():
        text = text.replace(language.name, " ")
    before = None
    while before != text:
        before = text
        text = re.sub(r"⟦[^⟦⟧]*⟧|«[^«»]*»", " ", text)
    return text


@pytest.mark.parametrize("reader", sorted(READERS))
def test_every_word_is_translated(app, visitor, reader):
    pages = addresses(app)
    READERS[reader](visitor)
    wrong = {}
    for address in pages:
        response = visitor.client.get(address, headers=visitor.headers)
        if response.status_code == 200 and response.mimetype == "text/html":
            found = bare_words(BeautifulSoup(response.get_data(as_text=True), "html.parser"))
            if found:
                wrong[address] = found[:12]
    assert not wrong
