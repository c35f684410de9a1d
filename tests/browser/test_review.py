"""Reviewing in a real browser: by keyboard alone, past refreshes, and with hostile tickets."""

import http.server
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from curation.example import Example, Message, Source, Speaker, Suggestion, ToolCall
from curation.ingest.invoices.field_rules import rules_for
from curation.people import Role
from curation.review.route import Routing
from curation.review.trials import Trying
from curation.settings import ROOT, read_settings
from curation.task import QuestionKind, Task
from curation.ui.review.review_desk.wire import rule_as_json
from curation.workflow.review.routing import set_routing
from curation.workflow.settings.invitations import invite
from curation.workflow.settings.people import join
from curation.workflow.settings.task_builder import list_templates
from curation.workflow.workspace import (
    SHIPPED_TASKS,
    Workspace,
    close_workspace,
    open_workspace,
)
from tests.browser.conftest import (
    RunningDesk,
    expect_usable_by_all,
    free_port,
    new_profile,
    picture,
    settled,
)
from tests.field_rule_cases import CASES
from tests.makers import OWNER, make_example
from tests.staged import add_verdict
from tests.workflow.cleared import clear


class Sink(http.server.BaseHTTPRequestHandler):
    """Remembers every path that anything asks it for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def sink() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and what was asked there."""
    asked: list[str] = []
    handler = type("OwnSink", (Sink,), {"asked": asked})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def tickets(task: str, count: int) -> list[Example]:
    """So many tickets with an answer and a suggested category."""
    return [
        make_example(f"Where is my order {number}?", label="delivery", task=task, row=number)
        for number in range(count)
    ]


@dataclass
class Desk:
    """A running app in which every test has a task of its own, and its owner signed in."""

    running: RunningDesk
    browser: Browser
    state: StorageState
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, task: str) -> Page:
        """The review page of a task, with its first example shown."""
        context = new_profile(self.browser, self.state)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(f"{self.running.address}/review?task={task}")
        page.locator(".desk .turn").first.wait_for()
        return page

    def stored(self, task: str) -> list[dict[str, str]]:
        """What the command line exports of a task: the rows of the long table."""
        file = self.running.workspace / f"{task}.jsonl"
        self.running.run("reviews", "export", file, "--task", task)
        return [json.loads(line) for line in file.read_text().splitlines()]

    def decisions(self, task: str) -> list[str]:
        """The decisions that are stored, in their order."""
        return [row["answer"] for row in self.stored(task) if row["question"] == "decision"]

    def answer(self, task: str, question: str) -> str:
        """The one stored answer to a question."""
        (answer,) = [row["answer"] for row in self.stored(task) if row["question"] == question]
        return answer


TICKETS = {
    "ten": 12, "listed": 6, "typed": 2, "restored": 1, "undone": 3, "why": 6, "said": 2,
    "refreshed": 3, "half": 2, "cited": 2, "tabs": 3, "lengthy": 2, "offline": 5,
    "sixty": 80, "held": 9, "away": 12, "gone": 9, "spoken": 2, "pictured": 30, "keyed": 3,
    "alike": 4, "known": 4, "moved": 2, "signed": 2,
}  # fmt: skip
"""The tasks of ordinary tickets, each of one test, and how many tickets it has."""

DESK = ROOT / "curation" / "ui" / "review" / "review_desk"

RATING = """
[[questions]]
id = "quality"
kind = "rating"
title = "How good is the answer?"
options = ["very bad", "bad", "fair", "good", "very good"]
"""

CATEGORY = """
[[questions]]
id = "category"
kind = "label"
title = "What is it about?"
options = ["delivery", "refund", "billing", "account", "cancellation", "product"]
"""

MARKED = """
[[questions]]
id = "places"
kind = "spans"
title = "What is named?"
options = ["order number", "product"]
"""

PASSWORD = "correct horse battery"

LINE = "\u202e<img src=x> **" + "word" * 25_000
"""100 kB in one line, said to run from right to left."""

PARTY = "🎉🎉 My lamp (blue)\r\nfrom order 47-11, is 👩‍👩‍👧 broken."

HOSTILE = (
    "<img src={sink}/img> <script>fetch('{sink}/script')</script> ![x]({sink}/markdown) "
    "[click]({sink}/link) **bold** :red[red] $x^2$ <svg onload=fetch('{sink}/svg')> "
    "<iframe src={sink}/frame></iframe> \u202eright to left\u202c مرحبا"
)

INVOICE = Example(
    task="invoice-fields",
    messages=(Message(speaker=Speaker.USER, content="Acme     Invoice 7\nTotal  9.50"),),
    answer=Message(speaker=Speaker.ASSISTANT, content='{"invoice_number": "7"}'),
    source=Source(file="7.pdf", sha256="0" * 64, row=1),
)


LINES_TASK = """
title = "Invoice lines"
intake = "invoice"
overlap = 2
answer = "fields"
system_prompt = "Read the invoice."
guideline = "Write what the page shows."

[[questions]]
id = "fields"
kind = "fields"
title = "Fields of the invoice"
fields = ["vendor", "date", "iban", "net", "tax", "gross", "line_items"]
"""
READ = {"vendor": "Acme", "date": "2026-03-31", "net": "3.00", "tax": "0.57", "gross": "3.57"}
PENS = {"description": "Pens", "quantity": "2", "unit_price": "1.50", "amount": "3.00"}


