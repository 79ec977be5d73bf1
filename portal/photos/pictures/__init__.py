"""Pictures as such: bytes in, bytes out. Knows no database, no request and no file name.

Reading tells the type from the bytes, refuses with a sentence what is not a photo, and hands on a
picture that is upright, in sRGB, of bounded size and without metadata. Redaction makes boxes in it
unreadable for good. Rendering makes the files that are served.
"""

from portal.photos.pictures.position import Position
from portal.photos.pictures.reading import Reading, read
from portal.photos.pictures.redaction import Box, checked_boxes, redact
from portal.photos.pictures.refusals import LARGEST_BYTES, MOST_PIXELS, PhotoRefused
from portal.photos.pictures.rendering import FORMATS, Size, derived, encode, opened, sizes

__all__ = [
    "FORMATS",
    "LARGEST_BYTES",
    "MOST_PIXELS",
    "Box",
    "PhotoRefused",
    "Position",
    "Reading",
    "Size",
    "checked_boxes",
    "derived",
    "encode",
    "opened",
    "read",
    "redact",
    "sizes",
]
