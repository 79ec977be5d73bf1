def test_the_root_leads_to_the_front_page_in_the_language_of_the_browser(visitor):
    visitor.headers["Accept-Language"] = "ru-RU,ru;q=0.9"

    assert visitor.see("/", follow=False, status=302).response.location == "/ru/"
