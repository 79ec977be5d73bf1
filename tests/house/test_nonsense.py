"""Addresses and forms with characters no keyboard makes: refused calmly, on both databases."""

import pytest


@pytest.mark.parametrize(
    "address",
    ["/boards/praise/%00", "/boards/praise/?place=%00", "/cases/objection/%00", "/cases/%00/object",
     "/cases/slip/%00/%00"],
)  # fmt: skip
def test_a_null_in_an_address_is_no_error_of_ours(both_databases, visitor, address):
    assert visitor.client.get(f"/qps{address}").status_code in (200, 400, 404)


def test_a_null_in_a_form_is_no_error_of_ours(both_databases, visitor):
    given = {"number": "1\x002", "code": "3\x004"}

    answer = visitor.client.post("/qps/cases/slip", data=given, headers=visitor.headers)

    assert answer.status_code == 422
