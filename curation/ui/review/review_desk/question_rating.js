// A rating from 1 to 5, by its number.
class RatingBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed, "fieldset");
    this.proposed = card.proposed[question.id];
    this.chosen = this.proposed;
    this.chips = question.options.map((words, index) => this._chip(words, String(index + 1)));
    const chips = element("div", "chips ratings");
    chips.append(...this.chips);
    this.root.append(this.title, chips);
    const named = question.options.some((words, index) => words !== String(index + 1));
    if (!named) this.root.append(element("p", "hint", "1 is the worst, 5 the best."));
    this._paint();
  }

  _chip(words, number) {
    const chip = element("button", "chip");
    chip.type = "button";
    chip.append(element("kbd", "", number));
    if (words !== number) chip.append(" ", element("span", "", words));
    chip.onclick = () => this._choose(number);
    return chip;
  }

  _choose(number) {
    this.chosen = number;
    this._paint();
    this.touched();
  }

  _paint() {
    this.chips.forEach((chip, index) => {
      chip.setAttribute("aria-pressed", String(String(index + 1) === this.chosen));
    });
  }

  chooseByNumber(number) {
    if (number > this.chips.length) return false;
    this._choose(String(number));
    return true;
  }

  set(value) {
    this.chosen = value;
    this._paint();
  }

  value() {
    return this.chosen;
  }

  isChanged() {
    return this.chosen !== this.proposed;
  }

  missing() {
    return this.chosen ? "" : "Choose a number first.";
  }
}
