"""The same four functions on a folder, in memory and on a real S3 server."""

import pytest

from portal import storage


@pytest.fixture(params=["folder", "memory", pytest.param("s3", marks=pytest.mark.servers)])
def kept(request, make_app):
    given = {"memory": {"storage_url": "memory:"}, "folder": {}}.get(request.param)
    if given is None:
        server = request.getfixturevalue("object_store")
        given = {
            "storage_url": server.bucket("photos") + "/portal",
            "storage_endpoint": server.endpoint,
            "storage_key_id": "test",
            "storage_secret": "test",
        }
    with make_app(**given).app_context():
        yield


def test_what_is_put_can_be_got(kept):
    storage.put("originals/ab/abcd.jpg", b"\xff\xd8", "image/jpeg")

    assert storage.get("originals/ab/abcd.jpg") == b"\xff\xd8"
    assert storage.exists("originals/ab/abcd.jpg")


def test_putting_again_replaces(kept):
    storage.put("a/b", b"old")
    storage.put("a/b", b"new")

    assert storage.get("a/b") == b"new"


def test_what_is_missing_is_not_found(kept):
    assert not storage.exists("a/missing")
    with pytest.raises(FileNotFoundError):
        storage.get("a/missing")


def test_deleting_is_quiet(kept):
    storage.put("a/b", b"x")

    storage.delete("a/b")
    storage.delete("a/b")

    assert not storage.exists("a/b")


def test_it_says_whether_it_can_be_written(kept):
    assert storage.is_writable()


@pytest.mark.parametrize(
    "key", ["../secret_key", "/etc/passwd", "a//b", "", "A.jpg", "a/../b", "a\\b", ".a"]
)
def test_a_key_never_leaves_its_place(kept, key):
    with pytest.raises(ValueError, match="a key is made of"):
        storage.put(key, b"x")


def test_a_folder_that_cannot_be_written_is_noticed(make_app, tmp_path):
    (tmp_path / "file").write_text("in the way")
    app = make_app(storage_url=f"file://{tmp_path}/file/below")

    with app.app_context():
        assert not storage.is_writable()
