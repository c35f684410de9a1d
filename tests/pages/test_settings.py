"""The settings page: who sees what, inviting, changing accounts, one's own password."""

import re

import pytest

from curation.errors import ProviderUnreachable
from curation.label_color import LabelColor
from curation.people import Role, Scope, token_hash
from curation.scanner.installed import Model
from curation.store.examples import list_examples
from curation.workflow.privacy import detectors
from curation.workflow.settings import access_tokens, invitations, people, sessions
from tests.makers import ANN, CURATOR, OWNER, make_example
from tests.pages.opening import opened, signed_in, texts
from tests.workflow.stocked import stock

OLD, NEW = "correct horse battery", "staple of the second kind"


@pytest.fixture
def page(workspace, monkeypatch):
    """Opens the page as somebody, with who has an account by then."""
    return lambda actor: opened(workspace, monkeypatch, "settings", actor)


def keys(at) -> set[str]:
    return {button.key for button in at.button}


def shown_link(at) -> str:
    return next(code.value for code in at.code if "token=" in code.value)


def type_password(at, *, old: str = "", new: str = NEW, same: str = NEW):
    """Fill the form in and send it."""
    for key, value in (("old_password", old), ("new_password", new), ("same_password", same)):
        if key != "old_password" or value:
            at.text_input(key=key).set_value(value)
    return at.button(key="save_password").click().run()


def test_a_reviewer_sees_no_accounts(page):
    assert [tab.label for tab in page(ANN).tabs] == ["Your account", "Tasks"]


def test_a_curator_sees_accounts_but_changes_none(page):
    at = page(CURATOR)
    assert "Carla" in list(at.dataframe[0].value["Name"])
    assert "invite" not in keys(at)


def test_an_invitation_lets_one_person_join_in_its_role(workspace, page):
    at = page(OWNER)
    at.selectbox(key="invited_role").set_value(Role.CURATOR).run()
    at.button(key="invite").click().run()
    token = re.search(r"/join\?token=(\S+)$", shown_link(at)).group(1)
    session = people.join(workspace, token, "Dora", OLD)
    assert sessions.actor_of_session(workspace, token_hash(session)).role == Role.CURATOR


def test_the_link_has_the_address_that_the_browser_uses(workspace, page):
    at = page(OWNER)
    at.context = {"url": "https://desk.example.com/settings"}
    at.button(key="invite").click().run()
    assert shown_link(at).startswith("https://desk.example.com/join?token=")


def test_a_link_that_was_put_away_is_not_shown_again(page):
    at = page(OWNER)
    at.button(key="invite").click().run()
    at.button(key="put_link_away").click().run()
    assert not at.code


def test_a_role_is_changed(workspace, page):
    signed_in(workspace, ANN)
    at = page(OWNER)
    at.selectbox(key="changed_person").set_value(ANN.id).run()
    at.selectbox(key=f"role_{ANN.id}").set_value(Role.CURATOR).run()
    at.button(key=f"save_role_{ANN.id}").click().run()
    assert {p.id: p.role for p in people.list_people(workspace, OWNER)}[ANN.id] == Role.CURATOR


def test_the_last_owner_stays_one_and_is_told_why(workspace, page):
    at = page(OWNER)
    at.selectbox(key=f"role_{OWNER.id}").set_value(Role.REVIEWER).run()
    at.button(key=f"save_role_{OWNER.id}").click().run()
    assert "Make somebody else an owner first." in texts(at)
    assert people.has_owner(workspace)


def test_an_account_is_closed_and_opened_again(workspace, page):
    session = signed_in(workspace, ANN)
    at = page(OWNER)
    at.selectbox(key="changed_person").set_value(ANN.id).run()
    at.button(key=f"close_{ANN.id}").click().run()
    assert sessions.actor_of_session(workspace, session) is None
    at.button(key=f"open_{ANN.id}").click().run()
    assert sessions.actor_of_session(workspace, session) == ANN


