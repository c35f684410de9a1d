"""An invoice in review: its page beside its text, with personal values painted over."""

from tests.browser.conftest import picture, settled

TASK = "invoice-fields"


def test_the_page_of_an_invoice_is_shown_and_put_away_with_a_key(desk, owner, shared):
    desk.run("ingest", str(shared / "invoices" / "invoice2data" / "coolblue1.pdf"), "--task", TASK)
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
    picture(owner, "review-invoice-page")
    owner.keyboard.press("p")
    page.wait_for(state="hidden")
    owner.keyboard.press("p")
    page.wait_for(state="visible")
