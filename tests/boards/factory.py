def examples() -> dict:
    """A value for every part of an address of this feature; the number comes from cases."""
    return {"kind": "exposure"}