def test_a_sign_in_link_lets_a_person_in(workspace, page):
    signed_in(workspace, ANN)
    at = page(OWNER)
    at.selectbox(key="changed_person").set_value(ANN.id).run()
    at.button(key=f"link_{ANN.id}").click().run()
    token = re.search(r"/start\?token=(\S+)$", shown_link(at)).group(1)
    session = people.start(workspace, token)
    assert sessions.actor_of_session(workspace, token_hash(session)) == ANN


def test_a_first_password_is_set(workspace, page):
    type_password(page(ANN))
    assert sessions.sign_in(workspace, "Ann", NEW)


def test_a_password_is_replaced(workspace, page):
    signed_in(workspace, ANN)
    people.set_password(workspace, ANN, old="", new=OLD)
    type_password(page(ANN), old=OLD)
    assert sessions.sign_in(workspace, "Ann", NEW)


def test_a_wrong_present_password_is_refused(workspace, page):
    signed_in(workspace, ANN)
    people.set_password(workspace, ANN, old="", new=OLD)
    at = type_password(page(ANN), old="something else")
    assert "It is not the one you sign in with." in texts(at)
    assert sessions.sign_in(workspace, "Ann", OLD)


def test_two_different_new_passwords_are_refused(workspace, page):
    at = type_password(page(ANN), same=f"{NEW}?")
    assert "The new password was typed in two ways." in texts(at)
    assert not people.has_password(workspace, ANN)


def test_no_password_stays_in_the_form(page):
    at = type_password(page(ANN))
    assert {field.value for field in at.text_input} == {""}


def test_a_second_click_on_save_refuses_nothing(page):
    at = type_password(page(ANN))
    at.button(key="save_password").click().run()
    assert not at.exception
    assert "It is not the one you sign in with." not in texts(at)


def test_the_guideline_of_every_task_is_there(workspace, page):
    shown = texts(page(ANN))
    assert all(task.guideline in shown for task in workspace.tasks().values())


def test_a_model_beside_the_apps_own_detectors_is_named(page, monkeypatch):
    model = Model(kind="spaCy", name="en_core_web_lg", version="3.8.0", place="en_core_web_lg")
    monkeypatch.setattr(detectors, "installed_models", lambda settings: [model])
    assert "en_core_web_lg" in {
        name for table in page(CURATOR).dataframe for name in table.value.get("Also used", ())
    }


def test_without_a_model_it_says_how_to_add_one(page, monkeypatch):
    monkeypatch.setattr(detectors, "installed_models", lambda settings: [])
    assert any("CURATION_GLINER_MODEL" in caption.value for caption in page(CURATOR).caption)


def test_only_an_owner_erases_people(page):
    assert "Erasure" in [tab.label for tab in page(OWNER).tabs]
    assert "Erasure" not in [tab.label for tab in page(CURATOR).tabs]


def test_a_person_is_found_shown_and_erased(workspace, page):
    stock(workspace, [make_example("I am Julia Hartmann."), make_example("Hello.", row=2)])
    at = page(OWNER)
    at.text_input(key="erase_subject").set_value("julia hartmann")
    at.button(key="find_subject").click().run()
    assert "Found: 1 example." in texts(at)
    assert at.dataframe[-1].value["Where it stands"].tolist() == ["I am Julia Hartmann."]
    at.button(key="erase").click().run()
    assert "Erased: 1 example." in texts(at)
    assert len(list_examples(workspace.store, "support-replies")) == 1
    assert "erase" not in keys(at)


def test_a_value_that_is_nowhere_offers_nothing_to_erase(page):
    at = page(OWNER)
    at.text_input(key="erase_subject").set_value("Julia Hartmann")
    at.button(key="find_subject").click().run()
    assert any(text.startswith("Nothing holds this value.") for text in texts(at))
    assert "erase" not in keys(at)


def test_a_token_is_shown_once_and_works_until_it_is_revoked(workspace, page):
    at = page(CURATOR)
    at.text_input(key="token_name").set_value("Nightly import")
    at.button(key="make_token").click().run()
    token = next(code.value for code in at.code if code.value.startswith("desk_"))
    assert access_tokens.bearer_of(workspace, token) == (CURATOR, {Scope.READ})
    at.button(key="put_token_away").click().run()
    assert token not in [code.value for code in at.code]
    [known] = access_tokens.list_tokens(workspace, CURATOR)
    at.button(key=f"revoke_token_{known.id}").click().run()
    assert not [text for text in texts(at) if "Nightly import" in text]


