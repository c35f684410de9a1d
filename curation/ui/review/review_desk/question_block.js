// What every question has: its title, that it was edited, and the way back.
class Block {
  constructor(question, changed, tag = "div") {
    this.question = question;
    this.notify = changed;
    this.root = element(tag, "question");
    this.title = element(tag === "fieldset" ? "legend" : "label", "title", question.title);
    this.badge = element("span", "edited", "edited");
    this.badge.hidden = true;
    this.restore = element("button", "restore", "Restore original");
    this.restore.type = "button";
    this.restore.hidden = true;
    this.restore.onclick = () => {
      this.reset();
      this.touched();
    };
  }

  touched() {
    const changed = this.isChanged();
    this.badge.hidden = !changed;
    this.restore.hidden = !changed;
    this.root.classList.remove("wanting");
    this.notify();
  }
}
