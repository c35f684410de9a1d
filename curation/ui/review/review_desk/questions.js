// The questions of one example: what is proposed, and what the reviewer makes of it.
const BLOCKS = {
  label: LabelBlock,
  text: TextBlock,
  fields: FieldsBlock,
  preference: PreferenceBlock,
  rating: RatingBlock,
  spans: SpansBlock,
};

class Questions {
  // `point` shows where a value stands in what is judged; `reading` is the pane that shows it,
  // and how words are spoken.
  constructor(pane, changed, point, reading) {
    this.pane = pane;
    this.changed = changed;
    this.point = point;
    this.reading = reading;
    this.blocks = [];
    reading.pane.addEventListener("mouseup", () => this.blocks.find((one) => one.select)?.select());
  }

  show(card, questions, draft) {
    forgetMarks();
    this.blocks = questions.map((question) => {
      const block = new BLOCKS[question.kind](question, card, this.changed, this.point, this.reading);
      const given = draft?.[question.id];
      if (given !== undefined) block.set(given);
      const suggested = card.suggested?.[question.id];
      if (suggested) block.root.append(element("p", "source", suggested.says));
      block.passing = Boolean(suggested?.made);
      return block;
    });
    this.numbered = this.blocks.filter((block) => block.chooseByNumber);
    this.turn(0);
    const calls = card.calls.map(callBlock);
    if (calls.length) calls.unshift(element("h2", "speaker", "The answer of the agent"));
    this.pane.replaceChildren(...calls, ...this.blocks.map((block) => block.root));
    this.pane.scrollTop = 0;
  }

  // The answers that differ from what was proposed, as the desk shows them.
  changes() {
    const given = {};
    for (const block of this.blocks) if (block.isChanged()) given[block.question.id] = block.value();
    return given;
  }

  // What is sent: also what was left as somebody else than the example suggests it, for that may be
  // suggested otherwise by now.
  given() {
    const given = this.changes();
    for (const block of this.blocks) if (block.passing) given[block.question.id] = block.value();
    return given;
  }

  // The first question that cannot be accepted as it stands, with the reason; null when none.
  missing() {
    for (const block of this.blocks) {
      const reason = block.missing();
      if (reason) return { block, reason };
    }
    return null;
  }

  // A digit chooses in the question whose turn it is; those that take digits now take turns.
  chooseByNumber(number) {
    if (this.numbered[this.active]?.chooseByNumber(number)) this.nextTurn();
  }

  // The numbers go to the next question that takes them; its title, "" where there is no other.
  nextTurn() {
    this.turn(this.active + 1);
    if (this.numbered.length > 1) this.numbered[this.active].root.scrollIntoView({ block: "nearest" });
    return this.numbered.length > 1 ? this.numbered[this.active].question.title : "";
  }

  turn(place) {
    const count = this.numbered.length;
    const places = this.numbered.map((_, index) => (place + index) % count);
    this.active = places.find((one) => this.numbered[one].takesNumbers?.() ?? true) ?? 0;
    this.numbered.forEach((block, index) => {
      block.root.classList.toggle("next", count > 1 && index === this.active);
    });
  }

  // What a key means to a question: undefined when nothing, "" when it was taken, or what the desk
  // is to do now, as one choice may be the whole decision.
  key(name) {
    for (const block of this.blocks) {
      const taken = block.key?.(name, this.blocks.length === 1);
      if (taken === undefined) continue;
      if (this.numbered.includes(block)) this.turn(this.numbered.indexOf(block));
      return taken;
    }
    return undefined;
  }

  // True when the key moved what is about to be marked in the text.
  move(event) {
    return Boolean(this.blocks.find((one) => one.move)?.move(event));
  }

  letGo() {
    return Boolean(this.blocks.find((one) => one.letGo)?.letGo());
  }

  // How much of a written answer was changed, as a share of its words: 0 for nothing.
  changedShare(id) {
    return this.blocks.find((one) => one.question.id === id)?.changedShare?.() ?? 0;
  }

  focusText() {
    const block = this.blocks.find((one) => one.focusText);
    block?.focusText();
  }

  findLabel() {
    this.blocks.find((block) => block.finder)?.finder.focus();
  }
}
