"""A bare WSGI callable that returns bytes it was given: the floor below which no page can go.

The environment variable BARE names a JSON file with "headers" and "body" (base64).
"""

import base64
import json
import os
from pathlib import Path

_given = json.loads(Path(os.environ["BARE"]).read_text())
HEADERS = [tuple(header) for header in _given["headers"]]
BODY = [base64.b64decode(_given["body"])]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return BODY
