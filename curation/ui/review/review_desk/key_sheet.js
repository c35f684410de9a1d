// The sheet of keys, on which a person gives an action another key.
const KEPT_FREE = new Set([..."0123456789b?"]); // of the questions, and of the sheet itself

class KeySheet {
  constructor(root, choose) {
    this.list = root.querySelector("dl");
    this.usual = root.querySelector(".usual");
    this.trouble = root.querySelector(".trouble");
    this.choose = choose; // is told the keys that differ from the usual ones, by action
    this.usual.onclick = () => this._took({});
  }

  show() {
    this.list.replaceChildren(...keysNow().map((entry) => this._row(entry)));
    this.usual.hidden = !Object.keys(ownKeys).length;
    this.trouble.textContent = "";
  }

  _row(entry) {
    const row = keyRow(entry);
    if (!entry.does || entry.does === "keys") return row;
    const change = element("button", "change", "Change");
    change.type = "button";
    change.setAttribute("aria-label", `Change the key: ${entry.says}`);
    change.onclick = () => this._ask(change, entry);
    row.lastChild.append(change);
    return row;
  }

  _ask(button, entry) {
    button.textContent = "Press a key";
    button.onblur = () => this.show();
    button.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
      event.preventDefault();
      event.stopPropagation();
      button.onblur = null;
      const name = nameOf(event);
      if (name === "Escape" || name === "Tab") this.show();
      else this._give(entry, name);
      this.list.querySelector(`[aria-label="Change the key: ${CSS.escape(entry.says)}"]`)?.focus();
    };
  }

  // The action that has the key now takes the one that becomes free.
  _give(entry, name) {
    if (!isFree(name)) {
      this.show();
      this.trouble.textContent = `${written(name)} cannot be used here: choose a letter or a sign.`;
      return;
    }
    const keys = Object.fromEntries(KEYS.filter((one) => one.does).map((one) => [one.does, firstKey(one)]));
    const other = Object.keys(keys).find((action) => keys[action] === name);
    if (other) keys[other] = keys[entry.does];
    keys[entry.does] = name;
    const changed = KEYS.filter((one) => one.does && keys[one.does] !== one.keys[0]);
    this._took(Object.fromEntries(changed.map((one) => [one.does, keys[one.does]])));
  }

  _took(keys) {
    setOwnKeys(keys);
    this.choose(keys);
    this.show();
  }
}

function isFree(name) {
  if (KEPT_FREE.has(name) || takenByQuestions().has(name)) return false;
  return /^(?:[\p{L}]|[-+.,;#*=/]|F\d{1,2}|Backspace|Delete|Insert|Home|End)$/u.test(name);
}