def with_lines(task: str = "lines") -> Example:
    """An invoice whose vendor is read in another way, whose net amount is not sure."""
    hints = [("vendor", "Acme Ltd", 0.9), ("net", "3.00", 0.6), ("gross", "3.57", 0.95)]
    text = "Acme Ltd      31.03.2026\n2 Pens   1.50   3.00\nTotal  3.57"
    return Example(
        task=task,
        messages=(Message(speaker=Speaker.USER, content=text),),
        answer=Message(
            speaker=Speaker.ASSISTANT, content=json.dumps({**READ, "line_items": [PENS]})
        ),
        suggestions=tuple(
            Suggestion(question=f"fields.{name}", value=value, agent="rules", score=score)
            for name, value, score in hints
        ),
        source=Source(file="lines.pdf", sha256="0" * 64, row=1),
    )


def hostile(address: str) -> Example:
    """A ticket that tries everything in every place, towards an address."""
    text = HOSTILE.format(sink=address)
    call = ToolCall(id="c", name=f"<img src={address}/name>", arguments=f"<img src={address}/a>")
    return Example(
        task="hostile",
        messages=(
            Message(speaker=Speaker.USER, content=text),
            Message(speaker=Speaker.ASSISTANT, content=text, tool_calls=(call,)),
            Message(speaker=Speaker.TOOL, content=text, tool_call_id="c"),
        ),
        answer=Message(speaker=Speaker.ASSISTANT, content=text),
        suggestions=make_example(label=f"<img src={address}/label>").suggestions,
        source=Source(file=f"<img src={address}/file>.csv", sha256="0" * 64, row=1),
    )


def pair(number: int, *, task: str = "preferred-replies") -> Example:
    """A ticket with a better and a worse answer, as a file of pairs has it."""
    better = f"Your order {number} left on Monday and is with you on Wednesday."
    worse = f"Your order {number} left on Monday. Be patient, please."
    return replace(
        make_example(f"Where is order {number}?", answer=better, task=task),
        rejected=Message(speaker=Speaker.ASSISTANT, content=worse),
        source=Source(file="pairs.jsonl", sha256="0" * 64, row=number),
    )


TOPICS = f"""
[[questions]]
id = "topic"
kind = "label"
title = "What is it about?"
options = {json.dumps([f"topic_{number:02}" for number in range(77)])}

[[questions]]
id = "mood"
kind = "rating"
title = "How friendly is it?"
"""


def stock(folder: Path, sink: str) -> None:
    """A workspace with every test's task and its cleared examples."""
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    (folder / "tasks").mkdir()
    ordinary = (SHIPPED_TASKS / "support-replies.toml").read_text()
    for task in (*TICKETS, "bare", "long", "hostile", "erased"):
        title = f'title = "The task {task}"'
        named = ordinary.replace('title = "Support replies"', title)
        (folder / "tasks" / f"{task}.toml").write_text(named)
    (folder / "tasks" / "rated.toml").write_text(ordinary + RATING)
    unnamed = ordinary.split("[[questions]]")[0].replace('"category"', '"topic"')
    reply = ordinary[ordinary.index('[[questions]]\nid = "reply"') :]
    (folder / "tasks" / "topics.toml").write_text(unnamed + reply + TOPICS)
    for task in ("lines", "tabled"):
        (folder / "tasks" / f"{task}.toml").write_text(LINES_TASK)
    join(workspace, invite(workspace, OWNER, Role.REVIEWER), "Ann", PASSWORD)
    examples = [ticket for task, count in TICKETS.items() for ticket in tickets(task, count)]
    bare = make_example("Where is it?", task="bare")
    long = make_example(LINE, task="long", label="delivery")
    erased = make_example("It is for Zebulon Quist.", task="erased", label="delivery")
    examples += [erased, *tickets("rated", 1), *tickets("topics", 1)]
    compared = (SHIPPED_TASKS / "preferred-replies.toml").read_text()
    (folder / "tasks" / "several.toml").write_text(compared + CATEGORY + RATING)
    examples += [pair(1, task="several")]
    asking = 'edit_reasons = ["A fact was wrong", "Its tone was wrong"]\n' + ordinary
    (folder / "tasks" / "explained.toml").write_text(asking)
    examples += tickets("explained", 2)
    (folder / "tasks" / "marked.toml").write_text(ordinary + MARKED)
    examples += [make_example(PARTY, task="marked", label="delivery")]
    clear(
        workspace,
        [
            *(*examples, bare, long, hostile(sink), INVOICE),
            *(with_lines(), with_lines("tabled"), *map(pair, range(4))),
        ],
    )
    settle_half(workspace, workspace.task("known"))
    close_workspace(workspace)


