"""From whatever colours a file speaks to plain sRGB on a paper-coloured ground."""

from io import BytesIO

from PIL import Image, ImageCms

PAPER = (250, 247, 241)  # --paper of tokens.css; what shows through where a picture is transparent
LARGEST_PROFILE = 4 * 1024 * 1024  # bytes; print profiles have up to 3 MB
SPACES = {"RGB": ("RGB", "RGBA"), "CMYK": ("CMYK",), "GRAY": ("L",)}
SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")


def simple(image: Image.Image) -> Image.Image:
    """The same picture in one of the modes L, RGB, RGBA, CMYK (8 bits a channel)."""
    if image.mode in SIXTEEN_BITS:  # convert("L") alone would cut everything above 255 to white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if _has_clear_palette(image) else "RGB")


def _has_clear_palette(image: Image.Image) -> bool:
    return image.mode == "P" and image.palette is not None and image.palette.mode == "RGBA"


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` (L, RGB, RGBA or CMYK) as RGB or RGBA in sRGB.

    A profile that is broken, too large or meant for other colours is ignored: the colours are then
    taken for sRGB, as browsers do.
    """
    if profile and len(profile) <= LARGEST_PROFILE:
        try:
            return _converted(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image if image.mode == "RGBA" else image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    if image.mode not in SPACES.get(source.profile.xcolor_space.strip(), ()):
        raise ValueError("a profile for other colours")
    return ImageCms.profileToProfile(
        image,
        source,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def on_paper(image: Image.Image) -> Image.Image:
    """A new RGB picture without metadata; what was transparent shows the paper."""
    ground = Image.new("RGB", image.size, PAPER)
    ground.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return ground
