// Stretches of the text, each marked with a label: by keyboard, or drawn with the mouse.
const MARKED = Array.from({ length: 9 }, (_, index) => `desk-mark-${index + 1}`);

class SpansBlock extends Block {
  constructor(question, card, changed, point, reading) {
    super(question, changed, "fieldset");
    this.speak = reading.speak;
    this.texts = card.messages.map((message) => message.text);
    this.marking = new Marking(reading.pane, this.texts);
    this.proposed = card.proposed[question.id] ?? [];
    const head = element("div", "head");
    head.append(this.badge, this.restore);
    const chips = element("div", "chips");
    chips.append(...question.options.map((option, index) => this._chip(option, index)));
    this.hint = element("p", "hint");
    this.list = element("ol", "marks");
    this.root.append(this.title, head, chips, this.hint, this.list);
    this.set(this.proposed);
    this._tell();
  }

  _chip(option, index) {
    const chip = element("button", `chip marks-${this.question.shades[index]}`);
    chip.type = "button";
    chip.append(element("kbd", "", String(index + 1)), " ", element("span", "", option));
    chip.onclick = () => this._mark(option);
    return chip;
  }

  // ---- what the person does ----

  move(event) {
    if (!this.marking.move(event)) return false;
    this._tell();
    if (this.marking.stretch) this.speak(this.marking.quote());
    return true;
  }

  select() {
    if (this.marking.take()) this._tell();
  }

  letGo() {
    const had = this.marking.letGo();
    this._tell();
    return had;
  }

  key(name) {
    if (!this.marking.stretch) return undefined;
    const place = name.length === 1 ? "123456789".indexOf(name) : -1;
    if (place >= 0) {
      if (this.question.options[place]) this._mark(this.question.options[place]);
      return "";
    }
    if (name !== "Delete") return undefined;
    const { message, begins, ends } = this.marking.stretch;
    const under = (mark) => mark.message === message && mark.begins < ends && mark.ends > begins;
    this._keep(this.marks.filter((mark) => !under(mark)));
    return "";
  }

  // The same label on the same stretch again takes it back; another one takes its place.
  _mark(label) {
    if (!this.marking.stretch) {
      this.speak("Choose a stretch of the text first.");
      return;
    }
    const { message, begins, ends } = this.marking.stretch;
    const same = (mark) => mark.message === message && mark.begins === begins && mark.ends === ends;
    const was = this.marks.find(same);
    const others = this.marks.filter((mark) => !same(mark));
    const taken = was?.label === label;
    this.speak(`${taken ? "No longer marked" : label}: ${this.marking.quote()}`);
    this._keep(taken ? others : [...others, { message, begins, ends, label }]);
    this.letGo();
  }

  _keep(marks) {
    this.marks = marks.sort(
      (one, other) => one.message - other.message || one.begins - other.begins || one.ends - other.ends,
    );
    this._paint();
    this.touched();
  }

  // ---- what is shown ----

  _tell() {
    const chosen = this.marking.stretch;
    this.root.classList.toggle("next", Boolean(chosen)); // the numbers are for it now
    this.hint.textContent = chosen
      ? `“${shortened(this.marking.quote())}”: a number marks it`
      : "← and → choose a word, with Shift more words. Or draw over the text with the mouse.";
  }

  _paint() {
    this.list.replaceChildren(...this.marks.map((mark) => this._row(mark)));
    if (!globalThis.Highlight) return;
    MARKED.forEach((name, index) => {
      const own = this.marks.filter((mark) => this._shade(mark.label) === index + 1);
      if (own.length) CSS.highlights.set(name, new Highlight(...own.map((mark) => this.marking.rangeOf(mark))));
      else CSS.highlights.delete(name);
    });
  }

  _shade(label) {
    return this.question.shades[this.question.options.indexOf(label)];
  }

  _row(mark) {
    const row = element("li");
    const words = element("span", "excerpt", shortened(this.marking.quote(mark)));
    words.dir = "auto";
    const remove = element("button", "more", "Remove");
    remove.type = "button";
    remove.setAttribute("aria-label", `Remove ${mark.label}: ${this.marking.quote(mark)}`);
    remove.onclick = () => this._keep(this.marks.filter((one) => one !== mark));
    row.append(element("strong", `marks-${this._shade(mark.label)}`, mark.label), " ", words, " ", remove);
    return row;
  }

  set(marks) {
    const fits = (mark) => this.texts[mark.message] !== undefined && this.marking.block(mark.message);
    this.marks = marks.filter(fits).map((mark) => {
      const text = this.texts[mark.message];
      const [begins, ends] = [placeAfter(text, mark.begins), placeAfter(text, mark.ends)];
      return { message: mark.message, begins, ends, label: mark.label };
    });
    this._paint();
    this.badge.hidden = this.restore.hidden = !this.isChanged();
  }

  reset() {
    this.set(this.proposed);
  }

  value() {
    return this.marks.map((mark) => {
      const text = this.texts[mark.message];
      const [begins, ends] = [charactersBefore(text, mark.begins), charactersBefore(text, mark.ends)];
      return { message: mark.message, begins, ends, label: mark.label };
    });
  }

  isChanged() {
    return JSON.stringify(this.value()) !== JSON.stringify(this.proposed);
  }

  missing() {
    return "";
  }
}

function shortened(words) {
  const line = words.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function forgetMarks() {
  for (const name of [STRETCH, ...MARKED]) globalThis.CSS?.highlights?.delete(name);
}
