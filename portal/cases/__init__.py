"""What residents send in — thanks for something good, or a photo of something that should be put
right — and its way from the receipt to the published page.

One model, one queue and one privacy gate for praise, exposure and (later) suggestions. The public
boards read from here; the desk works here.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from portal.cases import permissions  # noqa: F401
