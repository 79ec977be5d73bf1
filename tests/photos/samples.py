"""Picture files of every kind, made here: nothing binary lies in the repository."""

import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

CORNERS = {(0, 0): "red", (1, 0): "green", (1, 1): "blue", (0, 1): "yellow"}
MARK = "MARK-7f3a9"  # stands in everything that must not survive
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


def scene(width: int = 120, height: int = 80) -> Image.Image:
    """Four quarters: red, green, blue and yellow, clockwise from the top left."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for (right, bottom), colour in CORNERS.items():
        left, top = right * width // 2, bottom * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    if kind == "JPEG":
        options = {"quality": 95, **options}
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 120, height: int = 80, **options) -> bytes:
    return saved(scene(width, height), "JPEG", **options)


def heic(image: Image.Image | None = None, **options) -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(image or scene()).save(out, quality=90, **options)
    return out.getvalue()


def exif(orientation: int | None = None, gps: dict | None = None, words: str = "") -> Image.Exif:
    made = Image.Exif()
    if orientation is not None:
        made[0x0112] = orientation
    if words:
        made[0x010E] = made[0x0131] = words  # description, software
        made.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + words.encode()  # comment of the user
    if gps:
        made.get_ifd(0x8825).update(gps)
    return made


def gps(latitude=(49, 35, 30.0), longitude=(117, 22, 48.0), sides: str = "NE") -> dict:
    """A GPS directory of EXIF; the default lies in Manzhouli."""
    return {1: sides[0], 2: latitude, 3: sides[1], 4: longitude}


def turned(image: Image.Image, orientation: int) -> bytes:
    """A JPEG as a camera writes it that was held so: shown rightly only with its EXIF obeyed."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = image.transpose(undo[orientation]) if orientation in undo else image
    return saved(stored, exif=exif(orientation))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be of this size and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = (
        chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_header(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    data = jpeg(16, 16)
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def many_scans(count: int) -> bytes:
    """A progressive JPEG that repeats one of its scans `count` times."""
    data = jpeg(64, 64, progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def everything_marked(width: int = 640, height: int = 480) -> bytes:
    """A JPEG with a mark in EXIF, GPS, thumbnail, XMP, ICC, comment and behind its end."""
    words = exif(6, {**gps(), 29: MARK}, MARK)
    words[0x0132] = "2026:11:23 01:02:03"
    thumbnail = saved(scene(32, 24), comment=MARK)
    profile = swapped_profile(MARK)
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode()
    data = saved(
        scene(width, height), exif=words, icc_profile=profile, xmp=xmp, comment=MARK.encode()
    )
    segment = b"\xff\xe5" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    return data[:2] + segment + data[2:] + f"<html>{MARK}</html>PK\3\4{MARK}".encode()


def swapped_profile(words: str = "") -> bytes:
    """An RGB profile in which the first channel is green and the second red."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = {}
    for entry in range(132, 132 + 12 * struct.unpack(">I", profile[128:132])[0], 12):
        name, at, length = struct.unpack(">4sII", profile[entry : entry + 12])
        places[name] = (entry, at, length)
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red[0] + 4 : red[0] + 12] = struct.pack(">II", *green[1:])
    profile[green[0] + 4 : green[0] + 12] = struct.pack(">II", *red[1:])
    if words:  # the description is UTF-16 text; written over in place
        at = places[b"desc"][1] + 28
        text = words.encode("utf-16-be")[: places[b"desc"][2] - 28]
        profile[at : at + len(text)] = text
    return bytes(profile)


def ink_profile() -> bytes:
    """A CMYK profile (mft1, two grid points) in which every ink at all is read as mid grey-green.

    White paper (no ink) is Lab 100, 0, 0; all else is Lab 50, -40, 0: nothing that a plain
    conversion would give, so a test can see that the profile was obeyed.
    """
    white, inked = bytes((255, 128, 128)), bytes((128, 88, 128))
    grid = b"".join(white if corner == 0 else inked for corner in range(16))
    straight = bytes(range(256))
    matrix = struct.pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + matrix + straight * 4 + grid + straight * 3
    white_point = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = [(b"A2B0", table + b"\0" * (-len(table) % 4)), (b"wtpt", white_point)]
    at, directory, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags:
        directory += struct.pack(">4sII", name, at + len(body), len(data))
        body += data
    header = struct.pack(
        ">I4sI4s4s4s", at + len(body), b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab "
    )
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header + b"\0" * (128 - len(header)) + directory + body
