"""Assets have addresses that never change meaning, and a wrong name is noticed at once."""

import pytest

from portal.assets import AssetsMissing, asset


def test_an_asset_may_be_kept_for_ever(app):
    with app.test_request_context():
        address = asset("portal.css")
    answer = app.test_client().get(address, headers={"Accept-Encoding": "br"}, buffered=True)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_asset_lies_below_the_path_prefix(make_app):
    app = make_app(path_prefix="/wmcj")
    with app.test_request_context("/zh/", environ_overrides={"SCRIPT_NAME": "/wmcj"}):
        address = asset("portal.js")
    assert address.startswith("/wmcj/static/build/portal-")
    assert app.test_client().get(address, buffered=True).status_code == 200


def test_an_unknown_asset_names_the_known_ones(app):
    with app.test_request_context(), pytest.raises(AssetsMissing, match=r"portal\.css"):
        asset("portal.scss")
