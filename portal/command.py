"""The command `portal`: what the people who run the portal type. Features add to it."""

from flask.cli import FlaskGroup

from portal import create_app

main = FlaskGroup(
    name="portal",
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="Run and look after the participation portal.",
)
