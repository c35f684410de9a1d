"""Who has an account: the list, inviting somebody, and changing an account."""

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from curation.people import Person, Role
from curation.ui.page import Visit, guarded
from curation.workflow.settings import invitations, people

ROLES = {
    Role.REVIEWER: "A reviewer answers the questions about examples.",
    Role.CURATOR: "A curator also prepares the data, settles, balances and releases.",
    Role.OWNER: "An owner also invites people and starts training.",
}
"""What each role may do; each includes the ones before it."""

_LINK = "link_to_hand_over"


def show_people(everybody: list[Person]) -> None:
    """The list of accounts; names are people's own words and stay plain text."""
    st.dataframe(
        pd.DataFrame(
            {
                "Name": [person.name for person in everybody],
                "Role": [str(person.role).capitalize() for person in everybody],
                "Account": ["open" if person.enabled else "closed" for person in everybody],
                "Comes in by": [
                    "password" if person.has_password else "link" for person in everybody
                ],
                "Since": [person.joined_at.date() for person in everybody],
            }
        ),
        hide_index=True,
        alt="Everybody with an account",
    )


def show_invite(visit: Visit) -> None:
    """Make a link with which one new person joins."""
    st.subheader("Invite somebody", anchor=False)
    _choose_role(Role.REVIEWER, key="invited_role")
    st.text_input("For whom", key="invited_note", placeholder="Optional: a name or an address")
    st.button(
        "Make an invitation link",
        key="invite",
        icon=":material/person_add:",
        on_click=guarded(_invite),
        args=(visit,),
    )


def show_invitations(visit: Visit, everybody: list[Person]) -> None:
    """The links that still hold, each with the button that takes it back."""
    held = invitations.list_invitations(visit.workspace, visit.actor)
    if not held:
        return
    st.subheader("Links that still hold", anchor=False)
    known = {person.id: person.name for person in everybody}
    now = visit.workspace.now()
    for each in held:
        hours = max(1, round((each.expires_at - now).total_seconds() / 3600))
        left = f"{hours} h" if hours < 48 else f"{hours // 24} days"
        whom = known.get(each.person_id) or each.note or "no name noted"
        kind = "Sign-in link" if each.person_id else f"New {each.role}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{kind}: {whom}, {left} left", width="stretch")
            st.button(
                "Take back",
                key=f"revoke_{each.id[:12]}",
                on_click=guarded(invitations.revoke_invitation),
                args=(visit.workspace, visit.actor, each.id),
            )


def show_account(visit: Visit, everybody: list[Person]) -> None:
    """Change the role of an account, close or open it, or let its person in again."""
    st.subheader("Change an account", anchor=False)
    by_id = {person.id: person for person in everybody}
    chosen = st.selectbox(
        "Person", list(by_id), format_func=lambda each: by_id[each].name, key="changed_person"
    )
    person = by_id[chosen]
    role = _choose_role(person.role, key=f"role_{person.id}")
    with st.container(horizontal=True):
        st.button(
            "Save the role",
            key=f"save_role_{person.id}",
            disabled=role == person.role,
            on_click=guarded(_save_role),
            args=(visit, person),
        )
        if person.enabled:
            _confirm_closing(visit, person)
            _confirm_link(visit, person)
        else:
            st.button(
                "Open the account again",
                key=f"open_{person.id}",
                on_click=guarded(_set_enabled),
                args=(visit, person, True),
            )


def show_link() -> None:
    """The link that was just made, until it is put away; it cannot be shown again after that."""
    if _LINK not in st.session_state:
        return
    sentence, link = st.session_state[_LINK]
    with st.container(border=True):
        st.text(sentence)
        st.code(link, language=None, wrap_lines=True)
        st.button("I have copied it", key="put_link_away", on_click=_put_away)


def _choose_role(present: Role, *, key: str) -> Role:
    """The chosen role, with what it may do."""
    at = list(Role).index(present)
    role = Role(
        st.selectbox("Role", list(Role), index=at, format_func=str.capitalize, key=key) or present
    )
    st.caption(ROLES[role])
    return role


def _confirm_closing(visit: Visit, person: Person) -> None:
    with st.popover("Close the account", icon=":material/person_off:"):
        st.text("Open tabs close at once, and signing in stops working. Answers are kept.")
        st.button(
            "Close it",
            key=f"close_{person.id}",
            type="primary",
            on_click=guarded(_set_enabled),
            args=(visit, person, False),
        )


def _confirm_link(visit: Visit, person: Person) -> None:
    with st.popover("New sign-in link", icon=":material/key:"):
        st.text("For somebody without a password, or who forgot it.")
        if person.has_password:
            st.text("The present password stops working.")
        st.button(
            "Make the link",
            key=f"link_{person.id}",
            type="primary",
            on_click=guarded(_make_link),
            args=(visit, person),
        )


def _invite(visit: Visit) -> None:
    role = Role(st.session_state["invited_role"])
    note = str(st.session_state.get("invited_note") or "")
    token = invitations.invite(visit.workspace, visit.actor, role, note=note)
    st.session_state["invited_note"] = ""
    days = invitations.INVITATION_HOLDS.days
    st.session_state[_LINK] = (
        f"Send this link to the new {role}. It works once, for {days} days; copy it now.",
        f"{_origin()}/join?token={token}",
    )


def _make_link(visit: Visit, person: Person) -> None:
    token = people.make_sign_in_link(visit.workspace, visit.actor, person.id)
    hours = round(people.SIGN_IN_LINK_HOLDS.total_seconds() / 3600)
    st.session_state[_LINK] = (
        f"Send this link to {person.name}. It works once, for {hours} hours; copy it now.",
        f"{_origin()}/start?token={token}",
    )


def _put_away() -> None:
    del st.session_state[_LINK]


def _save_role(visit: Visit, person: Person) -> None:
    role = Role(st.session_state[f"role_{person.id}"])
    people.set_role(visit.workspace, visit.actor, person.id, role)


def _set_enabled(visit: Visit, person: Person, enabled: bool) -> None:
    people.set_enabled(visit.workspace, visit.actor, person.id, enabled=enabled)


def _origin() -> str:
    """The address under which this browser reaches the app, without a path."""
    address = urlsplit(st.context.url or "")
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""
