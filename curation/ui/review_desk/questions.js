// The questions of one example: what is proposed, and what the reviewer makes of it.
const KEYED = 9;

class Questions {
  constructor(pane, changed) {
    this.pane = pane;
    this.changed = changed;
    this.blocks = [];
  }

  show(card, questions, draft) {
    this.blocks = questions.map((question) => {
      const Block = { label: LabelBlock, text: TextBlock, fields: FieldsBlock }[question.kind];
      const block = new Block(question, card, this.changed);
      const given = draft?.[question.id];
      if (given !== undefined) block.set(given);
      return block;
    });
    this.labels = this.blocks.filter((block) => block instanceof LabelBlock);
    this.active = 0;
    const calls = card.calls.map(callBlock);
    if (calls.length) calls.unshift(element("h3", "speaker", "The answer of the agent"));
    this.pane.replaceChildren(...calls, ...this.blocks.map((block) => block.root));
    this.pane.scrollTop = 0;
  }

  // The answers that differ from what was proposed, as the desk shows them.
  changes() {
    const given = {};
    for (const block of this.blocks) if (block.isChanged()) given[block.question.id] = block.value();
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

  // A digit chooses in the label question that comes next; they take turns.
  chooseByNumber(number) {
    const block = this.labels[this.active % Math.max(this.labels.length, 1)];
    if (!block?.chooseByNumber(number)) return;
    this.active += 1;
  }

  focusText() {
    const block = this.blocks.find((one) => one.focusText);
    block?.focusText();
  }

  findLabel() {
    this.labels.find((block) => block.finder)?.finder.focus();
  }
}

class Block {
  constructor(question, changed, tag = "div") {
    this.question = question;
    this.notify = changed;
    this.root = element(tag, "question");
    this.title = element(tag === "fieldset" ? "legend" : "label", "title", question.title);
    this.badge = element("span", "edited", "edited");
    this.badge.hidden = true;
    this.restore = element("button", "restore", "Restore original");
    this.restore.type = "button";
    this.restore.hidden = true;
    this.restore.onclick = () => {
      this.reset();
      this.touched();
    };
  }

  touched() {
    const changed = this.isChanged();
    this.badge.hidden = !changed;
    this.restore.hidden = !changed;
    this.root.classList.remove("wanting");
    this.notify();
  }
}

class LabelBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed, "fieldset");
    this.proposed = card.proposed[question.id];
    this.chosen = this.proposed;
    this.chips = question.options.map((option, index) => this._chip(option, index));
    const chips = element("div", "chips");
    chips.append(...this.chips);
    this.root.append(this.title, chips);
    if (question.options.length > KEYED) this._addFinder();
    this._paint();
  }

  _chip(option, index) {
    const chip = element("button", "chip");
    chip.type = "button";
    if (index < KEYED) chip.append(element("kbd", "", String(index + 1)), " ");
    chip.append(element("span", "", option));
    chip.onclick = () => this._choose(option);
    return chip;
  }

  _addFinder() {
    this.finder = element("input", "finder");
    this.finder.placeholder = "Find a label (L), Enter to choose";
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
    this.root.append(this.finder);
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

class TextBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed);
    this.mayBeEmpty = card.calls.length > 0;
    this.input = element("textarea", "answer");
    this.input.dir = "auto";
    this.input.spellcheck = true;
    this.input.id = `answer-${question.id}`;
    this.title.htmlFor = this.input.id;
    this.input.value = card.proposed[question.id];
    this.proposed = this.input.value; // as the browser holds it: line ends may differ
    this.input.rows = Math.min(18, Math.max(6, Math.ceil(this.proposed.length / 60)));
    this.input.oninput = () => this.touched();
    const head = element("div", "head");
    head.append(this.title, this.badge, this.restore);
    this.root.append(head, this.input);
  }

  focusText() {
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  set(value) {
    this.input.value = value;
    this.badge.hidden = this.restore.hidden = !this.isChanged();
  }

  reset() {
    this.input.value = this.proposed;
  }

  value() {
    return this.input.value;
  }

  isChanged() {
    return this.input.value !== this.proposed;
  }

  missing() {
    return this.input.value.trim() || this.mayBeEmpty ? "" : "Write the answer first, or reject.";
  }
}

class FieldsBlock extends Block {
  constructor(question, card, changed) {
    super(question, changed, "fieldset");
    this.inputs = {};
    const grid = element("div", "fields");
    for (const name of question.fields) {
      const input = element("input", "field");
      input.dir = "auto";
      input.id = `field-${question.id}-${name}`;
      input.value = card.proposed[question.id][name];
      input.oninput = () => this.touched();
      const label = element("label", "", name.replaceAll("_", " "));
      label.htmlFor = input.id;
      grid.append(label, input);
      this.inputs[name] = input;
    }
    this.proposed = this.value();
    const tools = element("div", "head");
    tools.append(this.badge, this.restore);
    this.root.append(this.title, grid, tools);
  }

  focusText() {
    this.inputs[this.question.fields[0]]?.select();
  }

  set(values) {
    for (const [name, input] of Object.entries(this.inputs)) input.value = values[name] ?? "";
    this.badge.hidden = this.restore.hidden = !this.isChanged();
  }

  reset() {
    this.set(this.proposed);
  }

  value() {
    return Object.fromEntries(
      Object.entries(this.inputs).map(([name, input]) => [name, input.value]),
    );
  }

  isChanged() {
    return Object.entries(this.inputs).some(([name, input]) => input.value !== this.proposed[name]);
  }

  missing() {
    const filled = Object.values(this.inputs).some((input) => input.value.trim());
    return filled ? "" : "Fill in a field first, or reject.";
  }
}
