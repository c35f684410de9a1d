// The desk: the next value is shown at once; each request is repeated until the app has it.
const RESEND_MS = 3000;
const TOLD = { undecided: "to decide", mask: "replaced", keep: "kept", not_pii: "not personal" };

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Desk {
  constructor(root) {
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.waiting = new Map(); // requests without a receipt
    this.values = [];
    this.at = 0;
    this.place = 0;
    this.beat = 0;
    this.answered = 0;
    this.sentAt = 0;
    for (const button of root.querySelectorAll("[data-act]")) {
      button.onclick = () => this.act(button.dataset.act);
    }
    this.find(".add").onsubmit = (event) => this.submit(event);
    this.onKey = (event) => this.key(event);
    this.onSelect = () => this.picked();
    document.addEventListener("keydown", this.onKey, true);
    document.addEventListener("selectionchange", this.onSelect);
    this.clock = setInterval(() => this.tick(), 1000);
  }

  close() {
    document.removeEventListener("keydown", this.onKey, true);
    document.removeEventListener("selectionchange", this.onSelect);
    clearInterval(this.clock);
  }

  // ---- what the app says ----

  receive(data, send) {
    this.send = send;
    this.hides = data.hides;
    if (!this.started) this.beat = this.answered = data.beat;
    this.started = true;
    this.answered = Math.max(this.answered, data.beat);
    for (const receipt of data.receipts) {
      const request = this.waiting.get(receipt.id);
      if (!this.waiting.delete(receipt.id) || !receipt.text) continue;
      const about = receipt.refused && request.said ? `“${request.said}”: ` : "";
      this.notice(about + receipt.text, receipt.refused);
    }
    if (this.answered >= this.beat) {
      this.whole = data.whole;
      this.undoes = data.undoes;
      this.seen = data.seen;
      receivePerson(this, data.person);
      this.kinds(data.kinds);
      this.list(data.values);
    }
    this.state();
    if (this.answered >= this.beat && (this.waiting.size || data.more)) this.flush(false, data.more);
  }

  kinds(kinds) {
    const select = this.find(".kind");
    if (select.childElementCount === kinds.length) return;
    select.replaceChildren(
      ...kinds.map((kind) => {
        const option = element("option", "", kind.title);
        option.value = kind.name;
        return option;
      }),
    );
    select.value = "PERSON";
  }

  list(values) {
    const shown = this.values[this.at]?.key;
    const acted = new Set([...this.waiting.values()].flatMap((request) => request.keys ?? []));
    this.values = values.filter((value) => !acted.has(value.key));
    const again = this.values.findIndex((value) => value.key === shown);
    this.at = again >= 0 ? again : Math.min(this.at, Math.max(0, this.values.length - 1));
    if (again < 0) this.place = 0;
    this.draw();
  }

  // ---- what is shown ----

  draw() {
    const options = this.values.map((value, index) => {
      const option = element("div", "option");
      option.setAttribute("role", "option");
      option.id = `option-${index}`;
      option.setAttribute("aria-selected", String(index === this.at));
      option.append(element("span", "said", value.value), " ");
      option.append(element("span", "more", `${value.title} · ${value.counts}`));
      if (value.action !== "undecided" || value.mixed) {
        option.append(" ", element("span", "more", value.mixed ? "mixed" : TOLD[value.action]));
      }
      option.onclick = () => this.go(index);
      return option;
    });
    const list = this.find(".values");
    list.replaceChildren(...options);
    list.setAttribute("aria-activedescendant", `option-${this.at}`);
    options[this.at]?.scrollIntoView({ block: "nearest" });
    this.find(".panes").hidden = !this.values.length;
    this.find("[data-act=undo]").disabled = !this.undoes;
    this.find("[data-act=undo]").title = this.undoes ?? "";
    if (this.values.length) this.drawValue(this.values[this.at]);
  }

  drawValue(value) {
    const name = this.find(".name");
    name.replaceChildren(element("span", "said", value.value));
    const becomes = value.places.find((place) => place.becomes)?.becomes;
    if (becomes) name.append(" → ", element("span", "becomes", becomes));
    this.find(".about").textContent =
      `${value.title} · ${value.counts} · found by ${value.sources} · score ${value.score}`;
    const open = this.whole && value.places.some((place) => place.example === this.whole.example);
    this.find("[data-act=whole]").setAttribute("aria-pressed", String(Boolean(open)));
    const blocks = open
      ? this.whole.texts.map((text) => this.wrap(text, this.whole.marks, value, false))
      : value.places.map((place, index) =>
          this.wrap(place, value.marks, value, index === this.place),
        );
    this.find(".places").replaceChildren(...blocks);
    this.find("[data-act=person]").setAttribute("aria-pressed", String(this.personOf === value.key));
    drawPerson(this);
    if (open) this.find(".places .chosen")?.scrollIntoView({ block: "center" });
  }

  wrap(text, marks, value, here) {
    const wrap = element("section", here ? "place here" : "place");
    wrap.append(element("h4", "where", text.where));
    wrap.append(textBlock(text, marks, value.key));
    return wrap;
  }

  go(index) {
    if (!this.values.length) return;
    this.at = Math.max(0, Math.min(index, this.values.length - 1));
    this.place = 0;
    this.draw();
    const value = this.values[this.at];
    this.speak(`${value.value}. ${value.title}. ${value.counts}.`);
    if (this.whole) this.open(value.places[0]?.example ?? "");
  }

  speak(words) {
    this.find(".spoken").textContent = words;
  }

  notice(text, refused) {
    const notice = element("p", refused ? "notice refused" : "notice", text);
    this.find(".notices").replaceChildren(notice);
  }

  state() {
    const late = this.waiting.size && Date.now() - this.sentAt > RESEND_MS * 2;
    this.find(".state").textContent = this.waiting.size
      ? late
        ? `${this.waiting.size} not saved yet; trying again`
        : "Saving …"
      : "";
  }

  // ---- what the person does ----

  act(name) {
    if (name === "undo") return this.undoes ? this.ask({ act: "undo" }) : undefined;
    const value = this.values[this.at];
    if (!value) return undefined;
    const place = value.places[this.place];
    if (name === "whole") return this.open(this.whole ? "" : place?.example ?? "");
    if (name === "person") return togglePerson(this);
    const request = { act: "decide", entity: value.entity, key: value.key, seen: this.seen };
    if (name === "here" || name === "keep-here") {
      if (!place) return undefined;
      this.speak(`${value.value}: only here`);
      const action = name === "here" ? "mask" : "keep";
      return this.ask({ ...request, action, example: place.example }, value.value);
    }
    if (name === "not_pii") request.reason = this.find(".reason input").value.trim();
    if (name === "not_pii" && !request.reason) {
      this.find(".reason input").focus();
      this.notice("Say in a few words why it is not personal.", true);
      return undefined;
    }
    this.speak(`${value.value}: ${TOLD[name]}`);
    const others = tickedWith(this, value);
    if (others.length) {
      const values = [[value.entity, value.key], ...others];
      this.ask({ ...request, act: "person", action: name, values }, value.value, values);
    } else this.ask({ ...request, action: name }, value.value, [[value.entity, value.key]]);
    const keys = new Set([value.key, ...others.map((one) => one[1])]);
    if (this.hides) this.values = this.values.filter((one) => !keys.has(one.key));
    else this.at += 1;
    this.go(this.at);
    return undefined;
  }

  open(example) {
    this.opened = example;
    if (!example) this.whole = null;
    this.flush(true);
    this.draw();
  }

  // `said` is what it is about in a refusal; `gone` are the values that it takes off the list.
  ask(request, said = "", gone = []) {
    const id = newId();
    const keys = this.hides ? gone.map((one) => one[1]) : [];
    this.waiting.set(id, { request: { id, ...request }, said, keys });
    setTimeout(() => this.flush(true), 0); // paint first
    this.state();
  }

  picked() {
    const selected = selectedPlace(this.root);
    if (selected) this.chosen = selected;
    else if (!this.root.contains(this.root.getRootNode().activeElement)) this.chosen = null;
    this.find(".picked").textContent = this.chosen ? `“${this.chosen.words}”` : "";
    this.find(".typed").hidden = Boolean(this.chosen);
  }

  submit(event) {
    event.preventDefault();
    const typed = this.find(".typed");
    const entity = this.find(".kind").value;
    const example = this.whole?.example ?? this.values[this.at]?.places[this.place]?.example;
    const version = this.whole?.version ?? this.values[this.at]?.places[this.place]?.version;
    if (this.chosen) this.ask({ act: "add", entity, ...this.chosen.place });
    else if (typed.value.trim() && example) {
      this.ask({ act: "type", entity, value: typed.value.trim(), example, version });
    } else return typed.focus();
    typed.value = "";
    this.chosen = null;
    this.picked();
    return this.root.focus({ preventScroll: true });
  }

  // ---- what is sent ----

  // `more` asks for the values of the list that were left out for the sake of a quick answer.
  flush(now = false, more = false) {
    if (!now && this.beat > this.answered && Date.now() - this.sentAt < RESEND_MS) return;
    this.beat += 1;
    this.sentAt = Date.now();
    const requests = [...this.waiting.values()].map((one) => one.request);
    const value = this.values.find((one) => one.key === this.personOf);
    const person = value && !this.person ? [value.entity, value.key] : null;
    this.send({ beat: this.beat, open: this.opened ?? "", requests, more, person });
  }

  tick() {
    if (this.waiting.size && Date.now() - this.sentAt >= RESEND_MS) this.flush(true);
    this.state();
  }

  // ---- keys ----

  key(event) {
    if (event.defaultPrevented || event.isComposing || !this.root.isConnected) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    const typing = target.matches?.("input, textarea, select, [contenteditable=true]");
    if (event.key === "Escape" && typing && this.root.contains(target)) {
      this.root.focus({ preventScroll: true });
    } else if (typing || !plainKey(this, event, target)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // some of these keys mean something to the page too
  }

  nextPlace(step) {
    const value = this.values[this.at];
    if (!value) return;
    this.place = Math.max(0, Math.min(this.place + step, value.places.length - 1));
    this.drawValue(value);
    this.speak(value.places[this.place]?.where ?? "");
  }
}

const desks = new WeakMap();

export default function decisionDesk({ parentElement, data, setStateValue }) {
  let desk = desks.get(parentElement);
  if (!desk) {
    desk = new Desk(parentElement.querySelector(".desk"));
    desks.set(parentElement, desk);
  }
  desk.receive(data, (outbox) => setStateValue("outbox", outbox));
  return () => {
    desk.close();
    desks.delete(parentElement);
  };
}
