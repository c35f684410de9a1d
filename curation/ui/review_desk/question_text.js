// The ideal answer: edited in place.
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
