"""What people fill in about cases."""

from portal.cases.forms.objecting import ObjectForm
from portal.cases.forms.photos import Slots, photo_of_token, slots_of
from portal.cases.forms.report import ReportForm
from portal.cases.forms.slip import SlipForm

__all__ = ["ObjectForm", "ReportForm", "SlipForm", "Slots", "photo_of_token", "slots_of"]
