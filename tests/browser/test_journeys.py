"""From a resident's photo to a published page, by real people with real browsers."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Person

TITLE = {
    "zh": "站前广场很干净",
    "mong": "ᠴᠡᠪᠡᠷ ᠭᠤᠳᠤᠮᠵᠢ",
    "ru": "Чистая площадь",
    "mn": "Цэвэр талбай",
}


SEND = "main form[enctype] button:not([type=button])"
ANSWERED = "input[name=confirm], .qr, .error-summary"


def fill_in(page: Page, words: str, picture=None) -> None:
    page.locator("input[name=category]").first.check(force=True)
    page.locator("textarea[name=words]").fill(words)
    if picture:
        page.locator("input[name=photo_1]").set_input_files(picture)
    page.locator("label[for=consent]").click()


def send(page: Page) -> None:
    """Send; asked whether it was reported before (other tests use the same photo), send again."""
    page.locator(SEND).last.click()
    page.locator(ANSWERED).first.wait_for(state="attached")
    if page.locator("input[name=confirm]").count():
        page.locator(SEND).last.click()


def wait_for_the_check(page: Page) -> None:
    """The proof of work runs by itself; its result is a hidden field."""
    until(page, "document.querySelector('input[name=altcha]')?.value")


def until(page: Page, expression: str) -> None:
    """Wait for a fact. (Playwright's own way evaluates text, which our policy forbids.)"""
    end = time.monotonic() + 15
    while not page.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def number_on_the_receipt(page: Page) -> str:
    expect(page.locator("main")).to_contain_text(re.compile(r"20\d{8}"))
    return re.search(r"20\d{8}", page.locator("main").inner_text().replace(" ", ""))[0]


def judge(editor: Person, number: str, title: str, language: str) -> None:
    """Write the public text, tick the list of every photo, and say that it can be published."""
    page = editor.goes(f"/zh/desk/cases/{number}")
    form = page.locator("form[action$='/text']")
    form.locator("input[name=title]").fill(title)
    form.locator("textarea[name=words]").fill(title)
    form.locator("select[name=language]").select_option(language)
    form.locator("button").last.click()
    page.wait_for_load_state()
    wait_until_prepared(page)
    boxes = page.locator("form[action$='/checks'] input[type=checkbox]")
    for index in range(boxes.count()):
        boxes.nth(index).check(force=True)
    page.locator("form[action$='/checks'] button").click()
    page.wait_for_load_state()


def wait_until_prepared(page: Page) -> None:
    """The worker makes the files of a photo within seconds."""
    end = time.monotonic() + 30
    while page.locator(".judge-photo .badge.waiting").count() > 1 and time.monotonic() < end:
        page.wait_for_timeout(500)
        page.reload()


@pytest.mark.parametrize("language", ["zh", "mong"])
def test_an_exposure_from_the_phone_to_the_board(somebody, picture, language):
    resident = somebody(PHONE)
    page = resident.goes(f"/{language}/")
    page.goto(page.locator("a[href*='kind=exposure']").first.evaluate("a => a.href"))
    fill_in(page, TITLE[language], picture)
    wait_for_the_check(page)
    send(page)
    number = number_on_the_receipt(page)

    editor = somebody(DESK).signs_in("editor")
    judge(editor, number, TITLE[language], language)
    editor.page.locator("form[action$='/accept'] button").click()
    page = editor.goes(f"/zh/desk/cases/{number}")
    page.locator("form[action$='/propose'] button").click()
    releaser = somebody(DESK).signs_in("releaser")
    releaser.goes(f"/zh/desk/cases/{number}").locator("form[action$='/release'] button").click()

    page = resident.goes(f"/{language}/boards/exposure/")
    expect(page.locator("#cases")).to_contain_text(TITLE[language])
    page = resident.goes(f"/{language}/boards/exposure/{number}")
    shown = page.locator("figure img").first
    shown.scroll_into_view_if_needed()
    until(page, "document.querySelector('figure img').naturalWidth > 0")


def test_the_same_without_javascript(somebody, picture):
    resident = somebody(PHONE, java_script_enabled=False)
    page = resident.goes("/ru/cases/new?kind=praise")
    fill_in(page, TITLE["ru"], picture)
    page.locator("details.more:has(#captcha_answer) summary").click()
    first, second = re.findall(r"\d+", page.locator("label[for=captcha_answer]").inner_text())
    page.locator("#captcha_answer").fill(str(int(first) + int(second)))
    send(page)
    number = number_on_the_receipt(page)

    editor = somebody(DESK, java_script_enabled=False).signs_in("editor", "ru")
    judge(editor, number, TITLE["ru"], "ru")
    editor.page.locator("form[action$='/release'] button").click()

    page = resident.goes("/ru/boards/praise/")
    expect(page.locator("#cases")).to_contain_text(TITLE["ru"])


def test_a_refused_photo_loses_nothing_that_was_typed(somebody, tmp_path):
    wrong = tmp_path / "not-a-photo.jpg"
    wrong.write_text("hello")
    page = somebody(PHONE).goes("/zh/cases/new?kind=praise")
    fill_in(page, "谢谢环卫工人", wrong)
    wait_for_the_check(page)
    send(page)

    expect(page.locator(".slot p.error").first).to_be_visible()
    assert page.locator("textarea[name=words]").input_value() == "谢谢环卫工人"
    assert page.locator("input[name=category]").first.is_checked()


def test_a_report_by_keyboard_alone(somebody):
    page = somebody(DESK).goes("/zh/cases/new?kind=praise")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, "input[name=category]")
    page.keyboard.press("Space")
    tab_to(page, "textarea[name=words]")
    page.keyboard.type("Спасибо")
    tab_to(page, "input[name=consent]")
    page.keyboard.press("Space")
    wait_for_the_check(page)
    tab_to(page, "main form[enctype] button:not([type=button])")
    page.keyboard.press("Enter")

    number_on_the_receipt(page)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that `selector` names has the focus; it must be seen then."""
    for _press in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_a_box_drawn_by_finger_travels_with_the_photo(somebody, site, picture):
    page = somebody(PHONE, has_touch=True).goes("/zh/cases/new?kind=praise")
    fill_in(page, "好人好事", picture)
    page.locator("[data-do=add]").first.click()
    wait_for_the_check(page)
    assert page.locator("input[name=boxes_1]").input_value().startswith("[[")
    send(page)
    number = number_on_the_receipt(page)

    with site.inside():
        from portal.cases import queries

        assert len(queries.by_number(number).photos[0].photo.boxes) == 1


def test_thanks_count_once_for_each_visitor(somebody, site):
    with site.inside():
        from tests.cases.factory import make_published_case

        number = make_published_case("praise", public_language="zh", public_title="谢谢").number
    page = somebody(PHONE).goes(f"/zh/boards/praise/{number}")
    page.locator(".thanks button").click()
    expect(page.locator(".thanks [role=status]")).to_be_visible()

    page.reload()
    page.locator(".thanks button").click()
    expect(page.locator(".thanks [role=status]")).to_contain_text("1")


def test_the_language_is_remembered_and_the_page_stays_the_same(somebody):
    page = somebody(DESK).goes("/zh/boards/praise/")
    page.locator(".site-head summary").first.click()
    page.locator("a[data-language=ru]").first.click()

    expect(page).to_have_url(re.compile(r"/ru/boards/praise/$"))
    page.goto(page.url.replace("/ru/boards/praise/", "/"))
    expect(page).to_have_url(re.compile(r"/ru/$"))


def test_a_vertical_page_scrolls_with_wheel_and_keys(somebody):
    page = somebody(DESK).goes("/mong/about/handling")
    page.mouse.move(600, 300)
    page.mouse.wheel(0, 400)
    until(page, "scrollX > 100")

    page.keyboard.press("Home")
    until(page, "scrollX < 5")
    page.keyboard.press("PageDown")
    until(page, "scrollX > 100")
