"""Public addresses of cases: sending, the slip, objections and thanks. The desk is in desk.py."""

from portal.cases.views import report, shown, slip  # noqa: F401
from portal.cases.views.blueprint import bp

__all__ = ["bp"]
