"""A photo of 60 megapixels takes little memory: it is decoded at a reduced scale."""

import subprocess
import sys

from PIL import Image

from portal.config import ROOT

MOST = 110  # MB beyond what the process takes anyway; decoded whole it would be 180
MEASURE = """
import sys
from portal.photos import pictures

def peak():
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line for line in lines if "VmHWM" in line).split()[1]) // 1024

before = peak()
size = pictures.read(open(sys.argv[1], "rb").read()).image.size
print(peak() - before, *size)
"""


def test_sixty_megapixels_stay_small_in_memory(tmp_path):
    file = tmp_path / "large.jpg"
    Image.radial_gradient("L").resize((9000, 6666)).convert("RGB").save(file, quality=60)

    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], cwd=ROOT, capture_output=True, check=True
    )

    megabytes, width, height = map(int, told.stdout.split())
    assert (width, height) == (2000, 1481)
    assert megabytes < MOST
