"""Random people do random things to a case: no order of steps breaks a rule of the boards.

Roles are not asked here (test_permissions.py does): everybody may try everything, so what holds,
holds because the actions themselves refuse.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.accounts import queries as accounts
from portal.cases import actions, queries, states
from portal.cases.actions import Contact, Given
from portal.city import queries as city
from portal.db import db, utcnow
from portal.errors import Refusal
from portal.photos import actions as photo_actions
from portal.photos import queries as photo_queries
from portal.photos.models import CHECKS
from tests.accounts.factory import make_person
from tests.cases.factory import make_photo
from tests.city.factory import make_category

OWN_WORDS = "«MY-OWN-WORDS»"
PEOPLE = st.integers(0, 3)
KNOWN_STEPS = {(step.action, step.before, step.after) for step in states.STEPS} | {
    ("receive", None, "received")
}
CATEGORIES = st.sampled_from(["praise", "behaviour", "rectification"])


class CaseMachine(RuleBasedStateMachine):
    """One case from its receipt on. `app`, `people` and `categories` are set by the test."""

    @initialize(
        name=CATEGORIES,
        photos=st.integers(0, 2),
        posted=st.booleans(),
        person=PEOPLE,
        stage=st.sampled_from(["new", "ready", "public", "public"]),
    )
    def begin(self, name, photos, posted, person, stage):
        self.context = self.app.test_request_context("/qps/")
        self.context.push()
        given = Given(
            category=self.category(name),
            words=OWN_WORDS,
            language="qps",
            photos=[make_photo(checked=False) for _number in range(photos)],
        )
        key = queries.new_key()
        if posted:
            case = actions.post_by_staff(self.person(person), given, origin="staff", form_key=key)
        else:
            case = actions.receive(given, form_key=key, contact=Contact(phone="13812345678"))
        db.session.commit()
        self.case_id = case.id
        if stage != "new":
            self.prepare(1, 2, CHECKS)
        if stage == "public":
            self.release(3)

    def person(self, number: int):
        return accounts.get(self.people[number])

    def category(self, name: str):
        return city.category(self.categories[name])

    @property
    def case(self):
        return queries.get(self.case_id)

    def attempt(self, function, *arguments, **more) -> None:
        """As a request does it: all of it, or nothing."""
        try:
            function(*arguments, **more)
            db.session.commit()
        except Refusal:
            db.session.rollback()

    # --- the desk

    @rule(person=PEOPLE)
    def start(self, person):
        self.attempt(actions.start_screening, self.person(person), self.case)

    @rule(person=PEOPLE, name=CATEGORIES)
    def classify(self, person, name):
        place, category = None, self.category(name)
        self.attempt(
            actions.classify, self.person(person), self.case, category=category, place=place
        )

    @rule(person=PEOPLE, title=st.sampled_from(["«T»", ""]))
    def write(self, person, title):
        text = {"title": title, "words": "«W»", "language": "qps"}
        self.attempt(actions.set_public_text, self.person(person), self.case, **text)

    @rule(person=PEOPLE)
    def accept(self, person):
        self.attempt(actions.accept, self.person(person), self.case)

    @rule(person=PEOPLE, words=st.sampled_from(["«No.»", " "]))
    def decline(self, person, words):
        self.attempt(actions.decline, self.person(person), self.case, reason="other", words=words)

    @rule(person=PEOPLE)
    def decline_as_spam(self, person):
        self.attempt(actions.decline_many, self.person(person), [self.case])

    @rule(person=PEOPLE)
    def propose(self, person):
        self.attempt(actions.propose_release, self.person(person), self.case)

    @rule(person=PEOPLE)
    def send_back(self, person):
        self.attempt(actions.withdraw_proposal, self.person(person), self.case, "«Look again.»")

    @rule(person=PEOPLE)
    def release(self, person):
        self.attempt(actions.release, self.person(person), self.case)

    @rule(person=PEOPLE)
    def retract(self, person):
        self.attempt(actions.retract, self.person(person), self.case, reason="«Mistake»")

    @rule(writer=PEOPLE, proposer=PEOPLE, releaser=PEOPLE, checks=st.just(CHECKS))
    def go_the_usual_way(self, writer, proposer, releaser, checks):
        """So that publishing is reached often, by people who may be one and the same."""
        self.prepare(writer, proposer, checks)
        self.release(releaser)

    def prepare(self, writer, proposer, checks):
        self.write(writer, "«T»")
        self.tick(writer, checks)
        self.accept(proposer)
        self.propose(proposer)

    # --- photos

    @rule(person=PEOPLE, items=st.sets(st.sampled_from(list(CHECKS)), min_size=4))
    def tick(self, person, items):
        for row in self.case.photos:
            self.attempt(photo_actions.check_off, self.person(person), row.photo, items)

    @rule(person=PEOPLE, item=st.sampled_from(list(CHECKS)))
    def untick(self, person, item):
        for row in self.case.photos:
            self.attempt(photo_actions.take_back, self.person(person), row.photo, [item])

    @rule(left=st.sampled_from([0.1, 0.2, 0.3]))
    def blur(self, left):
        for row in self.case.photos:
            self.attempt(photo_actions.redact, row.photo, [(left, 0.1, 0.2, 0.2)])
            row.photo.state = "ready"
        db.session.commit()

    # --- the reporter and the public

    @rule()
    def add_photo(self):
        self.attempt(actions.add_photo, self.case, make_photo(checked=False))

    @precondition(lambda self: self.case.state != "received")
    @rule()
    def withdraw(self):
        self.attempt(actions.withdraw, self.case)

    @rule(ground=st.sampled_from(list(actions.GROUNDS)))
    def object(self, ground):
        self.attempt(actions.object_to, self.case, ground=ground, words="«Me.»")

    @rule(person=PEOPLE, upheld=st.booleans())
    def decide(self, person, upheld):
        row = next((row for row in self.case.objections if row.is_open), None)
        if row is not None:
            self.attempt(
                actions.decide_objection, self.person(person), row, upheld=upheld, answer="«A»"
            )

    @rule()
    def time_passes(self):
        if self.case.expires_at:
            self.case.expires_at = utcnow()
            self.attempt(actions.expire, self.case)

    # --- what always holds

    @invariant()
    def every_rule_holds(self):
        case, events = self.case, queries.full_timeline(self.case)
        the_timeline_tells_how_it_got_here(case, events)
        exposure_is_published_by_two_people(case, events)
        photos_are_shown_only_when_they_may_be(case)
        nothing_ends_badly_in_public_or_without_a_word(case, events)
        each_way_ends_as_it_should(case)

    def teardown(self):
        if not hasattr(self, "case_id"):
            return
        number, kind, public = self.case.number, self.case.kind, self.case.is_public
        self.context.pop()
        page = self.app.test_client().get(f"/qps/boards/{kind}/{number}")
        text = page.get_data(as_text=True)
        assert (page.status_code == 200) == public
        assert not [word for word in ("MY-OWN-WORDS", "13812345678") if word in text]


def the_timeline_tells_how_it_got_here(case, events) -> None:
    state = None
    for event in events:
        step = (event.action, event.before, event.after)
        assert event.before == state
        assert step in KNOWN_STEPS
        state = event.after
    assert state == case.state


def exposure_is_published_by_two_people(case, events) -> None:
    if not (case.on_board and case.is_exposure):
        return
    people = {"propose_release": None, "set_public_text": None}
    for event in events:
        if event.action in people:
            people[event.action] = event.person_id
        if event.action == "release":
            assert None not in people.values()
            assert event.person_id not in (*people.values(), case.posted_by_id)


def photos_are_shown_only_when_they_may_be(case) -> None:
    open_grounds = {row.ground for row in case.objections if row.is_open}
    for row in case.photos:
        if row.is_shown:
            assert case.on_board
            assert not photo_queries.missing_checks(row.photo)
            assert not open_grounds & {"minor", "recognisable"}


def nothing_ends_badly_in_public_or_without_a_word(case, events) -> None:
    if case.state in ("declined", "withdrawn"):
        assert not case.on_board
        assert case.ended_at
    if case.state == "declined":
        assert [event for event in events if event.action == "decline"][-1].public_words
    if case.state == "withdrawn":
        assert not case.has_contact


def each_way_ends_as_it_should(case) -> None:
    if case.state == "published":
        assert case.way in (states.Way.PRAISE, states.Way.BEHAVIOUR)
    if case.on_board:
        assert case.state in ("published", "accepted")
        assert case.published_at
        assert case.public_title
        assert (case.expires_at is not None) == (case.track == "behaviour")


@pytest.mark.parametrize(("database", "examples"), [("sqlite", 30), ("postgresql", 10)])
def test_no_order_of_steps_breaks_a_rule(request, make_app, database, examples):
    given = {}
    if database == "postgresql":
        given["database_url"] = request.getfixturevalue("postgresql_database")
    app = make_app(**given)
    with app.app_context():
        CaseMachine.people = [make_person(roles=("editor", "releaser")).id for _number in range(4)]
        CaseMachine.categories = {
            "praise": make_category(kind="praise").id,
            "behaviour": make_category(track="behaviour").id,
            "rectification": make_category(track="rectification").id,
        }
        db.session.remove()
    CaseMachine.app = app
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    chosen = settings(
        max_examples=examples, stateful_step_count=20, deadline=None, suppress_health_check=quiet
    )
    run_state_machine_as_test(CaseMachine, settings=chosen)
