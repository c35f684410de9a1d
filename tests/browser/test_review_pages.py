"""An invoice in review: its page beside its text, with personal values painted over."""

from playwright.sync_api import expect

from tests.browser.conftest import picture, settled

TASK = "invoice-fields"
INVOICES = ("coolblue1.pdf", "AzureInterior.pdf")


def inside(box, around):
    """True when a box lies in another."""
    return (
        around["x"] <= box["x"] + 10
        and around["y"] <= box["y"] + 10
        and box["x"] + box["width"] <= around["x"] + around["width"] + 10
        and box["y"] + box["height"] <= around["y"] + around["height"] + 10
    )


def test_the_page_of_an_invoice_shows_where_values_stand_and_is_put_away_with_a_key(
    desk, owner, shared
):
    folder = shared / "invoices" / "invoice2data"
    desk.run("ingest", *(str(folder / name) for name in INVOICES), "--task", TASK)
    fetched: list[str] = []
    owner.on("requestfinished", lambda one: fetched.append(one.url) if "/page/" in one.url else 0)
    desk.run("scan", "--task", TASK)
    desk.run("decide", "--all", "mask", "--task", TASK)
    owner.goto(f"{desk.address}/review?task={TASK}")
    page = owner.get_by_role("img", name="The page")
    page.wait_for()
    owner.wait_for_function(
        "() => { const find = (root) => { for (const el of root.querySelectorAll('*')) {"
        " if (el.tagName === 'IMG' && el.alt === 'The page') return el;"
        " if (el.shadowRoot) { const f = find(el.shadowRoot); if (f) return f; } } };"
        " const img = find(document); return img && img.complete && img.naturalWidth > 500; }"
    )
    settled(owner)
    owner.keyboard.press("e")
    frame, field = owner.locator(".here"), owner.get_by_label("Vendor")
    expect(field).to_be_focused()
    for _ in range(10):
        if frame.count():
            break
        owner.keyboard.press("Tab")
    assert inside(frame.bounding_box(), page.bounding_box())
    picture(owner, "review-invoice-page")
    owner.keyboard.press("Escape")
    owner.keyboard.press("p")
    page.wait_for(state="hidden")
    owner.keyboard.press("p")
    page.wait_for(state="visible")
    owner.keyboard.press("?")
    expect(owner.locator(".sheet")).to_contain_text("Show the page, or its text only")
    owner.keyboard.press("Escape")
    the_page_of_the_next_invoice_is_there_when_it_is_shown(owner, fetched)


def the_page_of_the_next_invoice_is_there_when_it_is_shown(owner, fetched):
    """Both pictures are fetched while the first invoice is judged, and each once."""
    while len(fetched) < len(INVOICES):
        owner.wait_for_event("requestfinished", lambda one: "/page/" in one.url)
    first = owner.locator(".desk").get_attribute("data-example")
    owner.keyboard.press("x")
    owner.keyboard.press("x")
    expect(owner.locator(".desk")).not_to_have_attribute("data-example", str(first))
    width = owner.locator(".page img").evaluate("(picture) => picture.naturalWidth")
    assert (width > 500, len(set(fetched)), len(fetched)) == (True, 2, 2)
