"""A hint for the desk where faces may be. Only a hint: a person looks at every photo all the same.

Optional: there are hints if the package `faceie` is installed (dependency group `hints`: MTCNN,
Zhang et al. 2016, in plain NumPy; about 60 MB with NumPy; its weights lie in the package, nothing
is fetched). It finds faces from about 20 pixels up; it tells nobody from anybody. Number plates it
does not know: no detector of reasonable size carries a model for them.
"""

from importlib.util import find_spec

from PIL import Image

from portal.photos.pictures import Box

LONGEST = 1200  # pixels of the picture that is searched: 0.5 s of CPU, 80 MB
SURE = (
    0.6  # of 1; lower than the package's own 0.7, because a face missed is worse than one too many
)
UPRIGHT = 0.0


def available() -> bool:
    """Whether this process can look for faces."""
    return find_spec("faceie") is not None


def faces(image: Image.Image) -> list[Box]:
    """Where a machine sees faces: boxes as fractions of the picture, from the left."""
    import numpy
    from faceie.mtcnn import detect_faces

    small = image.copy()
    small.thumbnail((LONGEST, LONGEST))
    found = detect_faces(
        small,
        rotations=numpy.array([UPRIGHT]),
        proposal_probability_threshold=SURE,
        refine_probability_threshold=SURE,
        output_probability_threshold=SURE,
        extract_images=None,
    )
    return sorted(_box(corners, small.size) for corners in found.bounding_boxes.tolist())


def _box(corners: list[float], size: tuple[int, int]) -> Box:
    across, down = size
    left, right = (min(across, max(0.0, at)) / across for at in corners[0::2])
    top, bottom = (min(down, max(0.0, at)) / down for at in corners[1::2])
    return tuple(round(part, 4) for part in (left, top, right - left, bottom - top))