def test_an_invitation_can_be_taken_back(workspace, page):
    at = page(OWNER)
    at.text_input(key="invited_note").set_value("Dora")
    at.button(key="invite").click().run()
    assert "New reviewer: Dora, 7 days left" in texts(at)
    [held] = invitations.list_invitations(workspace, OWNER)
    at.button(key=f"revoke_{held.id[:12]}").click().run()
    assert invitations.list_invitations(workspace, OWNER) == []


def test_a_task_is_made_from_a_template_without_a_file(workspace, page):
    at = page(CURATOR)
    at.selectbox(key="builder_template").set_value("ticket-intent").run()
    at.text_input(key="builder_title").set_value("Our intents").run()
    labels = next(area for area in at.text_area if area.label.startswith("Labels"))
    labels.set_value("refund\nparcel\n").run()
    color = next(box for box in at.selectbox if box.label == "Colour of label 2")
    color.set_value(LabelColor.ROSE).run()
    asked = next(frame.value for frame in at.dataframe if "Key" in frame.value)
    assert asked.values.tolist() == [["1", "■", "refund"], ["2", "■", "parcel"]]
    at.button(key="make_task").click().run()
    task = workspace.tasks()["our-intents"]
    assert task.question("intent").options == ("refund", "parcel")
    assert task.question("intent").colors == (
        LabelColor.BLUE,
        LabelColor.ROSE,
    )  # a label keeps its own
    assert task.guideline.startswith("1. Choose what the customer wants")
    assert "“Our intents” is made, and chosen on the other pages. Next, give it examples." in texts(
        at
    )


def test_an_incomplete_task_is_refused_in_words_and_the_form_stays(workspace, page):
    at = page(CURATOR)
    at.selectbox(key="builder_template").set_value("moderation").run()
    for clause in [area for area in at.text_area if area.label.startswith("Clause")]:
        clause.set_value("")
    at.run()
    at.button(key="make_task").click().run()
    assert "There is no rule for reviewers." in texts(at)
    assert at.text_input(key="builder_title").value == "Moderation"
    assert "moderation" not in workspace.tasks()


def test_a_made_task_gets_another_label(workspace, page):
    at = page(CURATOR)
    at.selectbox(key="builder_template").set_value("change support-replies").run()
    labels = next(area for area in at.text_area if area.label.startswith("Labels"))
    before = labels.value
    labels.set_value(f"{before}\nreturns").run()
    at.button(key="make_task").click().run()
    assert "returns" in workspace.task("support-replies").question("category").options
    at.selectbox(key="builder_template").set_value("change support-replies").run()
    assert any("returns" in code.value for code in at.code)


def test_the_connection_to_a_provider_is_tested_without_cost(page, monkeypatch):
    monkeypatch.setattr("curation.ui.settings.providers.ask_for_models", lambda *asked: [1, 2])
    at = page(OWNER)
    at.button(key="test_local").click().run()
    assert "It answers, and lists 2 models." in texts(at)
    assert "test_openai" not in keys(at)


def test_a_silent_provider_is_told_in_words(page, monkeypatch):
    def refuse(*asked):
        raise ProviderUnreachable("No answer", cause="It is off.", cure="Start it.")

    monkeypatch.setattr("curation.ui.settings.providers.ask_for_models", refuse)
    at = page(OWNER)
    at.button(key="test_local").click().run()
    assert "It is off." in texts(at)


def test_an_owner_reads_who_did_what(workspace, page):
    invitations.invite(workspace, OWNER, Role.CURATOR)
    at = page(OWNER)
    at.selectbox(key="audit_what").set_value("invitation").run()
    table = next(frame.value for frame in at.dataframe if "About" in frame.value)
    assert table[["Who", "What", "About"]].values.tolist() == [["Olga", "invitation", "curator"]]