def settle_half(workspace: Workspace, task: Task) -> None:
    """Two of a task's tickets are settled, and each of the others is followed by one of them."""
    for number, ticket in enumerate(tickets(task.id, 2)):
        final = {"category": "refund", "reply": "Yes."}
        add_verdict(workspace.store, ticket, verdict_id=f"v{number}", answers=final)
    set_routing(workspace, OWNER, task, Routing(trying=Trying(gold=100)), request_id="known")


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser, sink: tuple[str, list[str]]
) -> Iterator[Desk]:
    """One app for all tests of this file, with its owner signed in."""
    folder = tmp_path_factory.mktemp("review")
    stock(folder / "workspace", sink[0])
    running = RunningDesk(folder / "workspace", free_port(), folder / "app.log")
    running.start()
    context = new_profile(chromium)
    page = context.new_page()
    page.goto(running.link())
    page.get_by_role("heading", name="Overview").wait_for()
    yield Desk(running, chromium, context.storage_state())
    context.close()
    running.stop()


@pytest.fixture
def desk(app: Desk) -> Iterator[Desk]:
    """The app; the windows that a test opened are closed behind it."""
    yield app
    for context in app.contexts:
        context.close()
    app.contexts.clear()


def shown(page: Page) -> str:
    """The id of the example in front of the person."""
    return page.locator(".desk").get_attribute("data-example") or ""


def expect_saved(page: Page, count: int) -> None:
    """The app has acknowledged so many decisions, and none waits."""
    expect(page.locator(".desk .state")).to_have_text(f"Saved {count}")


def test_ten_examples_are_judged_by_keyboard_alone(desk):
    page = desk.open("ten")
    for number in range(10):
        for key in "a" if number % 2 else "xx":
            page.keyboard.press(key)
    expect(page.locator(".desk .progress")).to_have_text("10 done · 2 left")
    expect_saved(page, 10)
    assert desk.decisions("ten") == ["reject", "accept"] * 5


def test_a_label_and_an_edit_are_stored_as_typed(desk):
    page = desk.open("typed")
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("It is at your door, C and R and A.")
    expect(page.locator(".edited")).to_have_text("edited: 8 words in, 3 out")
    expect(page.locator(".changes del").first).to_have_text("on")
    picture(page, "review-text")
    page.locator(".answer").focus()
    page.keyboard.press("Control+Enter")
    expect_saved(page, 1)
    assert desk.answer("typed", "category") == "refund"
    assert desk.answer("typed", "reply") == "It is at your door, C and R and A."


def test_who_changes_an_answer_much_says_why_with_one_key(desk):
    page = desk.open("explained")
    page.keyboard.press("e")
    page.keyboard.type(" Or so.")  # too little to be asked about
    page.keyboard.press("Control+Enter")
    expect_saved(page, 1)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("We send another one today.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".desk .reasons")).to_contain_text("You changed the answer: why?")
    picture(page, "review-why-edited")
    page.keyboard.press("2")
    expect_saved(page, 2)
    reasons = [row["reason"] for row in desk.stored("explained") if row["question"] == "decision"]
    assert reasons == ["", "Its tone was wrong"]


def test_restoring_the_original_takes_the_edit_back(desk):
    page = desk.open("restored")
    page.keyboard.press("e")
    page.keyboard.type(" More.")
    page.get_by_role("button", name="Restore original").click()
    expect(page.locator(".edited")).to_be_hidden()
    page.keyboard.press("a")
    expect_saved(page, 1)
    assert desk.answer("restored", "reply") == "It is on its way."


def test_fields_are_filled_in_with_tab_and_stored_as_json(desk):
    page = desk.open("invoice-fields")
    page.keyboard.press("e")
    page.keyboard.type("Acme")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("2026-01-02")
    page.keyboard.press("Control+Enter")
    expect_saved(page, 1)
    fields = json.loads(desk.answer("invoice-fields", "fields"))
    assert {name: value for name, value in fields.items() if value} == {
        "vendor": "Acme",
        "invoice_number": "7",
        "date": "2026-01-02",
    }


def test_enter_goes_through_what_is_in_doubt_and_checks_follow_the_typing(desk):
    page = desk.open("lines")
    doubts = page.locator(".doubts")
    expect(doubts).to_have_text("3 fields in doubt")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Vendor")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Vendor")).to_have_value("Acme Ltd")
    for name in ("IBAN", "Net"):
        page.keyboard.press("Enter")
        expect(page.get_by_label(name)).to_be_focused()
    page.keyboard.type("4.00")
    expect(page.locator(".broken .note").first).to_have_text(
        "The lines do not add up to the net amount. Read as 3.00 (↓ takes it)."
    )
    expect(doubts).to_have_text("4 fields in doubt")
    picture(page, "review-fields")
    expect_usable_by_all(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".wanting .title").first).to_have_attribute(
        "data-reason", re.compile("Accept once more if the page says so.")
    )
    page.keyboard.press("Control+a")
    page.keyboard.type("3.00")
    expect(doubts).to_have_text("Nothing is in doubt")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect_saved(page, 1)
    fields = json.loads(desk.answer("lines", "fields"))
    assert (fields["vendor"], fields["net"]) == ("Acme Ltd", "3.00")
    assert json.loads(fields["line_items"]) == [PENS]


