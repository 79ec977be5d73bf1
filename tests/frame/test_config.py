"""Settings: what is refused, and the address people use."""

import pytest

from portal.config import Settings, UnsafeSettings, load


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"debug": True}, "DEBUG"),
        ({"demo": True}, "DEMO"),
        ({"public_url": "www.example.gov.cn"}, "PUBLIC_URL"),
        ({"path_prefix": "https://www.example.gov.cn/wmcj"}, "PATH_PREFIX"),
    ],
)
def test_a_start_in_production_that_would_not_be_safe_is_refused(tmp_path, given, word):
    safe = {"environment": "production", "secret_key": "x" * 32, "instance_path": tmp_path}

    with pytest.raises(UnsafeSettings, match=word):
        load(safe | given)


@pytest.mark.parametrize("url", ["https://city.example", "https://city.example/wmcj/"])
@pytest.mark.parametrize("prefix", ["/wmcj", "wmcj/"])
def test_the_prefix_stands_once_in_the_address_people_use(url, prefix):
    settings = Settings(public_url=url, path_prefix=prefix)

    assert settings.path_prefix == "/wmcj"
    assert settings.origin == "https://city.example"
    assert settings.address == "https://city.example/wmcj"
