"""What the web server runs: `granian --interface wsgi wsgi:application`."""

from portal import create_app

application = create_app()
