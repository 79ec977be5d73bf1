"""The proof of work, and the other way for people whose browser can't do it."""

import re
from base64 import b64decode, b64encode

import pytest
from altcha import Challenge, Payload, derive_key_sha, solve_challenge

from portal import captcha
from tests.visitor import Visitor


@pytest.fixture
def stranger(make_app):
    app = make_app(captcha=True, captcha_difficulty=50)
    with app.app_context():
        yield Visitor(app)


def solved(visitor) -> str:
    """What a browser sends after its little work."""
    challenge = Challenge.from_dict(visitor.client.get("/captcha/challenge").get_json())
    return Payload(challenge, solve_challenge(challenge, derive_key=derive_key_sha)).to_base64()


def error(visitor, form_key: str = "form", **fields) -> str:
    """What the guard of a form says to a request with these fields."""
    with visitor.app.test_request_context("/qps/", method="POST", data=fields):
        return captcha.guard(form_key).error()


def question(visitor, form_key: str = "form") -> dict:
    """The small sum, answered."""
    with visitor.app.test_request_context("/qps/"):
        words, token = captcha.guard(form_key).question()
    answer = sum(int(number) for number in re.findall(r"\d+", words))
    return {"captcha_answer": str(answer), "captcha_question": token}


def test_a_solved_challenge_passes_once(stranger):
    payload = solved(stranger)

    assert error(stranger, altcha=payload) == ""
    assert error(stranger, altcha=payload) != ""


def test_a_solved_challenge_written_another_way_is_the_same_one(stranger):
    payload = solved(stranger)
    spaced = b64encode(b" " + b64decode(payload)).decode()

    assert error(stranger, altcha=payload) == ""
    assert error(stranger, altcha=spaced) != ""


@pytest.mark.parametrize("fields", [{}, {"altcha": "x"}, {"altcha": "e30="}, {"captcha_pass": "x"}])
def test_nothing_and_nonsense_do_not_pass(stranger, fields):
    assert error(stranger, **fields) != ""


def test_the_question_is_another_way_and_good_once(stranger):
    answered = question(stranger)

    assert error(stranger, **answered) == ""
    assert error(stranger, **answered) != ""


def test_an_answer_counts_for_its_own_form_only(stranger):
    assert error(stranger, "another form", **question(stranger)) != ""


def test_a_wrong_answer_does_not_pass(stranger):
    assert error(stranger, **question(stranger) | {"captcha_answer": "99"}) != ""


def test_answers_are_limited_more_strictly(stranger):
    results = [error(stranger, **question(stranger)) for _attempt in range(6)]

    assert results[:5] == [""] * 5
    assert "hour" in results[5]


def test_who_has_passed_is_not_asked_again_for_the_same_form(stranger):
    with stranger.app.test_request_context("/qps/"):
        given = captcha.guard("form").new_pass()

    assert error(stranger, captcha_pass=given) == ""
    assert error(stranger, "another form", captcha_pass=given) != ""


def test_a_pass_is_used_up_by_what_it_was_for(stranger):
    with stranger.app.test_request_context("/qps/"):
        guard = captcha.guard("form")
        assert [guard.use_up(), guard.use_up()] == [True, False]


def test_the_challenge_is_kept_by_nobody(stranger):
    answer = stranger.client.get("/captcha/challenge")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers
