// The ideal answer: edited in place, what the edit changes shown below it word by word.
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
    this.changes = element("div", "changes");
    this.changes.hidden = true;
    const head = element("div", "head");
    head.append(this.title, this.badge, this.restore);
    this.root.append(head, this.input, this.changes);
  }

  touched() {
    super.touched();
    this._showChanges();
  }

  // The edit against the original, drawn once a frame however fast one types.
  _showChanges() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      const changed = this.isChanged() && this.proposed !== "";
      const runs = changed ? wordDiff(this.proposed, this.input.value) : null;
      this.changes.hidden = !runs;
      this.badge.textContent = runs ? changedWords(runs) : "edited";
      this.changes.replaceChildren(...(runs ?? []).map(changedRun));
    });
  }

  focusText() {
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  focusMissing() {
    this.focusText();
  }

  set(value) {
    this.input.value = value;
    this.badge.hidden = this.restore.hidden = !this.isChanged();
    this._showChanges();
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

  changedShare() {
    return this.proposed.trim() ? changedShare(this.proposed, this.input.value) : 0;
  }

  missing() {
    return this.input.value.trim() || this.mayBeEmpty ? "" : "Write the answer first, or reject.";
  }
}

const CHANGED_TAGS = { same: "span", added: "ins", removed: "del" };

function changedRun([change, words]) {
  return element(CHANGED_TAGS[change], "", words);
}

// How far an edit is from the original: the words put in and taken out.
function changedWords(runs) {
  const count = (wanted) =>
    runs
      .filter(([change]) => change === wanted)
      .reduce((sum, [, words]) => sum + (words.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).length, 0);
  return `edited: ${count("added")} words in, ${count("removed")} out`;
}
