// A label: one of the options, by number, by name or by mouse.
const KEYED = 9;

class LabelBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed, "fieldset");
    this.proposed = card.proposed[question.id];
    this.chosen = this.proposed;
    this.chips = question.options.map((option, index) => this._chip(option, index));
    const chips = element("div", "chips");
    chips.append(...this.chips);
    this.root.append(this.title);
    if (question.options.length > KEYED) this._addFinder();
    this.root.append(chips);
    this._paint();
  }

  _chip(option, index) {
    const chip = element("button", "chip");
    chip.type = "button";
    if (index < KEYED) chip.append(element("kbd", "", String(index + 1)), " ");
    const swatch = element("i", "swatch");
    swatch.style.background = this.question.colors[index];
    chip.append(swatch, element("span", "", option));
    chip.onclick = () => this._choose(option);
    return chip;
  }

  _addFinder() {
    this.finder = element("input", "finder");
    this.finder.placeholder = `Find a label (${written(keyOf("label"))}), Enter to choose`;
    this.finder.setAttribute("aria-label", `Find a label for ${this.question.title}`);
    this.finder.oninput = () => this._filter(this.finder.value.trim().toLowerCase());
    this.finder.onkeydown = (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      const first = this.chips.findIndex((chip) => !chip.hidden);
      if (first >= 0) this._choose(this.question.options[first]);
      this.finder.value = "";
      this._filter("");
      this.finder.blur();
    };
    this.picked = element("p", "picked"); // its chip may be far below
    this.picked.setAttribute("role", "status");
    this.root.append(this.finder, this.picked);
  }

  _filter(words) {
    this.chips.forEach((chip, index) => {
      chip.hidden = !this.question.options[index].toLowerCase().includes(words);
    });
  }

  _choose(option) {
    this.chosen = option;
    this._paint();
    this.touched();
  }

  _paint() {
    if (this.picked) this.picked.textContent = this.chosen ? `Chosen: ${this.chosen}` : "None is chosen yet.";
    this.chips.forEach((chip, index) => {
      chip.setAttribute("aria-pressed", String(this.question.options[index] === this.chosen));
    });
  }

  chooseByNumber(number) {
    const option = this.question.options[number - 1];
    if (option === undefined) return false;
    this._choose(option);
    return true;
  }

  set(value) {
    this.chosen = value;
    this._paint();
  }

  reset() {
    this.set(this.proposed);
  }

  value() {
    return this.chosen;
  }

  isChanged() {
    return this.chosen !== this.proposed;
  }

  missing() {
    return this.chosen ? "" : "Choose one first.";
  }
}
