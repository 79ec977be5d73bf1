"""The real servers that tests can ask for do run here, as root or not."""

import smtplib
import urllib.request

import obstore
import psycopg
import pytest
import redis
from obstore.store import S3Store

pytestmark = pytest.mark.servers


def test_every_postgresql_database_is_new_and_equal_to_its_template(postgresql):
    def fill(address):
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE place AS SELECT 'Тест 路灯' AS name")

    first, second = (postgresql.database_like("places", fill) for _ in range(2))
    with psycopg.connect(first) as connection:
        connection.execute("DELETE FROM place")
    with psycopg.connect(second) as connection:
        assert connection.execute("SELECT name FROM place").fetchall() == [("Тест 路灯",)]
    postgresql.drop(first)
    postgresql.drop(second)


def test_valkey_speaks_redis_and_starts_empty(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("a", 1)
        assert client.get("a") == b"1"


def test_the_object_store_keeps_a_file(object_store):
    bucket = object_store.bucket("photos").removeprefix("s3://")
    keys = {"access_key_id": "any", "secret_access_key": "any", "region": "us-east-1"}
    options = {"allow_http": True}
    store = S3Store(bucket, endpoint=object_store.endpoint, client_options=options, **keys)
    obstore.put(store, "originals/ab/abc", b"photo")
    assert bytes(obstore.get(store, "originals/ab/abc").bytes()) == b"photo"


def test_the_mail_server_keeps_letters(mail_server):
    host, port = mail_server.address.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as client:
        client.sendmail("portal@localhost", ["reader@localhost"], "Subject: Receipt\n\nThank you")
    assert [letter["Subject"] for letter in mail_server.letters] == ["Receipt"]


@pytest.mark.browser
def test_chromium_opens_a_page(chromium, object_store):
    urllib.request.urlopen(object_store.endpoint).close()
    page = chromium.new_page()
    page.set_content("<title>满洲里</title>")
    assert page.title() == "满洲里"
    page.close()
