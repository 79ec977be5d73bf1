"""The areas to blur, drawn with numbers: percent of the upright picture, from its top left."""

import json
from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DecimalField, FieldList, FormField, HiddenField
from wtforms.validators import NumberRange, Optional

from portal.forms import Form
from portal.photos.models import Photo
from portal.photos.pictures import Box, checked_boxes
from portal.photos.pictures.redaction import MOST_BOXES

NUMBERS = ("left", "top", "width", "height")
STEP = {"step": "0.1", "min": "0", "max": "100", "inputmode": "decimal"}


def percent(label: str) -> DecimalField:
    """A field for a number from 0 to 100; may stay empty."""
    checks = [Optional(), NumberRange(0, 100)]
    return DecimalField(label, checks, places=2, render_kw=STEP)


class BoxForm(Form):
    """One area; a row that is left empty counts for nothing."""

    class Meta(Form.Meta):
        csrf = False

    left = percent(_l("From the left, in percent"))
    top = percent(_l("From the top, in percent"))
    width = percent(_l("Width, in percent"))
    height = percent(_l("Height, in percent"))
    remove = BooleanField(_l("Remove this area"))

    @property
    def is_meant(self) -> bool:
        """Whether the row says something and is not to be removed."""
        filled = [self[name].data for name in NUMBERS]
        return not self.remove.data and any(number is not None for number in filled)

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.is_meant:
            return True
        for name in NUMBERS:
            missing = self[name].data is None
            if missing or (name in ("width", "height") and self[name].data == 0):
                self[name].errors = [_("Please enter a number greater than 0.")]
        return not self.errors


class BoxesForm(Form):
    """All areas of a photo, and the revision they were drawn on.

    Without JavaScript there is a row of numbers for each area. The editor in the browser takes the
    rows' place and writes JSON into `drawn`, which counts only where no row was sent.
    """

    boxes = FieldList(FormField(BoxForm), max_entries=MOST_BOXES)
    drawn = HiddenField()
    revision = HiddenField()

    @classmethod
    def of(cls, photo: Photo, boxes: Iterable[Box] | None = None) -> "BoxesForm":
        """The form as it is opened: the areas there are (or `boxes`), and an empty row."""
        boxes = [list(box) for box in (photo.boxes if boxes is None else boxes)]
        rows = [dict(zip(NUMBERS, _in_percent(box), strict=True)) for box in boxes]
        given = {"boxes": [*rows, {}], "drawn": json.dumps(boxes), "revision": str(photo.revision)}
        return cls(formdata=None, data=given)

    def fractions(self) -> list[Box]:
        """The areas that are meant, as fractions of the picture; PhotoRefused if one is none."""
        if not self.boxes.entries:
            return checked_boxes(self.drawn.data or "")
        rows = [row.form for row in self.boxes if row.form.is_meant]
        return checked_boxes([float(row[name].data) / 100 for name in NUMBERS] for row in rows)


def _in_percent(box: Box) -> list[float]:
    return [round(number * 100, 2) for number in box]