def test_the_browser_follows_the_rules_for_fields_as_the_app_does(desk):
    page = desk.browser.new_page()
    script = (DESK / "field_rules.js").read_text()
    cases = [
        {
            "rules": [rule_as_json(rule) for rule in rules_for(values)],
            "values": values,
        }
        for values, _ in CASES
    ]
    found = page.evaluate(
        f"(cases) => {{ {script}\n return cases.map((one) => brokenRules(one.rules, one.values)"
        ".map(({ rule, line }) => [rule.kind, line])); }",
        cases,
    )
    tables = ("", "[]", " [ ] ", '[{"amount": "1"}]', "see the page", '["1"]')
    shown = page.evaluate(f"(texts) => {{ {script}\n return texts.map(isTable); }}", tables)
    page.close()
    assert found == [broken for _, broken in CASES]
    assert shown == [True, True, True, True, False, False]


CLASHES = """
([screens, chosen]) => {
  const wrong = [];
  for (const kinds of screens) for (const own of chosen) {
    moveKeys(new Set(kinds));
    setOwnKeys(own);
    const says = `${kinds} with ${JSON.stringify(own)}`;
    const seen = takenByQuestions();
    for (const entry of KEYS.filter((one) => one.does)) {
      const keys = keysOf(entry) ?? [];
      if (!keys.length) wrong.push(`${entry.does} has no key: ${says}`);
      for (const key of keys) {
        if (seen.has(key)) wrong.push(`${key} means two things: ${says}`);
        if (actionOf(key) !== entry.does) wrong.push(`${key} is not ${entry.does}: ${says}`);
        seen.add(key);
      }
    }
    for (const [does, key] of Object.entries(own)) {
      const kept = actionOf(key) === does || takenByQuestions().has(key);
      if (!kept) wrong.push(`${key} was chosen for ${does}: ${says}`);
    }
  }
  return wrong;
}
"""


def screens() -> list[list[str]]:
    """The kinds of question of every task that ships, and every other set of kinds."""
    kinds = [str(kind) for kind in QuestionKind] + ["several"]
    sets = [list(one) for size in range(len(kinds) + 1) for one in combinations(kinds, size)]
    tasks = list_templates().values()
    return [[str(one.kind) for one in task.questions] for task in tasks] + sets


def chosen_keys() -> list[dict[str, str]]:
    """No key changed, each action with each of some keys, and many changed at random."""
    actions = re.findall(r'does: "(\w+)"', (DESK / "keys.js").read_text())
    letters = "abdehkqswx."
    single = [{action: key} for action in actions for key in (*letters, "Delete", "Backspace")]
    chance = Random(5)
    mixed = [
        dict(zip(chance.sample(actions, 6), chance.sample(ascii_lowercase, 6), strict=True))
        for _ in range(40)
    ]
    return [{}, *single, *mixed]


def test_no_key_means_two_things_whatever_is_asked_and_whatever_keys_were_chosen(desk):
    page = desk.browser.new_page()
    script = (DESK / "keys.js").read_text()
    found = page.evaluate(
        f"(cases) => {{ {script}\n return ({CLASHES})(cases); }}", [screens(), chosen_keys()]
    )
    page.close()
    assert found == []


def test_pairs_are_judged_by_keyboard_with_reasons(desk):
    page = desk.open("preferred-replies")
    first = shown(page)
    press(page.locator("summary", has_text="Guideline"))  # Enter accepts a pair, but not here
    page.get_by_text("A longer answer is not a better one.").wait_for()
    assert shown(page) == first
    page.locator(".desk").focus()
    page.keyboard.press("Enter")  # nothing is chosen yet
    expect(page.locator(".wanting .title")).to_have_attribute("data-reason", "Choose first.")
    better = page.locator(".side", has_text="is with you on Wednesday")
    letter = (better.get_attribute("aria-label") or "")[-1]
    for key in (letter.lower(), "2", "5", "5"):
        page.keyboard.press(key)
    expect(page.locator(".side.better")).to_contain_text("is with you on Wednesday")
    expect(page.locator(".side.better .differs").first).to_be_visible()
    picture(page, "review-preference")
    for key in ("Enter", "e", "Enter", "x", "Enter", "d", "d"):
        page.keyboard.press(key)
    expect_saved(page, 4)
    rows = desk.stored("preferred-replies")
    first, tie, bad = (json.loads(row["answer"]) for row in rows if row["question"] == "preferred")
    assert first == {
        "choice": "first",
        "reasons": ["It solves the problem"],
        "swapped": letter == "B",
    }
    assert (tie["choice"], bad["choice"]) == ("tie", "both_bad")
    assert desk.decisions("preferred-replies") == ["accept"] * 3 + ["reject"]
    page.keyboard.press("h")  # D rejects here
    expect(page.get_by_role("dialog", name="Discussion of this example")).to_be_visible()


def test_a_label_and_a_rating_take_turns_at_the_number_keys(desk):
    page = desk.open("rated")
    for key in ("2", "4"):
        page.keyboard.press(key)
    expect(page.locator(".ratings .chip[aria-pressed=true]")).to_have_text("4 good")
    picture(page, "review-rating")
    page.keyboard.press("a")
    expect_saved(page, 1)
    assert (desk.answer("rated", "category"), desk.answer("rated", "quality")) == ("refund", "4")


