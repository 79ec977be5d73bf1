"""The queue behind portal/jobs.py: huey, with messages in JSON and jobs that survive their worker.

huey takes a task out of the store before it runs it, so a killed worker would lose it. We write it
down as running first, and a new worker on the same machine queues again what its predecessor left.
Messages are JSON and not pickle, so that whoever can write to the store can't make us run code.
"""

import json
import socket
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask
from huey import RedisHuey, SqliteHuey
from huey.api import Huey, Task
from huey.constants import EmptyData
from huey.registry import Message
from huey.serializer import Serializer

from portal.config import Settings

NAME = "portal"
TASK = "run"
BEAT = "heartbeat"
FORGET_AFTER = 7 * 24 * 3600  # seconds: a first_time mark is needed for a day


class JsonSerializer(Serializer):
    """Tasks as JSON; only what our one kind of task holds."""

    def _serialize(self, data) -> bytes:
        if isinstance(data, Message):
            fields = data._asdict()
            fields["eta"] = data.eta and data.eta.isoformat()
            return json.dumps({"task": fields}).encode()
        return json.dumps({"value": data}).encode()

    def _deserialize(self, data):
        found = json.loads(bytes(data))
        if "task" not in found:
            return found["value"]
        fields = found["task"]
        fields["eta"] = fields["eta"] and datetime.fromisoformat(fields["eta"])
        return Message(**fields)


class Queue:
    """What waits, what runs, and when a worker was seen last."""

    def __init__(self, huey: Huey, app: Flask, run: Callable):
        self.huey = huey
        self._running = f"running:{socket.gethostname()}:"
        huey.pre_execute("note")(self._note)
        huey.post_execute("forget")(self._forget)
        self._task = huey.task(name=TASK)(lambda name, arguments: run(app, name, arguments))

    def add(self, name: str, arguments: tuple, retries: int, delay: int) -> None:
        """Queue a job now."""
        task = self._task.task_class((name, list(arguments)))
        task.retries, task.retry_delay, task.retry_backoff = retries, delay, 2
        self.huey.enqueue(task)

    def next(self) -> Task | None:
        """Take the next one that waits, or None."""
        return self.huey.dequeue() if self.waiting() else None

    def waiting(self) -> int:
        """How many wait to be run now."""
        return self.huey.pending_count()

    def later(self) -> int:
        """How many failed and wait for their next attempt."""
        return self.huey.scheduled_count()

    def beat(self) -> None:
        """A sign of life of a worker."""
        self.huey.storage.put_data(BEAT, str(time.time()).encode())

    def last_beat(self) -> float | None:
        """When a worker gave its last sign of life, in seconds since 1970."""
        found = self.huey.storage.peek_data(BEAT)
        return None if found is EmptyData else float(bytes(found))

    def first_time(self, mark: str) -> bool:
        """True for the first process that asks for this mark, False ever after."""
        return self.huey.storage.put_if_empty(mark, str(time.time()).encode())

    def forget_old_marks(self, prefix: str) -> None:
        """Drop first_time marks that are too old to matter."""
        for key, value in self._items(prefix).items():
            if time.time() - float(value) > FORGET_AFTER:
                self.huey.storage.pop_data(key)

    def rescue(self) -> int:
        """Queue again what ran when the last worker on this machine died; returns how many."""
        left = self._items(self._running)
        for key, message in left.items():
            self.huey.storage.enqueue(message)
            self.huey.storage.pop_data(key)
        return len(left)

    def close(self) -> None:
        self.huey.storage.close()

    def _items(self, prefix: str) -> dict[str, bytes]:
        found = self.huey.storage.result_items()
        texts = {k.decode() if isinstance(k, bytes) else k: bytes(v) for k, v in found.items()}
        return {key: value for key, value in texts.items() if key.startswith(prefix)}

    def _note(self, task: Task) -> None:
        self.huey.storage.put_data(self._running + task.id, self.huey.serialize_task(task))

    def _forget(self, task: Task, value, error) -> None:
        self.huey.storage.pop_data(self._running + task.id)


def open_queue(chosen: Settings, app: Flask, run: Callable) -> Queue:
    """The queue in Redis if there is one, else in instance/jobs.sqlite."""
    shared = {"results": False, "serializer": JsonSerializer()}
    if chosen.redis_url:
        return Queue(RedisHuey(NAME, url=chosen.redis_url, **shared), app, run)
    file = Path(chosen.instance_path) / "jobs.sqlite"
    return Queue(SqliteHuey(NAME, filename=str(file), strict_fifo=True, **shared), app, run)
