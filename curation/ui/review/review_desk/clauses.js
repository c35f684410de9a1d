// The clauses of the guideline that a decision rests on: chosen by number, sent with it.
class Clauses extends Panel {
  constructor(root, keeping, cite, closed) {
    super(root, closed);
    this.keeping = keeping; // keeps what is chosen past a reload
    this.cite = cite; // told how many are chosen for the example on the screen
    this.offered = [];
    this.chosen = new Map(); // by card; kept, so that an undo brings them back
  }

  // What the example on the screen rests on so far, as the app knows clauses.
  of(card) {
    const known = this.chosen.get(cardKey(card)) ?? this.keeping().cited(card);
    return known.filter((key) => this.offered.some((clause) => clause.key === key));
  }

  choose(card, keys) {
    this.chosen.set(cardKey(card), keys);
    this.keeping().keepCited(card, keys);
  }

  // The words of clauses, as short as a line takes them.
  inWords(keys) {
    const cited = this.offered.filter((clause) => keys.includes(clause.key));
    return cited.map((clause) => clause.text.slice(0, 60)).join(" · ");
  }

  toggle(card) {
    if (this.close()) return;
    this.card = card;
    const list = element("ol", "decided");
    list.append(...this.offered.map((clause, index) => this._row(clause, index)));
    this.fill("Which clauses does your decision rest on?", list);
  }

  // True when the key chose a clause.
  key(name) {
    if (!this.isOpen || name.length !== 1) return false;
    const place = "123456789".indexOf(name);
    if (place < 0) return false;
    this.root.querySelectorAll(".decided button")[place]?.click();
    return true;
  }

  _row(clause, index) {
    const toggle = (button) => {
      const chosen = new Set(this.of(this.card));
      if (!chosen.delete(clause.key)) chosen.add(clause.key);
      this.choose(this.card, [...chosen]);
      button.setAttribute("aria-pressed", String(chosen.has(clause.key)));
      this.cite(chosen.size);
    };
    const row = numberedRow(String(index + 1), toggle, element("span", "", clause.text));
    const pressed = this.of(this.card).includes(clause.key);
    row.firstChild.setAttribute("aria-pressed", String(pressed));
    return row;
  }
}
