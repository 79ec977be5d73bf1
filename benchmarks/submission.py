"""Reports with a photo, sent as a phone sends them: every one new, each from another address."""

import io
import random
import secrets
from collections.abc import Callable

from bs4 import BeautifulSoup
from PIL import Image, ImageFilter

from benchmarks.servers import Web

FORM = "/zh/cases/new?kind=exposure"
PHOTO_SIZE = (4000, 3000)  # pixels: 12 megapixels, as phones take them


def photo() -> bytes:
    """A JPEG of 12 megapixels and about 3 MB, with shapes and some noise."""
    chance = random.Random(1)  # noqa: S311
    small = Image.frombytes("RGB", (500, 375), chance.randbytes(500 * 375 * 3))
    picture = small.filter(ImageFilter.GaussianBlur(2)).resize(PHOTO_SIZE, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1000, 750), chance.randbytes(750_000)).resize(PHOTO_SIZE)
    picture = Image.blend(picture, Image.merge("RGB", (grain, grain, grain)), 0.12)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=82)
    return kept.getvalue()


def requests(web: Web) -> Callable[[int], bytes]:
    """A function that gives the bytes of the n-th report, made from the real form."""
    status, _headers, body = web.fetch(FORM)
    if status != 200:
        raise SystemExit(f"the form answers {status}")
    fields, action, file_field = _form(BeautifulSoup(body, "html.parser"))
    picture = photo()

    def report(number: int) -> bytes:
        given = fields | {"form_key": secrets.token_hex(16), "words": f"路灯坏了，第 {number} 盏。"}
        return _post(web.port, action, given, file_field, picture, number)

    return report


def _form(page: BeautifulSoup) -> tuple[dict, str, str]:
    form = next(f for f in page.select("main form[method=post]") if f.select("[type=file]"))
    fields = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    fields |= {
        "kind": "exposure",
        "category": form.select_one("[name=category]")["value"],
        "language": "zh",
        "consent": "y",
        "confirm": "1",
        "place_words": "路口",
    }
    places = [o["value"] for o in form.select("[name=place] option") if o["value"] not in ("", "0")]
    fields["place"] = places[0]
    return fields, form["action"], form.select_one("[type=file]")["name"]


def _post(
    port: int, action: str, fields: dict, file_field: str, picture: bytes, number: int
) -> bytes:
    edge = "----benchmark"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="{file_field}"; filename="a.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode()
    )
    body = b"".join(parts) + picture + f"\r\n--{edge}--\r\n".encode()
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    head = [
        f"POST {action} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Content-Type: multipart/form-data; boundary={edge}",
        f"Content-Length: {len(body)}",
        "Sec-Fetch-Site: same-origin",
        f"X-Forwarded-For: {address}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body
