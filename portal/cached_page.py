"""A finished page, and answering with it: whole, compressed, or "you have it already" (304).

The ETag is weak and the same for every encoding, so a proxy that compresses anew may keep it.
"""

import gzip
from collections.abc import Callable

import brotli

BROTLI_QUALITY = 5  # of 11: 30 kB take about half a millisecond and come within 10 % of the best
GZIP_LEVEL = 6
WORTH_COMPRESSING = 600  # bytes
OVERHEAD = 2000  # bytes that a page takes besides its contents: headers, objects
NOT_KEPT = ("content-length", "etag", "x-request-id", "date", "vary", "content-encoding")
COMPRESSORS = {
    "br": lambda content: brotli.compress(content, quality=BROTLI_QUALITY),
    "gzip": lambda content: gzip.compress(content, GZIP_LEVEL, mtime=0),
}


class Page:
    """A page as it is sent: for each encoding the headers and the body."""

    __slots__ = (
        "compress",
        "etag",
        "generation",
        "headers",
        "key",
        "not_changed",
        "size",
        "until",
        "ways",
    )

    def __init__(self, headers: list, content: bytes, etag: str, compress: bool):
        self.headers = [(n, v) for n, v in headers if n.lower() not in NOT_KEPT]
        self.headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
        self.etag = etag
        self.compress = compress and len(content) >= WORTH_COMPRESSING
        self.ways = {"": self._as_sent(content)}
        self.not_changed = [(n, v) for n, v in self.headers if n.lower() != "content-type"]
        self.size = len(content) + OVERHEAD
        self.generation, self.until, self.key = None, 0.0, None

    def way(self, encoding: str, grown: Callable) -> tuple[list, list[bytes]]:
        """Headers and body in an encoding ("br", "gzip" or ""); compressed on first use."""
        found = self.ways.get(encoding)
        if found is None:
            plain = self.ways[""][1][0]
            packed = COMPRESSORS[encoding](plain)
            if len(packed) >= len(plain):
                found = self.ways[""]
            else:
                found = self._as_sent(packed, encoding)
                grown(self, len(packed))
            self.ways[encoding] = found
        return found

    def _as_sent(self, content: bytes, encoding: str = "") -> tuple[list, list[bytes]]:
        headers = [*self.headers, ("Content-Length", str(len(content)))]
        return (headers + [("Content-Encoding", encoding)] if encoding else headers), [content]


def answer(page: Page, environ: dict, start_response: Callable, grown: Callable) -> list[bytes]:
    """Send a page the way this client wants it. `grown(page, bytes)` is told of new memory."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and (page.etag in known or known.strip() == "*"):
        start_response("304 NOT MODIFIED", page.not_changed)
        return []
    encoding = wanted_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) if page.compress else ""
    headers, body = page.way(encoding, grown)
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def wanted_encoding(accepted: str) -> str:
    """ "br", "gzip" or "", by what Accept-Encoding says. Weights are heeded only as far as q=0."""
    if "br" not in accepted and "gzip" not in accepted:
        return ""
    refused = "q=0" in accepted
    for encoding in ("br", "gzip"):
        if encoding in accepted and not (refused and _refuses(accepted, encoding)):
            return encoding
    return ""


def _refuses(accepted: str, encoding: str) -> bool:
    for part in accepted.split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == encoding:
            weight = weight.replace(" ", "")
            return weight.startswith("q=0") and not weight.rstrip("0.").removeprefix("q=")
    return True


def is_public_page(status: str, headers: list) -> bool:
    """Whether an answer may be kept and given to others."""
    if not status.startswith("200"):
        return False
    found: dict[str, str] = {}
    for name, value in headers:
        found[name.lower()] = f"{found.get(name.lower(), '')},{value}"
    if "set-cookie" in found or "content-encoding" in found:
        return False
    varies = {name.strip().lower() for name in found.get("vary", "").split(",")} - {""}
    return (
        "public" in found.get("cache-control", "")
        and found.get("content-type", ",")[1:].startswith("text/html")
        and varies <= {"accept-encoding"}
    )
