// Why an example is rejected or skipped, or its answer changed: asked below it, answered by one key
// or by none.
const ASKED = { reject: "Reject: why?", skip: "Skip: why?", accept: "You changed the answer: why?" };
const WITHOUT = {
  reject: "Reject without a reason",
  skip: "Skip without a reason",
  accept: "Accept without a reason",
};

class Reasons {
  constructor(root, decide) {
    this.root = root;
    this.decide = decide;
    this.action = null; // what is being asked about; null when nothing is
    this.offered = {};
  }

  // True when there is something to ask about this action.
  ask(action) {
    const offered = this.offered[action] ?? [];
    if (!offered.length) return false;
    this.action = action;
    const chips = offered.map((reason, index) => this._button(String(index + 1), reason, reason));
    const without = this._button(written(keyOf(action)), WITHOUT[action], "");
    this.root.replaceChildren(element("strong", "", ASKED[action]), ...chips, this._own(), without);
    this.root.setAttribute("aria-label", ASKED[action]);
    this.root.hidden = false;
    return true;
  }

  close() {
    this.action = null;
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  // True when the key was an answer to what is asked.
  key(name) {
    if (!this.action) return false;
    const number = name.length === 1 ? "123456789".indexOf(name) : -1;
    if (number >= 0) {
      const reason = this.offered[this.action][number];
      if (reason) this._answer(reason);
    } else if (name === "0") this.input.focus();
    else if (name === "Enter" || name === keyOf(this.action)) this._answer("");
    else if (name === "Escape" || actionOf(name) === "undo") this.close();
    else return false;
    return true;
  }

  _answer(reason) {
    const action = this.action;
    this.close();
    this.decide(action, reason);
  }

  _button(key, words, reason) {
    const button = element("button");
    button.type = "button";
    button.append(element("kbd", "", key), " ", element("span", "", words));
    button.onclick = () => this._answer(reason);
    return button;
  }

  _own() {
    const label = element("label", "own");
    this.input = element("input", "field");
    this.input.dir = "auto";
    this.input.maxLength = 500;
    this.input.placeholder = "In your own words, then Enter";
    this.input.setAttribute("aria-label", "A reason in your own words");
    this.input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this._answer(this.input.value.trim());
    };
    label.append(element("kbd", "", "0"), " ", this.input);
    return label;
  }
}
