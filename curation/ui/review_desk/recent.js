// The last ten decisions, the newest first: each is brought back to be changed by its number.
const TEN = 10;
const DECIDED = { accept: "Accepted", reject: "Rejected", skip: "Skipped" };

class Recent {
  constructor(root, bringBack, closed) {
    this.root = root;
    this.bringBack = bringBack;
    this.closed = closed;
  }

  open(history) {
    this.entries = history.slice(-TEN).reverse();
    const head = element("div", "head");
    const close = element("button", "more");
    close.type = "button";
    close.append(element("kbd", "", "Esc"), " Close");
    close.onclick = () => this.close();
    head.append(element("strong", "title", "Your last decisions"), close);
    const list = element("ol", "decided");
    list.append(...this.entries.map((entry, index) => this._row(entry, index)));
    const none = element("p", "quiet", "There are none yet.");
    this.root.replaceChildren(head, this.entries.length ? list : none);
    this.root.hidden = false;
    (list.querySelector("button") ?? close).focus();
  }

  close() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.closed();
  }

  // True when the key chose a decision or put the list away.
  key(name) {
    if (this.root.hidden) return false;
    const entry = this.entries["1234567890".indexOf(name)];
    if (entry && name.length === 1) this._choose(entry);
    else if (actionOf(name) === "recent") this.close();
    else if (name === "ArrowDown" || name === "ArrowUp") this._move(name === "ArrowDown" ? 1 : -1);
    else return false;
    return true;
  }

  _move(by) {
    const buttons = [...this.root.querySelectorAll(".decided button")];
    const place = buttons.indexOf(this.root.getRootNode().activeElement);
    buttons[(place + by + buttons.length) % buttons.length]?.focus();
  }

  _row(entry, index) {
    const button = element("button");
    button.type = "button";
    button.onclick = () => this._choose(entry);
    const words = entry.card.messages.at(-1)?.text.trim().replace(/\s+/g, " ") ?? "";
    const said = element("span", "excerpt", words.slice(0, 120));
    said.dir = "auto";
    button.append(
      element("kbd", "", String((index + 1) % TEN)),
      " ",
      element("strong", "", [DECIDED[entry.decision], entry.reason].filter(Boolean).join(": ")),
      " ",
      said,
    );
    const row = element("li");
    row.append(button);
    return row;
  }

  _choose(entry) {
    this.close();
    this.bringBack(entry);
  }
}
