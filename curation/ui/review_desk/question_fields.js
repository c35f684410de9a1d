// The fields of a JSON answer, one row each.
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
