// The clauses of the guideline that a decision rests on: chosen by number, sent with it.
class Clauses {
  constructor(root, cite, closed) {
    this.root = root;
    this.cite = cite; // told how many are chosen for the example on the screen
    this.closed = closed;
    this.offered = [];
    this.chosen = new Map(); // by card; kept, so that an undo brings them back
  }

  // What the example on the screen rests on so far, as the app knows clauses.
  of(card) {
    return [...(this.chosen.get(cardKey(card)) ?? [])];
  }

  toggle(card) {
    if (!this.root.hidden) return this.close();
    this.card = card;
    const head = element("div", "head");
    const close = element("button", "more");
    close.type = "button";
    close.append(element("kbd", "", "Esc"), " Close");
    close.onclick = () => this.close();
    head.append(element("strong", "title", "Which clauses does your decision rest on?"), close);
    const list = element("ol", "decided");
    list.append(...this.offered.map((clause, index) => this._row(clause, index)));
    this.root.replaceChildren(head, list);
    this.root.hidden = false;
    (list.querySelector("button") ?? close).focus();
  }

  close() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.closed();
  }

  // True when the key chose a clause.
  key(name) {
    if (this.root.hidden || name.length !== 1) return false;
    const place = "123456789".indexOf(name);
    if (place < 0) return false;
    this.root.querySelectorAll(".decided button")[place]?.click();
    return true;
  }

  _row(clause, index) {
    const row = element("li");
    const button = element("button");
    button.type = "button";
    button.append(element("kbd", "", String(index + 1)), " ", element("span", "", clause.text));
    button.setAttribute("aria-pressed", String(this.of(this.card).includes(clause.key)));
    button.onclick = () => {
      const chosen = new Set(this.of(this.card));
      if (!chosen.delete(clause.key)) chosen.add(clause.key);
      this.chosen.set(cardKey(this.card), chosen);
      button.setAttribute("aria-pressed", String(chosen.has(clause.key)));
      this.cite(chosen.size);
    };
    row.append(button);
    return row;
  }
}
