"""The gate every translation passes, in the tests and at the desk."""

import pytest

from portal.catalog_gate import faults
from portal.mongolian import write

GOOD = write("qota-yin surgaguli")


@pytest.mark.parametrize(
    ("msgid", "text", "locale"),
    [
        ("Send", "发送", "zh_Hans_CN"),
        ("%(n)s of %(m)s", "共 %(m)s，第 %(n)s", "zh_Hans_CN"),
        ("PDF", "PDF", "ru"),
        ("School", GOOD, "mn_Mong_CN"),
        ("Send", "Отправить", "ru"),
        ("%(number)s%%", "%(number)s%%", "mn"),
        ("Chinese: 中文", "По-китайски: 中文", "ru"),
    ],
)
def test_good_translations_pass(msgid, text, locale):
    assert faults(msgid, text, locale) == []


@pytest.mark.parametrize(
    ("msgid", "text", "locale"),
    [
        ("Send", "", "ru"),
        ("%(n)s", "нет", "ru"),
        ("%(n)s", "%(m)s да", "ru"),
        ("Send", "<a>发送</a>", "zh_Hans_CN"),
        ("Send", "a > 发送", "zh_Hans_CN"),
        ("Send", "发送 //x.cn", "zh_Hans_CN"),
        ("Send", "javascript:发送", "zh_Hans_CN"),
        ("Send", "Отправить", "zh_Hans_CN"),
        ("Send", "发送", "ru"),
        ("Send", "Илгээх өө", "ru"),
        ("Send it now", "Send it now", "ru"),
        ("Send", " 发送", "zh_Hans_CN"),
        ("Send", "发送\u202e", "zh_Hans_CN"),
        ("School", GOOD.replace("\u180e", "\u202f"), "mn_Mong_CN"),
        ("School", GOOD.replace("\u180e", " "), "mn_Mong_CN"),
        ("School", GOOD + "\u180e", "mn_Mong_CN"),
        ("School", "\u180b" + GOOD, "mn_Mong_CN"),
        ("School", GOOD + "\ue264", "mn_Mong_CN"),
        ("School", GOOD + "\ufe35", "mn_Mong_CN"),
        ("School", GOOD + "\u1845", "mn_Mong_CN"),
        ("School", GOOD + "\u200b", "mn_Mong_CN"),
        ("School", "Сургууль", "mn_Mong_CN"),
    ],
)
def test_bad_translations_do_not(msgid, text, locale):
    assert faults(msgid, text, locale)


def test_a_plural_form_may_have_the_placeholders_of_either():
    assert not faults("one day", "один день", "ru", plural="%(n)s days")
    assert not faults("one day", "%(n)s дня", "ru", plural="%(n)s days")
    assert faults("one day", "%(m)s дня", "ru", plural="%(n)s days")
