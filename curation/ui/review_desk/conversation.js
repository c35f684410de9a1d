// A conversation, turn by turn. Texts go in as text nodes only: they are words of strangers.
const PLACEHOLDER = /<[A-Z][A-Z_]*_\d+>/g;
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

// The text with its placeholders for personal data softly marked.
function marked(text) {
  const whole = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    whole.append(text.slice(from, match.index), element("span", "replaced", match[0]));
    from = match.index + match[0].length;
  }
  whole.append(text.slice(from));
  return whole;
}

function textBlock(text, className) {
  const block = element("div", className);
  block.dir = "auto";
  if (text.length <= LONG) {
    block.append(marked(text));
    return block;
  }
  const more = element(
    "button",
    "more",
    `Show all ${text.length.toLocaleString("en")} characters`,
  );
  more.type = "button";
  more.onclick = () => block.replaceChildren(marked(text));
  block.append(marked(text.slice(0, SHOWN_OF_LONG)), " … ", more);
  return block;
}

function callBlock(call) {
  const block = element("div", "call");
  block.append(element("div", "call-name", `Calls ${call.name}`));
  block.append(textBlock(readableJson(call.arguments), "call-arguments"));
  return block;
}

function readableJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function showConversation(pane, card, preformatted) {
  const turns = card.messages.map((message) => {
    const turn = element("section", `turn ${message.speaker}`);
    const name = preformatted && message.speaker === "user" ? "Document" : SPEAKERS[message.speaker];
    turn.append(element("h3", "speaker", name));
    if (message.text) {
      const plain = preformatted && message.speaker === "user";
      turn.append(textBlock(message.text, plain ? "text preformatted" : "text"));
    }
    turn.append(...message.calls.map(callBlock));
    return turn;
  });
  pane.replaceChildren(...turns);
  pane.scrollTop = 0;
}
