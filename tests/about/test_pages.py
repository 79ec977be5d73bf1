import pytest


@pytest.mark.parametrize("page", ["handling", "privacy", "accessibility"])
def test_anyone_can_read_about_the_site(visitor, page):
    assert len(visitor.see(f"/about/{page}").soup.select("main section")) >= 3


def test_search_engines_stay_away_from_slips(visitor):
    response = visitor.client.get("/robots.txt")

    assert "Disallow: /*/cases/" in response.get_data(as_text=True)
