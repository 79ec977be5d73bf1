"""A photo for the person who sent it: blurred as they drew it, small, kept by nobody."""

from flask import Response

from portal.photos import queries as photo_queries
from portal.photos.models import Photo

SMALL = 640  # pixels wide


def small_picture(photo: Photo) -> Response:
    """A JPEG of at most 640 pixels, without metadata."""
    answer = Response(photo_queries.blurred(photo, width=SMALL), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
