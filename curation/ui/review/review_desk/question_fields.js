// The fields of a JSON answer, one row each: Tab goes to the next, Enter to the next in doubt.
const SURE = 0.8;
const SHORT = new Set(["iban", "bic", "vat"]);

class FieldsBlock extends Block {
  constructor(question, card, changed, point) {
    super(question, changed, "fieldset");
    this.point = point; // shows where a value stands
    this.proposed = card.proposed[question.id];
    this.warnedOf = ""; // the broken rules that somebody was told of when they accepted
    this.sure = new Set(); // the fields that somebody looked at
    this.rows = question.fields.map((name) => this._row(name, card.hints));
    const grid = element("div", "fields");
    for (const row of this.rows) grid.append(row.label, row.box);
    const head = element("div", "head");
    this.sum = element("span", "title doubts");
    this.sum.setAttribute("role", "status");
    head.append(this.sum, this.badge, this.restore);
    this.root.append(this.title, head, grid);
    this._check();
  }

  _row(name, hints) {
    const id = `field-${this.question.id}-${name}`;
    const row = { name, hints: hints.filter((one) => one.path === `${this.question.id}.${name}`) };
    row.label = element("label", "", SHORT.has(name) ? name.toUpperCase() : name.replaceAll("_", " "));
    row.label.htmlFor = id;
    row.note = element("div", "note");
    row.note.id = `${id}-note`;
    row.box = element("div", this.question.tables[name] ? "row whole" : "row");
    const columns = this.question.tables[name];
    const text = this.proposed[name];
    row.table = columns && isTable(text) ? this._table(name, columns) : null;
    row.input = row.table ? row.table.root : this._input(id, name, text);
    row.box.append(row.input, row.note);
    row.box.onkeydown = (event) => this._key(event, row);
    row.box.addEventListener("focusin", (event) => this._entered(event, row));
    return row;
  }

  _input(id, name, text) {
    const input = element("input", "field");
    input.dir = "auto";
    input.id = id;
    input.value = text;
    input.autocomplete = "off";
    input.setAttribute("aria-describedby", `${id}-note`);
    input.oninput = () => this._typed(name);
    return input;
  }

  _table(name, columns) {
    return new LineTable(name, columns, this.proposed[name], () => this._typed(name));
  }

  _typed(name) {
    this.sure.add(name);
    this.touched();
  }

  _entered(event, row) {
    const value = event.target.value ?? "";
    const hint = row.hints.find((one) => one.value === this._value(row) && one.place.length);
    this.point(value, hint?.place ?? []);
  }

