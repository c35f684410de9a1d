// The discussion of one example: read when it is opened, and written to like a decision.
class Discussion extends Panel {
  constructor(root, keeping, send, closed) {
    super(root, closed);
    this.keeping = keeping;
    this.send = send; // sends a remark: its kind, text, and the comment it is about
    this.card = null;
  }

  open(card) {
    this.card = card;
    this.about = "";
    this.input = element("textarea", "field");
    this.input.dir = "auto";
    this.input.rows = 2;
    this.input.maxLength = 4000;
    this.input.placeholder = "Write a comment, then Enter. Shift and Enter make a new line.";
    this.input.setAttribute("aria-label", "Your comment");
    this.input.value = this.keeping().remark(card);
    this.input.oninput = () => this.keeping().keepRemark(card, this.input.value);
    this.input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this._write();
    };
    this.list = element("div", "said");
    this.list.textContent = "…";
    this.fill("Discussion of this example", this.list, this.input);
    this.input.focus();
  }

  close() {
    this.card = null;
    return super.close();
  }

  // What the app says was said; for another example than the open one it comes too late.
  show(thread) {
    if (this.card?.id !== thread.example) return;
    this.list.replaceChildren(...thread.comments.map((comment) => this._comment(comment)));
    if (thread.flagged) this.list.prepend(element("p", "remark", "Flagged for discussion."));
    const empty = thread.blind
      ? "What others wrote is shown after your own answer."
      : "Nobody else has written anything.";
    if (thread.blind || !thread.comments.length) this.list.append(element("p", "quiet", empty));
  }

  _comment(comment) {
    const block = element("div", "comment");
    const state = comment.edited && !comment.removed ? " · edited" : "";
    block.append(element("div", "speaker", `${comment.who} · ${comment.when}${state}`));
    const text = element("div", "text", comment.removed ? "(removed)" : comment.text);
    text.dir = "auto";
    block.append(text);
    if (comment.own && !comment.removed) {
      block.append(
        this._button("Change", () => {
          this.about = comment.id;
          this.input.value = comment.text;
          this.input.focus();
        }),
        " ",
        this._button("Remove", () => this.send(this.card, "remove", "", comment.id)),
      );
    }
    return block;
  }

  _button(words, act) {
    const button = element("button", "more", words);
    button.type = "button";
    button.onclick = act;
    return button;
  }

  _write() {
    const text = this.input.value.trim();
    if (!text) return;
    this.send(this.card, this.about ? "edit" : "comment", text, this.about);
    this.about = "";
    this.input.value = "";
    this.keeping().keepRemark(this.card, "");
  }
}
