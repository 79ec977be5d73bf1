"""What a first visit of a page transfers without its photos: compressed bytes of all it needs."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from benchmarks.servers import Web

STYLE_PARTS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
WANTED = {"link[rel~=stylesheet]": "href", "link[rel~=icon]": "href", "script[src]": "src"}


def first_visit(web: Web, path: str) -> dict[str, int]:
    """{address: bytes sent}, for the page, its style sheets, scripts, icon, and fonts it preloads.

    Fonts named in a style sheet are counted for the traditional Mongolian edition only: browsers
    fetch a font when a page has a letter of it. Scripts' own imports are counted when they are
    preloaded; photos are not.
    """
    found = {path: _size(web, path)}
    page = BeautifulSoup(web.fetch(path)[2], "html.parser")
    for selector, attribute in WANTED.items():
        for tag in page.select(selector):
            _add(web, found, path, tag[attribute])
    if path.startswith("/mong/"):
        for address in [address for address in found if address.endswith(".css")]:
            text = web.fetch(address)[2].decode()
            for part in STYLE_PARTS.findall(text):
                if part.endswith(".woff2"):
                    _add(web, found, address, part)
    return found


def _add(web: Web, found: dict[str, int], base: str, address: str) -> None:
    address = urljoin(base, address)
    if not urlsplit(address).netloc and not address.startswith("data:"):
        found.setdefault(address, _size(web, address))


def _size(web: Web, address: str) -> int:
    status, _headers, body = web.fetch(address, **{"Accept-Encoding": "br"})
    if status != 200:
        raise SystemExit(f"{address} answers {status}; were the assets built anew meanwhile?")
    return len(body)
