// A panel above the bar: opened with a title, closed with Esc, the focus given back.
class Panel {
  constructor(root, closed) {
    this.root = root;
    this.closed = closed;
  }

  get isOpen() {
    return !this.root.hidden;
  }

  // Puts the content below a title, and the focus on the first row that can be chosen.
  fill(title, ...content) {
    const head = element("div", "head");
    const close = element("button", "more");
    close.type = "button";
    close.append(element("kbd", "", "Esc"), " Close");
    close.onclick = () => this.close();
    head.append(element("strong", "title", title), close);
    this.root.replaceChildren(head, ...content);
    this.root.hidden = false;
    (this.root.querySelector(".decided button") ?? close).focus();
  }

  close() {
    if (!this.isOpen) return false;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.closed();
    return true;
  }
}

// A row of a list to choose from, with the key that chooses it.
function numberedRow(key, act, ...content) {
  const button = element("button");
  button.type = "button";
  button.onclick = () => act(button);
  button.append(element("kbd", "", key), " ", ...content);
  const row = element("li");
  row.append(button);
  return row;
}
