"""The portal as people run it: two kinds of children that live and die together."""

import signal
import urllib.request

import pytest

from tests.servers.process import Portal

pytestmark = pytest.mark.servers


@pytest.fixture
def portal():
    server = Portal()
    yield server
    server.stop()


def test_one_command_serves_pages_and_stops_when_told(portal):
    with urllib.request.urlopen(f"{portal.address}/healthz") as answer:
        assert answer.status == 200
    portal.child.send_signal(signal.SIGINT)
    assert portal.child.wait(30) == 0
    assert not portal.listens()
