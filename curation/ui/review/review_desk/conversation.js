// A conversation, turn by turn. Texts go in as text nodes only: they are words of strangers.
const LONG = 6000;
const SHOWN_OF_LONG = 3000;
const SPEAKERS = {
  system: "Instruction",
  developer: "Instruction",
  user: "Customer",
  assistant: "Agent",
  tool: "Tool result",
};

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// The text up to an index, softly marked where something stands for personal data.
function marked(text, replaced, upTo = text.length) {
  const whole = document.createDocumentFragment();
  let from = 0;
  for (const [begins, ends] of replaced ?? []) {
    if (begins >= upTo) break;
    const stop = Math.min(ends, upTo);
    const mark = element("span", "replaced", text.slice(begins, stop));
    mark.title = "Stands for something personal";
    whole.append(text.slice(from, begins), mark);
    from = stop;
  }
  whole.append(text.slice(from, upTo));
  return whole;
}

function textBlock(text, className, replaced, whole = false) {
  const block = element("div", className);
  block.dir = "auto";
  if (whole || text.length <= LONG) {
    block.append(marked(text, replaced));
    return block;
  }
  const more = element(
    "button",
    "more",
    `Show all ${text.length.toLocaleString("en")} characters`,
  );
  more.type = "button";
  more.onclick = () => block.replaceChildren(marked(text, replaced));
  block.append(marked(text, replaced, SHOWN_OF_LONG), " … ", more);
  return block;
}

function callBlock(call) {
  const block = element("div", "call");
  block.append(element("div", "call-name", `Calls ${call.name}`));
  block.append(textBlock(call.arguments, "call-arguments", call.replaced));
  return block;
}

function turnBlock(message, preformatted, whole = false) {
  const turn = element("section", `turn ${message.speaker}`);
  const plain = preformatted && message.speaker === "user";
  turn.append(element("h2", "speaker", plain ? "Document" : SPEAKERS[message.speaker]));
  const look = plain ? "text preformatted" : "text";
  if (message.text) turn.append(textBlock(message.text, look, message.replaced, whole));
  turn.append(...message.calls.map(callBlock));
  return turn;
}

// What was said after the answer, folded: it helps to judge and is never learned.
function followingBlock(messages) {
  const fold = element("details", "following");
  const count = messages.length === 1 ? "1 message" : `${messages.length} messages`;
  fold.append(element("summary", "", `What was said afterwards (${count})`));
  fold.append(...messages.map((message) => turnBlock(message, false)));
  return fold;
}

// The pages of the original document as pictures. The app lets no browser keep them, so those of
// the next example are elements that wait here.
const FETCHED = 2; // at once; of the example on the screen each further one as soon as it can be
const aheadOf = new Map(); // pages by card

function pagesBlock(card) {
  const pages = aheadOf.get(cardKey(card)) ?? drawPages(card);
  aheadOf.delete(cardKey(card));
  return pages;
}

// Has the pages of an example at hand before it is shown, and of no other.
function fetchPages(card) {
  const known = card?.pages > 0 ? aheadOf.get(cardKey(card)) ?? drawPages(card) : null;
  aheadOf.clear();
  if (known) aheadOf.set(cardKey(card), known);
}

function drawPages(card) {
  const pages = element("div", "pages");
  for (let page = 1; page <= card.pages; page += 1) {
    const name = card.pages === 1 ? "The page" : `Page ${page} of ${card.pages}`;
    const figure = element("figure", "page");
    const picture = element("img");
    picture.loading = page > FETCHED ? "lazy" : "eager";
    picture.alt = name;
    picture.onload = () => fetchOn(pages);
    picture.onerror = () => explainPage(figure, picture);
    picture.src = `/page/${encodeURIComponent(card.id)}/${card.version}/${page}`;
    const sheet = element("div", "sheet-of-page");
    sheet.append(picture);
    figure.append(sheet, element("figcaption", "", name));
    pages.append(figure);
  }
  return pages;
}

// Has the next page fetched once those before it are there: whoever turns a page finds it.
function fetchOn(pages) {
  const pictures = [...pages.querySelectorAll("img")];
  const waiting = pictures.some((one) => one.loading === "eager" && !one.complete);
  const next = pictures.find((one) => one.loading === "lazy");
  if (next && !waiting && pages.isConnected && !pages.hidden) next.loading = "eager";
}

// A page that the app does not show says why; one that did not come is asked for again.
const ASK_PAGE_AGAIN_MS = 3000;
const ASK_PAGE_TIMES = 20; // the app is back within a minute, or it is not the app

async function explainPage(figure, picture) {
  const answer = await fetch(picture.src).catch(() => null);
  const asked = Number(picture.dataset.asked ?? 0);
  if ((!answer || answer.ok) && asked < ASK_PAGE_TIMES) {
    picture.dataset.asked = asked + 1;
    setTimeout(() => { picture.src = picture.src; }, ASK_PAGE_AGAIN_MS);
    return;
  }
  const why = answer?.status === 404 ? await answer.text() : "Read the text instead.";
  figure.replaceChildren(element("p", "remark", `This page cannot be shown as a picture. ${why}`));
}

// `whole` shows long texts to their end: every place in them may be marked.
function showConversation(pane, card, preformatted, whole) {
  const text = element("div", "turns");
  text.append(...card.messages.map((message) => turnBlock(message, preformatted, whole)));
  [...text.children].forEach((turn, index) => {
    turn.dataset.message = index;
  });
  if (card.following?.length) text.append(followingBlock(card.following));
  const remarks = (card.remarks ?? []).map((remark) => element("p", "remark", remark));
  pane.replaceChildren(...remarks, text);
  pane.classList.toggle("with-pages", card.pages > 0);
  if (card.pages > 0) {
    const look = element("button", "look", "");
    look.type = "button";
    const pages = pagesBlock(card);
    look.onclick = () => showPages(pane, pages.hidden);
    pane.prepend(look);
    pane.insertBefore(pages, text); // the page is what an accountant knows; its text comes below
    showPages(pane, showPages.wanted ?? true);
  }
  pane.scrollTop = 0;
}

// Shows the pictures of the pages, or the text that was read from them.
function showPages(pane, pictures) {
  const [look, pages] = [".look", ".pages"].map((one) => pane.querySelector(one));
  if (!look) return false;
  showPages.wanted = pictures;
  pages.hidden = !pictures;
  fetchOn(pages);
  pane.classList.toggle("pictures", pictures);
  look.replaceChildren(element("kbd", "", "P"), pictures ? " Text only" : " Show the page");
  look.setAttribute("aria-pressed", String(pictures));
  return true;
}

function togglePages(pane) {
  const pages = pane.querySelector(".pages");
  return pages ? showPages(pane, pages.hidden) : false;
}
