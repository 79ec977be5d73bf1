"""Who may do what with photos. Handlers of units never see a photo unblurred, nor the original."""

from portal.access import rule
from portal.photos.models import Photo

SCREENERS = ("editor", "releaser", "office")


@rule("photos.screen")
def may_screen(person, photo: Photo) -> bool:
    """See a photo unblurred, draw what is to be blurred, tick the check list, withhold it."""
    return person.has_role(*SCREENERS)


@rule("photos.restore")
def may_restore(person, photo: Photo) -> bool:
    """Lift a withholding: not the editor alone, because a person shown may have asked for it."""
    return person.has_role("releaser", "office")