def test_one_of_many_labels_is_found_by_its_name_and_a_rating_says_which_end_is_best(desk):
    page = desk.open("topics")
    finder = page.get_by_label("Find a label for What is it about?")
    page.keyboard.press("l")
    expect(finder).to_be_focused()
    expect(finder).to_be_in_viewport()
    expect(page.locator(".picked")).to_have_text("None is chosen yet.")
    page.keyboard.type("_69")
    page.keyboard.press("Enter")
    expect(page.locator(".picked")).to_have_text("Chosen: topic_69")
    expect(page.locator(".questions")).to_contain_text("1 is the worst, 5 the best.")
    page.keyboard.press("q")
    page.keyboard.press("4")
    page.keyboard.press("a")
    expect_saved(page, 1)
    assert (desk.answer("topics", "topic"), desk.answer("topics", "mood")) == ("topic_69", "4")


def test_a_label_a_rating_and_a_pair_share_the_keys_on_one_screen(desk):
    page = desk.open("several")
    for key in ("2", "4"):  # nothing is better yet, so the numbers are for the other two
        page.keyboard.press(key)
    for key in ("a", "3", "q", "6", "1"):
        page.keyboard.press(key)
    picture(page, "review-several")
    expect_usable_by_all(page, "dark")
    page.keyboard.press("Enter")
    expect_saved(page, 1)
    assert desk.answer("several", "category") == "product"
    assert desk.answer("several", "quality") == "1"
    better = json.loads(desk.answer("several", "preferred"))
    assert better["reasons"] == ["It is complete"]


def test_stretches_are_marked_by_keyboard_and_mouse_with_exact_places(desk):
    page = desk.open("marked")
    for key in ("ArrowRight",) * 3 + ("Shift+ArrowRight", "2"):  # 🎉🎉, My, lamp (blue
        page.keyboard.press(key)
    for key in ("ArrowRight",) * 3 + ("Control+Shift+ArrowLeft",) * 2 + ("1",):
        page.keyboard.press(key)
    marks = page.locator(".desk .marks li")
    expect(marks).to_have_count(2)
    expect(marks.nth(1)).to_contain_text("order number")
    picture(page, "review-spans")
    expect_usable_by_all(page, "dark")
    page.locator(".desk .turn .text").evaluate(
        """(block) => {
          const words = block.firstChild.data;
          const range = new Range();
          range.setStart(block.firstChild, words.indexOf(" broken"));
          range.setEnd(block.firstChild, words.indexOf("broken") + 6);
          const selection = block.getRootNode().getSelection?.() ?? document.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          block.dispatchEvent(new MouseEvent("mouseup", { bubbles: true, composed: true }));
        }"""
    )
    page.keyboard.press("1")
    expect(marks).to_have_count(3)
    page.keyboard.press("a")
    page.keyboard.press("u")  # undone: the marks are there again, and one is taken away
    expect(marks).to_have_count(3)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Delete", "a"):
        page.keyboard.press(key)
    expect_saved(page, 1)
    places = json.loads(desk.answer("marked", "places"))
    assert [one["text"] for one in places] == ["r 47-11", "broken"]
    assert all(PARTY[one["begins"] : one["ends"]] == one["text"] for one in places)


def test_accepting_without_a_label_says_what_is_missing(desk):
    page = desk.open("bare")
    page.keyboard.press("a")
    expect(page.locator(".wanting .title")).to_have_attribute("data-reason", "Choose one first.")
    page.keyboard.press("1")
    page.keyboard.press("a")
    expect_saved(page, 1)


def test_undo_brings_the_example_back_with_its_answers(desk):
    page = desk.open("undone")
    first = shown(page)
    for key in ("2", "a", "a", "u", "Backspace"):
        page.keyboard.press(key)
    assert shown(page) == first
    expect(page.locator(".chip[aria-pressed=true]")).to_contain_text("refund")
    page.keyboard.press("x")
    page.keyboard.press("x")
    expect_saved(page, 1)
    assert desk.decisions("undone") == ["reject"]


def test_an_earlier_decision_is_chosen_from_a_list_and_changed(desk):
    page = desk.open("listed")
    first = shown(page)
    for key in ("3", "a", "x", "1", "a"):
        page.keyboard.press(key)
    page.keyboard.press("r")
    rows = page.locator(".decided button")
    expect(rows.nth(1)).to_contain_text("Rejected: The answer is wrong Where is my order")
    picture(page, "review-recent")
    page.keyboard.press("3")
    assert shown(page) == first
    expect(page.locator(".chip[aria-pressed=true]")).to_contain_text("billing")
    page.keyboard.press("2")
    page.keyboard.press("a")
    expect_saved(page, 3)
    answers = {
        row["example_id"]: row["answer"]
        for row in desk.stored("listed")
        if row["question"] == "category"
    }
    assert answers[first] == "refund"
    assert sorted(desk.decisions("listed")) == ["accept", "accept", "reject"]


