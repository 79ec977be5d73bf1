"""What a newcomer sees: a city with three months of thanks and reports, invented, and clearly so.

`portal demo` fills the database of a trial with about two hundred cases in the four languages, each
with pictures drawn by our own code. Every person is invented and called 示范 (demonstration). It is
refused in production.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the command."""
    from portal.demonstration.cli import demo

    app.cli.add_command(demo)
