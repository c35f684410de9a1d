// Two answers side by side, in an order that is another one for each person and example. What is
// kept says "first" and "second" as they came; A and B are letters of the screen only.
const CHOICES = [
  { key: "a", says: "A is better" },
  { key: "b", says: "B is better" },
  { key: "e", says: "Equally good", choice: "tie" },
  { key: "x", says: "Both bad", choice: "both_bad" },
];

class PreferenceBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed, "fieldset");
    this.swapped = card.swapped;
    const [first, second] = card.pair;
    this.chosen = null;
    this.reasons = new Set();
    if (!first) {
      this.root.append(this.title, element("p", "remark", "There are not two answers to compare."));
      return;
    }
    const shown = this.swapped ? [second, first] : [first, second];
    this.sides = element("div", "sides");
    this.sides.append(...sides(shown).map((side, index) => this._side(side, "AB"[index])));
    this.chips = CHOICES.map((choice) => this._chip(choice));
    const chips = element("div", "chips");
    chips.append(...this.chips);
    this.root.append(this.title, this.sides, chips);
    this._addReasons();
    this._paint();
  }

  _side(content, letter) {
    const side = element("section", "side");
    side.append(element("h2", "speaker", `Answer ${letter}`), ...content);
    side.setAttribute("aria-label", `Answer ${letter}`);
    return side;
  }

  _chip({ key, says }) {
    const chip = element("button", "chip");
    chip.type = "button";
    chip.append(element("kbd", "", key.toUpperCase()), " ", element("span", "", says));
    chip.onclick = () => this._choose(key);
    return chip;
  }

  _addReasons() {
    this.why = this.question.reasons.map((reason, index) => {
      const chip = element("button", "chip");
      chip.type = "button";
      chip.append(element("kbd", "", String(index + 1)), " ", element("span", "", reason));
      chip.onclick = () => this.chooseByNumber(index + 1);
      return chip;
    });
    if (!this.why.length) return;
    const chips = element("div", "chips");
    chips.append(...this.why);
    this.whyNot = element("p", "hint");
    this.root.append(this.whyNot, chips);
  }

  // The choice as it is kept: A is the second answer where the order was swapped.
  _meant(key) {
    const known = CHOICES.find((choice) => choice.key === key).choice;
    if (known) return known;
    return (key === "a") === this.swapped ? "second" : "first";
  }

  _choose(key) {
    this.chosen = this._meant(key);
    if (!this._hasWinner()) this.reasons.clear();
    this._paint();
    this.touched();
  }

  _hasWinner() {
    return this.chosen === "first" || this.chosen === "second";
  }

  _paint() {
    if (!this.sides) return;
    const pressed = CHOICES.map(({ key }) => this._meant(key) === this.chosen);
    this.chips.forEach((chip, index) => chip.setAttribute("aria-pressed", String(pressed[index])));
    [...this.sides.children].forEach((side, index) => {
      side.classList.toggle("better", pressed[index]);
    });
    if (!this.why.length) return;
    this.whyNot.textContent = this._hasWinner()
      ? "Why? (as many as are true, or none)"
      : "Why? (once A or B is chosen)";
    this.why.forEach((chip, index) => {
      chip.disabled = !this._hasWinner();
      chip.setAttribute("aria-pressed", String(this.reasons.has(this.question.reasons[index])));
    });
  }

  // A choice is the whole decision where nothing else is asked.
  key(name, alone) {
    if (!this.sides || !CHOICES.some((choice) => choice.key === name)) return undefined;
    this._choose(name);
    return this.question.reasons.length || !alone ? "" : "accept";
  }

  // Reasons are for the better one of the two.
  takesNumbers() {
    return this._hasWinner() && this.question.reasons.length > 0;
  }

  chooseByNumber(number) {
    const reason = this.question.reasons[number - 1];
    if (!reason || !this._hasWinner()) return false;
    if (!this.reasons.delete(reason)) this.reasons.add(reason);
    this._paint();
    this.touched();
    return false; // there may be more than one: the turn stays here
  }

  set(value) {
    this.chosen = value?.choice ?? null;
    this.reasons = new Set(value?.reasons);
    this._paint();
  }

  value() {
    const reasons = this.question.reasons.filter((reason) => this.reasons.has(reason));
    return { choice: this.chosen, reasons, swapped: this.swapped };
  }

  isChanged() {
    return this.chosen !== null;
  }

  missing() {
    if (!this.sides) return "There are not two answers to compare: reject or skip it.";
    return this.chosen ? "" : "Choose first.";
  }
}

// What is shown of two answers, with the words marked that only one of them has.
function sides([one, other]) {
  const runs = wordDiff(one.text, other.text) ?? [];
  return [one, other].map((message, index) => {
    const without = index === 0 ? "added" : "removed";
    const text = element("div", "text");
    text.dir = "auto";
    const own = runs.filter(([change]) => change !== without);
    if (own.length) text.append(...differing(own, message.replaced));
    else text.append(marked(message.text, message.replaced));
    return [text, ...message.calls.map(callBlock)];
  });
}

function differing(runs, replaced) {
  let from = 0;
  return runs.map(([change, words]) => {
    const to = from + words.length;
    const places = (replaced ?? [])
      .filter(([begins, ends]) => begins < to && ends > from)
      .map(([begins, ends]) => [Math.max(begins, from) - from, Math.min(ends, to) - from]);
    const run = element("span", change === "same" || !words.trim() ? "" : "differs");
    run.append(marked(words, places));
    from = to;
    return run;
  });
}
