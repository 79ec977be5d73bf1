"""The key ring: made once, whoever is first; never shown; never half written."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.keys import KeyFile, KeyRingBroken, new_ring, read_ring, write_ring

MAKE = """
import pathlib, sys
from portal.keys import KeyFile
print(KeyFile(pathlib.Path(sys.argv[1])).ring().index.hex())
"""


def test_the_file_is_for_its_owner_only(tmp_path):
    KeyFile(tmp_path / "keys.json").ring()

    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_share_one_ring(tmp_path):
    def start(_number: int) -> str:
        command = [sys.executable, "-c", MAKE, str(tmp_path / "keys.json")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(6) as pool:
        rings = set(pool.map(start, range(6)))

    assert len(rings) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_a_ring_survives_being_written_and_read():
    ring = new_ring().with_new_key()

    assert read_ring(write_ring(ring)) == ring


def test_another_process_sees_a_new_key_at_once(tmp_path):
    one, other = KeyFile(tmp_path / "keys.json"), KeyFile(tmp_path / "keys.json")
    assert one.ring() == other.ring()

    with one.changing():
        one.replace(one.ring().with_new_key())

    assert other.ring().newest.id == "k2"


def test_the_key_that_seals_cannot_be_retired():
    with pytest.raises(KeyRingBroken, match="rotate first"):
        new_ring().without("k1")


def test_a_malformed_ring_is_refused_without_quoting_it():
    with pytest.raises(KeyRingBroken) as refused:
        read_ring('{"index": "c2VjcmV0", "keys": []}')

    assert "c2VjcmV0" not in str(refused.value)


def test_a_given_ring_is_changed_where_it_was_given(tmp_path):
    given = KeyFile(tmp_path / "keys.json", write_ring(new_ring()))

    with pytest.raises(KeyRingBroken, match="DATA_KEYS"), given.changing():
        pass

    assert not (tmp_path / "keys.json").exists()