  _key(event, row) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Delete" && row.table?.key(event)) event.preventDefault();
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) this._goOn(row);
    } else if (row.table ? row.table.key(event) : event.key === "ArrowDown" && this._swap(row)) {
      event.preventDefault();
    }
  }

  // This row is right as it stands: on to the next one in doubt, or out of the fields.
  _goOn(row) {
    this.sure.add(row.name);
    this._check();
    const place = this.rows.indexOf(row);
    const others = [...this.rows.slice(place + 1), ...this.rows.slice(0, place)];
    const next = others.find((one) => this._wantsLook(one));
    if (next) this._focus(next);
    else this.root.closest(".desk").focus({ preventScroll: true });
  }

  _focus(row) {
    if (row.table) row.table.focus();
    else row.input.select();
    row.input.scrollIntoView?.({ block: "nearest" });
  }

  // The other value that was read, or back; false when there is none.
  _swap(row) {
    const other = row.hints.find((one) => one.value !== row.input.value);
    const next = other?.value ?? (row.hints.length ? this.proposed[row.name] : row.input.value);
    if (next === row.input.value) return false;
    row.input.value = next;
    this._typed(row.name);
    this._entered({ target: row.input }, row);
    return true;
  }

  touched() {
    super.touched();
    this.warnedOf = "";
    this._check();
  }

  // Says at each field what is wrong with it, or why somebody should look.
  _check() {
    const values = this.value();
    this.broken = brokenRules(this.question.rules, values);
    for (const row of this.rows) {
      const own = this.broken.filter(({ rule }) => rule.fields.includes(row.name));
      row.broken = own.length > 0;
      row.table?.mark(own.map(({ line }) => line).filter((line) => line !== null));
      const last = own.filter(({ rule }) => rule.fields.at(-1) === row.name);
      const says = [...new Set(last.map(({ rule }) => rule.says))];
      const other = this._other(row, values[row.name]);
      row.reason = other || this._reason(row, values[row.name]);
      const doubt = this.sure.has(row.name) ? other : row.reason;
      row.note.textContent = [...says, doubt].filter(Boolean).join(" ") || this._share(row, values);
      row.box.classList.toggle("broken", row.broken);
      row.box.classList.toggle("doubt", this.inDoubt(row));
      if (!row.table) row.input.setAttribute("aria-invalid", String(row.broken));
    }
    const count = this.rows.filter((row) => this.inDoubt(row)).length;
    this.sum.textContent = count
      ? `${count} ${count === 1 ? "field" : "fields"} in doubt`
      : "Nothing is in doubt";
  }

  inDoubt(row) {
    return row.broken || (row.reason !== "" && !this.sure.has(row.name));
  }

  // In doubt, and nobody has said yet that it is right as it stands.
  _wantsLook(row) {
    return this.inDoubt(row) && !this.sure.has(row.name);
  }

  _other(row, value) {
    const other = row.hints.find((hint) => hint.value !== value);
    return other ? `Read as ${other.value} (↓ takes it).` : "";
  }

  // Why a value that breaks no rule should be looked at; "" when nothing speaks against it.
  _reason(row, value) {
    const unsure = row.hints.find((hint) => hint.sure !== null && hint.sure < SURE);
    if (unsure) return `Not sure: ${Math.round(100 * unsure.sure)} %.`;
    return value.trim() || value !== this.proposed[row.name] ? "" : "Nothing was read here.";
  }

  // What part of another field a value is, where a rule is about that.
  _share(row, values) {
    const rule = this.question.rules.find((one) => one.kind === "share" && one.fields[0] === row.name);
    if (!rule) return "";
    const [part, whole] = rule.fields.map((name) => numberIn(values[name]));
    if (part === null || !whole) return "";
    return `${((100 * part) / whole).toFixed(1)} % of ${rule.fields[1].replaceAll("_", " ")}`;
  }

  // Enter outside the fields: to the first in doubt, or accept when there is none.
  key(name) {
    if (name !== "Enter") return undefined;
    const row = this.rows.find((one) => this._wantsLook(one));
    if (!row) return "accept";
    this._focus(row);
    return "";
  }

  focusText() {
    if (this.rows.length) this._focus(this.rows[0]);
  }

  focusMissing() {
    if (!this._isFilled()) this.focusText();
  }

  set(values) {
    for (const row of this.rows) this._write(row, values[row.name] ?? "");
    this.badge.hidden = this.restore.hidden = !this.isChanged();
    this._check();
  }

  _write(row, text) {
    if (row.table) row.table.set(text);
    else row.input.value = text;
  }

  _value(row) {
    return row.table ? row.table.value() : row.input.value;
  }

  reset() {
    this.set(this.proposed);
  }

  value() {
    return Object.fromEntries(this.rows.map((row) => [row.name, this._value(row)]));
  }

  isChanged() {
    return this.rows.some((row) => this._value(row) !== this.proposed[row.name]);
  }

  _isFilled() {
    return this.rows.some((row) => this._value(row).trim());
  }

  get isAllowed() {
    return this.warnedOf !== "" && this.warnedOf === this._wrong();
  }

  _wrong() {
    return this.broken.map(({ rule, line }) => `${rule.says}${line ?? ""}`).join(" ");
  }

  // A page may be wrong itself: what breaks a rule is accepted when it is accepted twice.
  missing() {
    if (!this._isFilled()) return "Fill in a field first, or reject.";
    if (!this.broken.length || this.isAllowed) return "";
    this.warnedOf = this._wrong();
    return `${this.broken[0].rule.says} Accept once more if the page says so.`;
  }
}

// Fields as somebody would copy them: those with a value, one a line.
function fieldLines(values) {
  const filled = Object.entries(values).filter(([, text]) => text.trim());
  return filled.map(([name, text]) => `${name.replaceAll("_", " ")}: ${text}`).join("\n");
}
