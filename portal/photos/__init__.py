"""Photos: one way in for every picture of the portal.

A photo is checked, turned upright and freed of everything but its pixels; what must not be seen is
blurred for good; the public gets derived files only, and only after the desk has released them.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing yet: the views follow."""