def test_what_cites_a_clause_is_listed_when_the_clause_is_changed(desk):
    page = desk.open("cited")
    for key in ("1", "g", "2"):
        page.keyboard.press(key)
    clause = page.locator(".clauses [aria-pressed=true] span")
    words = clause.inner_text()
    picture(page, "review-clauses")
    page.set_viewport_size({"width": 900, "height": 900})
    expect(page.locator(".desk .clauses")).to_be_in_viewport(ratio=1)
    boxes = [page.locator(f".desk {one}").bounding_box() for one in (".clauses", ".bar")]
    assert all(boxes)
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]  # type: ignore[index]
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("button", name="Cites 1")).to_be_visible()
    page.keyboard.press("a")
    expect_saved(page, 1)
    page.reload()
    expect(page.get_by_role("button", name="Cite", exact=False)).to_be_visible()
    expect(page.locator(".desk .progress")).to_contain_text("1 done")
    page.keyboard.press("r")
    expect(page.locator(".decided em")).to_contain_text(words[:60])
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Cites 1")).to_be_visible()
    page.keyboard.press("a")
    expect_saved(page, 1)
    page.goto(f"{desk.running.address}/guideline?task=cited")
    page.get_by_text("Change the guideline").click()
    page.get_by_label("Clause 2", exact=True).fill("Be true.")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("This clause was changed; 1 example decided under it.")).to_be_visible()
    expect(page.get_by_text(words, exact=True).first).to_be_visible()
    picture(page, "guideline")


def test_a_changed_key_is_kept_for_the_next_sign_in_and_shown(desk):
    page = desk.open("keyed")
    page.keyboard.press("?")
    page.get_by_role("button", name="Change the key: Accept the answers as they stand").click()
    page.keyboard.press("s")  # which skips, and takes A for it
    picture(page, "review-keys")
    expect_usable_by_all(page)
    page.get_by_role("button", name="Change the key: Undo the last decision").click()
    page.keyboard.press("1")
    expect(page.locator(".trouble")).to_have_text(
        "1 cannot be used here: choose a letter or a sign."
    )
    page.keyboard.press("Escape")
    again = desk.open("keyed")
    expect(again.locator(".bar .accept kbd")).to_have_text("S")
    again.keyboard.press("s")
    expect_saved(again, 1)
    assert desk.decisions("keyed") == ["accept"]
    again.keyboard.press("?")
    again.get_by_role("button", name="Back to the usual keys").click()
    expect(again.locator(".bar .accept kbd")).to_have_text("A")
    page = desk.open("keyed")
    expect(page.locator(".bar .accept kbd")).to_have_text("A")


def test_a_reject_and_a_skip_keep_the_reason_that_was_chosen_or_typed(desk):
    page = desk.open("why")
    for key in "x2s1x0":
        page.keyboard.press(key)
    page.keyboard.type("The customer wrote twice")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    expect(page.get_by_role("group", name="Reject: why?")).to_be_visible()
    page.keyboard.press("a")  # another thing to do puts the question away
    expect_saved(page, 4)
    given = [
        (row["answer"], row["reason"])
        for row in desk.stored("why")
        if row["question"] == "decision"
    ]
    assert given == [
        ("reject", "The request cannot be understood"),
        ("skip", "I do not know enough about it"),
        ("reject", "The customer wrote twice"),
        ("accept", ""),
    ]


def test_a_comment_and_a_flag_are_kept_and_read_again_after_a_refresh(desk):
    page = desk.open("said")
    page.keyboard.press("f")
    page.keyboard.press("c")
    page.keyboard.type("Is this <b>paid</b>? X A S")
    page.keyboard.press("Enter")
    expect(page.locator(".comment .text")).to_have_text("Is this <b>paid</b>? X A S")
    page.keyboard.type("Half")
    page.reload()
    page.locator(".desk .turn").first.wait_for()
    page.keyboard.press("c")
    expect(page.locator(".comment .text")).to_have_text("Is this <b>paid</b>? X A S")
    expect(page.locator(".discussion .remark")).to_have_text("Flagged for discussion.")
    expect(page.locator(".discussion textarea")).to_have_value("Half")
    page.keyboard.press("Escape")
    expect(page.locator(".discussion")).to_be_hidden()
    page.keyboard.press("a")
    expect_saved(page, 1)
    page.keyboard.press("d")
    expect(page.locator(".comment .text")).to_have_text("Is this <b>paid</b>? X A S")


def test_undo_works_after_a_refresh(desk):
    page = desk.open("refreshed")
    first = shown(page)
    page.keyboard.press("a")
    expect_saved(page, 1)
    page.reload()
    page.locator(".desk .turn").first.wait_for()
    page.keyboard.press("u")
    assert shown(page) == first
    expect(page.locator(".desk .progress")).to_have_text("0 done · 3 left")
    expect(page.locator(".desk .state")).to_be_empty()
    assert desk.decisions("refreshed") == []


def test_a_half_typed_answer_survives_a_refresh(desk):
    page = desk.open("half")
    first = shown(page)
    page.keyboard.press("e")
    page.keyboard.type(" Half typed")
    page.reload()
    page.locator(".desk .turn").first.wait_for()
    assert shown(page) == first
    expect(page.locator(".answer")).to_have_value("It is on its way. Half typed")


