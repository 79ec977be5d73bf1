"""The one way in: bytes that claim to be a photo become a clean picture, or are refused.

The type is told from the bytes, never from the name. Whatever else a file carries (EXIF, XMP, a
thumbnail, a ZIP or HTML after its end) stays behind, because only pixels go on.

Memory: a JPEG is decoded at a reduced scale (`draft`), other types are shrunk in strips, and a
process decodes one picture at a time. So a picture of 60 megapixels costs its own decoded size at
most once.
"""

import re
import threading
import warnings
from dataclasses import dataclass
from io import BytesIO

import pi_heif
from PIL import Image

from portal.photos.pictures import colours, refusals
from portal.photos.pictures.position import Position, position

LONGEST_SIDE = 2000  # pixels of the clean picture; half of what most phones take, so `draft` helps
MOST_SCANS = 100  # a progressive JPEG has about ten; thousands would be decoded for minutes
STRIP = 256  # rows of the shrunk picture that are made at a time
ORIENTATION, GPS_DIRECTORY = 0x0112, 0x8825
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = refusals.MOST_PIXELS
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Reading:
    """What is left of a photo: the picture (RGB, sRGB, upright, bare) and where it was taken."""

    image: Image.Image
    position: Position | None
    kind: str


def read(data: bytes) -> Reading:
    """Read a photo; raise PhotoRefused with a sentence if it can't be taken."""
    if not data:
        raise refusals.empty()
    if len(data) > refusals.LARGEST_BYTES:
        raise refusals.too_large()
    kind = kind_of(data)
    if kind is None:
        raise refusals.no_photo()
    if kind == "JPEG" and scans(data) > MOST_SCANS:
        raise refusals.damaged()
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd EXIF; the photo is fine all the same
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return _read(data, kind)


def kind_of(data: bytes) -> str | None:
    """JPEG, PNG, WEBP or HEIF, told from the first bytes; None for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and HEIF_BRANDS & _brands(data):
        return "HEIF"
    return None


def _brands(data: bytes) -> set[bytes]:
    """The major and the compatible brands of an ISO media file (ISO 14496-12, 4.3)."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    return {data[8:12]} | {data[at : at + 4] for at in range(16, length, 4)}


def scans(data: bytes) -> int:
    """How many scans a JPEG has up to its end marker (ITU-T T.81, annex B)."""
    count, at = 0, 2
    while found := MARKER.search(data, at):
        code, at = data[found.end() - 1], found.end()
        if code == 0xD9:
            break
        count += code == 0xDA
        if code not in (0x01, 0xD8):  # these two stand alone; all others say how long they are
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return count


def _read(data: bytes, kind: str) -> Reading:
    """Decoders fed with hostile bytes raise all sorts of errors; to the person they are one."""
    try:
        with Image.open(BytesIO(data), formats=(kind,)) as image:
            if image.width * image.height > refusals.MOST_PIXELS:
                raise refusals.too_many_pixels()
            turn, where = _exif(image)
            return Reading(_upright(_clean(image), turn), where, kind)
    except refusals.PhotoRefused:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise refusals.too_many_pixels() from None
    except Exception as error:
        raise refusals.damaged() from error


def _exif(image: Image.Image) -> tuple[int, Position | None]:
    """How the camera was held (1 to 8) and where; damaged EXIF counts as none."""
    try:
        exif = image.getexif()
        return exif.get(ORIENTATION, 1), position(exif.get_ifd(GPS_DIRECTORY))
    except Exception:  # the picture itself may still be fine
        return 1, None


def _clean(image: Image.Image) -> Image.Image:
    """Decode the first frame, shrink it to LONGEST_SIDE at most, in sRGB, on paper."""
    scale = min(1.0, LONGEST_SIDE / max(image.size))
    size = tuple(max(1, round(side * scale)) for side in image.size)
    profile = image.info.get("icc_profile")
    image.draft(None, size)  # JPEG: decodes 1/2, 1/4 or 1/8 of the sides; others ignore it
    image.load()
    small = _shrunk(image, max(1, max(image.size) // LONGEST_SIDE))
    if small.size != size:
        small = small.resize(size, Image.Resampling.LANCZOS)
    return colours.on_paper(colours.to_srgb(small, profile))


def _shrunk(image: Image.Image, factor: int) -> Image.Image:
    """Average `factor` x `factor` pixels into one, strip by strip, in a simple mode."""
    if factor == 1:
        return colours.simple(image)
    target = None
    for top in range(0, image.height, STRIP * factor):
        bottom = min(image.height, top + STRIP * factor)
        strip = colours.simple(image.crop((0, top, image.width, bottom))).reduce(factor)
        if target is None:
            rows = -(-image.height // factor)
            target = Image.new(strip.mode, (strip.width, rows))
        target.paste(strip, (0, top // factor))
    return target


def _upright(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(TURNS[turn]) if turn in TURNS else image
