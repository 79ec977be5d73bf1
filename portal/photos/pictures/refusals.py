"""Why a picture is not taken: one clear sentence each, in the reader's language."""

from flask_babel import gettext as _

from portal.errors import Refusal

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 15 * MEGABYTE
MOST_PIXELS = 60_000_000


class PhotoRefused(Refusal):
    """The picture can't be taken. Status 413 (too many bytes), 415 (no photo) or 422 (unusable)."""

    def __init__(self, message: str, status: int = 422):
        super().__init__(message, status)


def empty() -> PhotoRefused:
    return PhotoRefused(_("The file is empty. Please choose the photo again."))


def too_large() -> PhotoRefused:
    limit = LARGEST_BYTES // MEGABYTE
    message = _("A photo may have at most %(limit)s MB. Please choose a smaller one.", limit=limit)
    return PhotoRefused(message, status=413)


def no_photo() -> PhotoRefused:
    message = _("This file is not a photo that can be read. Please send JPEG, PNG, WebP or HEIC.")
    return PhotoRefused(message, status=415)


def too_many_pixels() -> PhotoRefused:
    limit = MOST_PIXELS // 1_000_000
    return PhotoRefused(
        _(
            "A photo may have at most %(limit)s megapixels. Please choose a smaller one.",
            limit=limit,
        )
    )


def damaged() -> PhotoRefused:
    return PhotoRefused(_("This photo is incomplete or damaged. Please take or choose it again."))


def wrong_boxes() -> PhotoRefused:
    return PhotoRefused(_("An area to blur lies outside the photo or has no size."))


def too_many_boxes() -> PhotoRefused:
    return PhotoRefused(_("There are too many areas to blur. Please join some of them."))