def test_an_answer_to_a_known_example_counts_and_stays_in_the_list(desk):
    page = desk.open("known")
    first = shown(page)
    for _ in range(2):
        page.keyboard.press("a")
    expect_saved(page, 2)
    expect(page.locator(".notice")).to_contain_text("What is it about? refund.")
    page.keyboard.press("u")
    expect(page.locator(".notice").last).to_contain_text("Not saved: A known example.")
    page.keyboard.press("r")
    expect(page.locator(".decided button")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("u")  # what is not known can be taken back behind it
    assert shown(page) == first


def test_what_was_typed_in_a_second_window_is_kept_until_it_is_closed(desk):
    page, other = desk.open("tabs"), desk.open("tabs")
    assert shown(page) == shown(other)
    page.keyboard.press("a")
    expect_saved(page, 1)
    type_and_accept(other, " Yes.")
    notice = other.locator(".notice")
    expect(notice).to_contain_text("Not saved: Judged already.")
    expect(notice.locator(".kept")).to_have_value("It is on its way. Yes.")
    other.reload()
    expect(notice.locator(".kept")).to_have_value("It is on its way. Yes.")
    notice.get_by_role("button", name="Close").click()
    other.reload()
    other.locator(".desk .turn").first.wait_for()
    expect(notice).to_have_count(0)


def test_what_was_typed_is_kept_when_the_example_is_erased_meanwhile(desk):
    page = desk.open("erased")
    desk.running.run("erase", "--subject", "Zebulon Quist")
    type_and_accept(page, " Yes.")
    expect(page.locator(".notice").first).to_contain_text("Not saved: The example is gone.")
    expect(page.locator(".notice .kept")).to_have_value("It is on its way. Yes.")
    assert desk.decisions("erased") == []


def test_what_was_typed_is_kept_when_the_example_changed_or_others_were_first(desk, tmp_path):
    page = desk.open("moved")
    lines = [json.dumps({"messages": [{"role": "user", "content": read(page)}], "answer": "No."})]
    grown = tmp_path / "grown.jsonl"
    grown.write_text(lines[0])
    desk.running.run("ingest", grown, "--task", "moved")
    desk.running.run("scan", "--task", "moved")
    type_and_accept(page, " Yes.")
    expect(page.locator(".notice").last).to_contain_text("Not saved: The example changed.")
    others = tmp_path / "others.csv"
    rows = [f"{shown(page)},{who},decision,accept" for who in ("dora", "emil")]
    others.write_text("\n".join(["example_id,reviewer,question,answer", *rows]))
    desk.running.run("reviews", "import", others)
    type_and_accept(page, " Sure.")
    expect(page.locator(".notice").last).to_contain_text("Not saved: Others were first.")
    for place, words in enumerate(("Yes.", "Sure.")):
        typed = page.locator(".notice .kept").nth(place)
        expect(typed).to_have_value(f"It is on its way. {words}")


def read(page: Page) -> str:
    """What the customer wrote, as it is shown."""
    return page.locator(".turn.user .text").inner_text()


def test_a_draft_waits_for_who_signed_out_and_comes_in_again(desk):
    context = new_profile(desk.browser)
    desk.contexts.append(context)
    page = context.new_page()
    page.goto(f"{desk.running.address}/review?task=signed")
    sign_in(page)
    page.locator(".desk .turn").first.wait_for()
    there = shown(page)
    page.keyboard.press("e")
    page.keyboard.type(" Half typed")
    page.get_by_role("button", name="Sign out").press("Enter")
    sign_in(page)
    page.goto(f"{desk.running.address}/review?task=signed")
    page.locator(".desk .turn").first.wait_for()
    expect_half_typed(page, there)


def sign_in(page: Page) -> None:
    """Come in by name and password, without a mouse."""
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()


def test_one_decision_for_many_alike_is_made_and_taken_back_by_keyboard(desk):
    page = desk.open("alike")
    press(page.locator("summary", has_text="Several at once"))
    press(page.get_by_role("button", name="Similar to the next one"))
    press(page.get_by_role("button", name="Accept 4 examples"))
    page.get_by_text("4 examples accepted.").wait_for()
    expect(page.locator(".desk .progress")).to_have_text("4 done · 0 left")
    assert desk.decisions("alike") == ["accept"] * 4
    press(page.get_by_role("button", name="Undo: 4 examples accepted"))
    page.get_by_text("4 examples taken back.").wait_for()
    expect(page.locator(".desk .progress")).to_have_text("0 done · 4 left")
    assert desk.decisions("alike") == []


def press(control: Locator) -> None:
    """Press Enter on a control, as who goes there with Tab."""
    control.focus()
    control.press("Enter")


def test_lines_of_an_invoice_are_added_and_removed_by_keyboard(desk):
    page = desk.open("tabled")
    lines = page.get_by_role("table", name="line items")
    page.keyboard.press("e")
    for _ in range(6):  # vendor, date, IBAN, net, tax, gross
        page.keyboard.press("Tab")
    first = lines.get_by_label("description").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    for words in ("Ink", "1", "4.00", "4.00"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(page.locator(".broken .note").first).to_contain_text("The lines do not add up")
    expect(lines.get_by_role("row")).to_have_count(4)  # its head, two lines, and room for one
    first.focus()
    page.keyboard.press("Control+Delete")
    expect(first).to_have_value("Ink")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")  # once more: the page says so
    expect_saved(page, 1)
    ink = {"description": "Ink", "quantity": "1", "unit_price": "4.00", "amount": "4.00"}
    fields = json.loads(desk.answer("tabled", "fields"))
    assert json.loads(fields["line_items"]) == [ink]


def type_and_accept(page: Page, words: str) -> None:
    """Add words to the answer, and accept it from inside the text."""
    page.keyboard.press("e")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def test_sixty_keys_in_two_seconds_are_stored_exactly_once(desk):
    """Typed as fast as a hand cannot; where the machine is too slow, a key waits for a card."""
    page = desk.open("sixty")
    judged = page.evaluate(PRESS_SIXTY)
    expect_saved(page, 60)
    rows = desk.stored("sixty")
    assert len(set(judged)) == 60
    assert sorted(row["example_id"] for row in rows if row["question"] == "decision") == sorted(
        judged
    )


PRESS_SIXTY = """
async () => {
  const find = (node) => {
    for (const child of node.querySelectorAll("*")) {
      if (child.matches(".desk")) return child;
      const found = child.shadowRoot && find(child.shadowRoot);
      if (found) return found;
    }
  };
  const desk = find(document);
  const judged = [];
  while (judged.length < 60) {
    if (!desk.querySelector(".panes").hidden) {
      judged.push(desk.dataset.example);
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
    }
    await new Promise((done) => setTimeout(done, 33));
  }
  return judged;
}
"""


def test_a_key_held_down_judges_one_example(desk):
    page = desk.open("held")
    for _ in range(5):
        page.keyboard.down("a")  # the second and later ones are repeats
    page.keyboard.up("a")
    expect(page.locator(".desk .progress")).to_have_text("1 done · 8 left")


def test_who_worked_on_while_the_app_was_killed_finds_example_and_draft_as_they_were(desk):
    page = desk.open("away")
    page.keyboard.press("a")
    expect_saved(page, 1)
    page.keyboard.press("a")  # on its way, or just on disk, when the app is killed
    desk.running.stop(kill=True)
    for _ in range(2):
        page.keyboard.press("a")
    there = shown(page)
    page.keyboard.press("e")
    page.keyboard.type(" Half typed")
    expect(page.locator(".desk .state")).to_have_text(WAITING)
    desk.running.start()
    expect(page.locator(".desk .state")).to_have_text("Saved 4", timeout=45_000)
    expect_half_typed(page, there)
    page.reload()
    page.locator(".desk .turn").first.wait_for()
    expect_half_typed(page, there)
    assert desk.decisions("away") == ["accept"] * 4


WAITING = re.compile("Saving|not saved yet")


def expect_half_typed(page: Page, example: str) -> None:
    """The example is in front of the person, with what they began to type."""
    assert shown(page) == example
    expect(page.locator(".answer")).to_have_value("It is on its way. Half typed")


def test_who_is_offline_goes_on_and_all_is_stored_when_the_network_is_back(desk):
    page = desk.open("offline")
    page.context.set_offline(True)
    for _ in range(3):
        page.keyboard.press("a")
    there = shown(page)
    page.keyboard.press("e")
    page.keyboard.type(" Half typed")
    expect(page.locator(".desk .state")).to_have_text(WAITING)
    page.context.set_offline(False)
    expect(page.locator(".desk .state")).to_have_text("Saved 3", timeout=45_000)
    expect_half_typed(page, there)
    assert desk.decisions("offline") == ["accept"] * 3


def test_decisions_survive_a_refresh_while_the_app_is_away(desk):
    page = desk.open("gone")
    desk.running.stop(kill=True)
    for key in "axx":
        page.keyboard.press(key)
    desk.running.start()
    page.reload()
    expect(page.locator(".desk .progress")).to_have_text("2 done · 7 left")
    expect_saved(page, 2)
    assert desk.decisions("gone") == ["accept", "reject"]


def test_a_hostile_ticket_is_shown_as_text_and_fetches_nothing(desk, sink):
    address, asked = sink
    text = HOSTILE.format(sink=address)
    page = desk.open("hostile")
    expect(page.locator(".turn.user .text")).to_have_text(text)
    expect(page.locator(".answer")).to_have_value(text)
    assert page.locator(".desk").locator("img, script, svg, iframe, a").count() == 0
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_a_line_of_100_kb_is_shown_shortened_and_whole_on_demand_inside_its_pane(desk):
    page = desk.open("long")
    text = page.locator(".turn .text")
    expect(text).not_to_have_text(LINE)
    page.get_by_role("button", name=f"Show all {len(LINE):,} characters").click()
    expect(text).to_have_text(LINE)
    for pane in (page.locator(".desk .conversation"), page.locator("html")):
        assert pane.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_an_answer_that_cannot_be_taken_stays_where_it_was_typed(desk):
    page = desk.open("lengthy")
    page.locator(".answer").fill("x" * 100_001)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice")).to_contain_text("100,001 characters; 100,000 are possible")
    expect(page.locator(".answer")).to_have_value("x" * 100_001)
    page.locator(".answer").fill("Yes.")
    page.keyboard.press("Control+Enter")
    expect_saved(page, 1)
    assert desk.answer("lengthy", "reply") == "Yes."


def test_the_next_example_is_announced_and_the_keys_are_listed(desk):
    page = desk.open("spoken")
    page.keyboard.press("a")
    expect(page.locator(".spoken")).to_contain_text("Example 2. Where is my order")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(page.locator(".sheet dt").first).to_be_in_viewport()
    says = page.locator(".sheet dd").all_inner_texts()
    assert [words for words in says if re.match("Find a label|Show the page", words)] == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_pictures_of_the_desk(desk):
    picture(desk.open("pictured"), "review")
