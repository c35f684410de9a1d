// The last ten decisions, the newest first: each is brought back to be changed by its number.
const TEN = 10;
const DECIDED = { accept: "Accepted", reject: "Rejected", skip: "Skipped" };

class Recent extends Panel {
  constructor(root, bringBack, closed, inWords) {
    super(root, closed);
    this.bringBack = bringBack;
    this.inWords = inWords; // the words of the clauses that a decision cites
  }

  open(history) {
    this.entries = history.slice(-TEN).reverse();
    const list = element("ol", "decided");
    list.append(...this.entries.map((entry, index) => this._row(entry, index)));
    const none = element("p", "quiet", "There are none yet.");
    this.fill("Your last decisions", this.entries.length ? list : none);
  }

  // True when the key chose a decision or put the list away.
  key(name) {
    if (!this.isOpen) return false;
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
    const words = entry.card.messages.at(-1)?.text.trim().replace(/\s+/g, " ") ?? "";
    const said = element("span", "excerpt", words.slice(0, 120));
    said.dir = "auto";
    const decided = [DECIDED[entry.decision], entry.reason].filter(Boolean).join(": ");
    const cited = entry.clauses?.length ? `Cites: ${this.inWords(entry.clauses)}` : "";
    return numberedRow(
      String((index + 1) % TEN),
      () => this._choose(entry),
      element("strong", "", decided),
      " ",
      said,
      ...(cited ? [" ", element("em", "", cited)] : []),
    );
  }

  _choose(entry) {
    this.close();
    this.bringBack(entry);
  }
}
