"""The router: which pages a person's role has, and nothing at all for a stranger."""

import streamlit as st

from curation.people import Actor, Role, may
from curation.settings import ROOT
from curation.ui.page import current_actor, refusals_shown, sign_out_button

PICTURES = ROOT / "curation" / "ui"
SIDEBAR = 240  # pixels; a person may drag it

PAGES = (
    # file, title, icon, section, lowest role
    ("overview", "Overview", "home", "", Role.REVIEWER),
    ("settings", "Settings", "settings", "", Role.REVIEWER),
    ("ingest", "Ingest", "upload_file", "Prepare", Role.CURATOR),
    ("privacy", "Privacy", "shield_lock", "Prepare", Role.CURATOR),
    ("review", "Review", "rate_review", "Judge", Role.REVIEWER),
    ("guideline", "Guideline", "menu_book", "Judge", Role.REVIEWER),
    ("agreement", "Agreement", "handshake", "Judge", Role.CURATOR),
    ("explore", "Explore", "query_stats", "Data set", Role.CURATOR),
    ("balance", "Balance", "balance", "Data set", Role.CURATOR),
    ("passport", "Passport", "badge", "Data set", Role.CURATOR),
    ("evaluate", "Evaluate", "compare_arrows", "Model", Role.CURATOR),
    ("release", "Release & train", "rocket_launch", "Model", Role.CURATOR),
)


def pages_for(actor: Actor) -> dict[str, list[st.Page]]:
    """The pages of a person's role by section, with absolute paths."""
    sections: dict[str, list[st.Page]] = {}
    for file, title, icon, section, lowest in PAGES:
        if may(actor, lowest):
            page = st.Page(
                ROOT / "pages" / f"{file}.py",
                title=title,
                icon=f":material/{icon}:",
                url_path="" if file == "overview" else file,
                default=file == "overview",
            )
            sections.setdefault(section, []).append(page)
    return sections


def main() -> None:
    """Draw the menu of the person who is signed in and run the page they chose."""
    # pictures of our own: a Material icon in the tab would be fetched from another server
    st.set_page_config(
        page_title="Curation Desk",
        page_icon=str(PICTURES / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR,
    )
    st.html(PICTURES / "look.css")
    st.logo(PICTURES / "wordmark.svg", icon_image=PICTURES / "icon.svg", size="large")
    actor = current_actor()
    if actor is None:
        st.error("Please sign in to see this page.")
        st.stop()
    page = st.navigation(pages_for(actor))
    with st.sidebar:
        st.text(f"{actor.name} · {actor.role}")
        sign_out_button()
    with refusals_shown():
        page.run()


if __name__ == "__main__":  # as which Streamlit runs it
    main()
