// The lines of an invoice as a small table: Tab goes on, the arrows go up and down, and below the
// last line there is always room for another.
class LineTable {
  constructor(name, columns, written, changed) {
    this.columns = columns;
    this.changed = changed;
    this.written = written; // as the app sent it, however its JSON is spaced
    this.root = element("table", "lines");
    this.root.setAttribute("aria-label", name.replaceAll("_", " "));
    const head = element("tr");
    for (const column of columns) {
      const cell = element("th", "", column.replaceAll("_", " "));
      cell.scope = "col";
      head.append(cell);
    }
    const top = element("thead");
    top.append(head);
    this.body = element("tbody");
    this.root.append(top, this.body);
    this.set(written);
  }

  set(text) {
    const lines = linesIn(text);
    this.body.replaceChildren(...lines.map((line) => this._row(line)));
    this._keepRoom();
  }

  // The JSON text of the lines that hold anything, "" for none.
  value() {
    const lines = this._lines();
    if (JSON.stringify(lines) === JSON.stringify(linesIn(this.written))) return this.written;
    return lines.length ? JSON.stringify(lines) : "";
  }

  focus() {
    this.body.querySelector("input").focus();
  }

  // Marks the lines with these numbers, counted without empty ones.
  mark(numbers) {
    let number = -1;
    for (const row of this.body.rows) {
      if (!this._isEmpty(row)) number += 1;
      row.classList.toggle("broken", !this._isEmpty(row) && numbers.includes(number));
    }
  }

  // Up and down within a column; true when the key meant that.
  key(event) {
    const row = event.target.closest("tr");
    const place = [...row.cells].indexOf(event.target.closest("td"));
    if (event.key === "Delete" && (event.ctrlKey || event.metaKey)) {
      const beside = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      this._keepRoom();
      (beside ?? this.body.rows[0]).cells[place].firstChild.focus();
      this.changed();
      return true;
    }
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return false;
    row[step]?.cells[place].firstChild.focus();
    return true;
  }

  _lines() {
    return [...this.body.rows]
      .filter((row) => !this._isEmpty(row))
      .map((row) => {
        const line = { ...row.line };
        this._inputs(row).forEach((input, index) => {
          const column = this.columns[index];
          if (input.value || column in line) line[column] = input.value;
        });
        for (const column of this.columns) line[column] ??= "";
        return line;
      });
  }

  _row(line) {
    const row = element("tr");
    row.line = line; // keys without a column are kept
    for (const column of this.columns) {
      const input = element("input", "cell");
      input.dir = "auto";
      input.value = typeof line[column] === "string" ? line[column] : asText(line[column]);
      input.setAttribute("aria-label", column.replaceAll("_", " "));
      input.oninput = () => {
        this._keepRoom();
        this.changed();
      };
      const cell = element("td", column === this.columns[0] ? "wide" : "");
      cell.append(input);
      row.append(cell);
    }
    return row;
  }

  _keepRoom() {
    const last = [...this.body.rows].at(-1);
    if (!last || !this._isEmpty(last)) this.body.append(this._row({}));
  }

  _inputs(row) {
    return [...row.querySelectorAll("input")];
  }

  _isEmpty(row) {
    return this._inputs(row).every((input) => !input.value.trim());
  }
}

function asText(value) {
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
