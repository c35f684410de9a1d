// The desk: shows the next example at once, and tells what became of the one before.
const FEW = 10; // as the app has it in review_exchange.py
const ASK_AGAIN_MS = 15000;
const COUNTED = ["accept", "reject"];
const NUMBERED = new Set(["label", "rating", "preference"]); // kinds that are answered by digits

class Desk {
  constructor(root) {
    this.root = root;
    this.cards = []; // at hand; the first one is shown
    this.seen = new Set(); // never added a second time
    this.history = []; // what can be undone, the newest last
    this.takenBack = new Map(); // what was undone and where it stood, by request
    this.saved = 0;
    this.questions = [];
    this.outbox = new Outbox(
      () => this.compose(),
      () => Boolean(this.wantsThread || this.newKeys) || this.wantsCards(),
    );
    this.frame = new Frame(
      root,
      (action) => this.act(action),
      (keys) => this.chooseKeys(keys),
    );
    const pane = root.querySelector(".conversation");
    this.answers = new Questions(
      root.querySelector(".questions"),
      () => this.keepDraft(),
      (value, box) => pointAt(pane, value, box),
      { pane, speak: (words) => this.frame.speak(words) },
    );
    this.reasons = new Reasons(root.querySelector(".reasons"), (action, reason) =>
      this.decide(action, reason),
    );
    this.discussion = new Discussion(
      root.querySelector(".discussion"),
      () => this.keeping,
      (card, kind, text, about) => this.remark(card, kind, text, about),
      () => this.frame.focus(),
    );
    this.recent = new Recent(
      root.querySelector(".recent"),
      (entry) => this.undo(entry),
      () => this.frame.focus(),
      (keys) => this.clauses.inWords(keys),
    );
    this.clauses = new Clauses(
      root.querySelector(".clauses"),
      () => this.keeping,
      (count) => this.frame.showCited(count),
      () => this.frame.focus(),
    );
    this.flags = new Set(); // raised in this tab
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.clock = setInterval(() => this.tick(), 1000);
    root.style.setProperty("--above", `${Math.round(root.getBoundingClientRect().top)}px`);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    clearInterval(this.clock);
  }

  // ---- what the app says ----

  receive(data, send) {
    this.outbox.send = send;
    if (!this.keeping) this.open(data);
    this.preformatted = data.preformatted;
    if (data.questions?.length) this.ask(data.questions);
    if (data.reasons) this.reasons.offered = data.reasons;
    this.edit = data.edit ?? this.edit ?? { question: "", least: 1 };
    if (data.clauses) this.clauses.offered = data.clauses;
    const shown = this.cards[0];
    for (const receipt of data.receipts ?? []) this.settle(receipt);
    this.drop(new Set(data.gone ?? []));
    for (const card of data.cards ?? []) this.add(card);
    if (data.keys) this.heardKeys(data.keys);
    if (data.recent?.length && !this.history.length) this.remember(data.recent);
    if (data.thread) this.showThread(data.thread);
    this.outbox.heard(data.beat ?? 0);
    if (data.left !== undefined) this.count(data);
    if (this.cards[0] !== shown || !this.started) this.showFirst();
    this.started = true;
    this.showStanding();
    this.outbox.goOn();
  }

  // True when few cards are left and more were not asked for since the last decision. They are
  // asked for on their own, so that no decision waits for them.
  wantsCards() {
    if (this.cards.length >= FEW || this.left <= this.cards.length) return false;
    return this.history.length !== this.askedAfter;
  }

  showThread(thread) {
    if (thread.example === this.wantsThread && !this.remarksWait()) this.wantsThread = "";
    this.discussion.show(thread);
  }

  remarksWait() {
    return this.outbox.requests.some((one) => one.text !== undefined);
  }

  ask(questions) {
    this.questions = questions;
    const kinds = new Set(questions.map((question) => question.kind));
    if (questions.filter(({ kind }) => NUMBERED.has(kind)).length > 1) kinds.add("several");
    const labels = questions.filter(({ kind }) => kind === "label");
    if (labels.some(({ options }) => options.length > KEYED)) kinds.add("many labels");
    if (kinds.has("text") || kinds.has("fields")) kinds.add("writing");
    if (this.cards.some(({ pages }) => pages > 0)) kinds.add("pages");
    moveKeys(kinds);
    this.frame.nameKeys();
    this.root.classList.toggle("compares", kinds.has("preference"));
    this.root.classList.toggle("fills-in", kinds.has("fields"));
  }

  // From now on the sheet has the keys for this too.
  listKeys(kind) {
    if (asked.has(kind)) return;
    moveKeys(new Set([...asked, kind]));
    this.frame.nameKeys();
  }

  open(data) {
    this.keeping = new Keeping(data.person, data.task);
    this.outbox.open(this.keeping, data.beat ?? 0);
    for (const one of this.keeping.refused()) this.refuse(one, one.typed);
    this.wantsRecent = this.outbox.size > 0;
  }

  settle(receipt) {
    const decision = this.outbox.take(receipt);
    if (!decision) return;
    if (receipt.saved) {
      if (receipt.note) this.tell(decision, receipt);
      if (decision.text !== undefined) return; // a remark is no judgement
      this.saved = Math.max(0, this.saved + (decision.decision === "undo" ? -1 : 1));
      return;
    }
    if (decision.text !== undefined) {
      this.refuse(receipt, [decision.text]);
      return;
    }
    const entry = this.history.find((one) => one.requestId === receipt.id);
    this.history = this.history.filter((one) => one !== entry);
    this.seen.delete(`${decision.example_id}:${decision.version}`);
    if (decision.decision === "undo") {
      this.cards = this.cards.filter((card) => card.id !== decision.example_id);
      if (receipt.stands) this.putBack(receipt);
    }
    if (receipt.mendable && entry) {
      this.cards.unshift(entry.card);
      this.seen.add(cardKey(entry.card));
      this.keeping.keepDraft(entry.card, entry.changes);
      this.frame.notice(receipt.title, receipt.text);
    } else {
      this.refuse(receipt, this.typedIn(decision));
    }
  }

  // A decision that cannot be taken back is in the list again, where it was.
  putBack({ id }) {
    const [entry, place] = this.takenBack.get(id) ?? [];
    if (!entry) return;
    entry.stands = true;
    this.history.splice(place, 0, entry);
    this.seen.add(cardKey(entry.card));
  }

  // Why something was not saved, with what was typed in it: kept past a reload until it is closed.
  refuse({ id, title, text }, typed) {
    const words = typed.filter(Boolean);
    if (words.length) this.keeping.keepRefused({ id, title, text, typed: words });
    this.frame.notice(`Not saved: ${title}.`, text, words, () => this.keeping.dropRefused(id));
  }

  // What a person wrote in a decision: texts, fields line by line, a reason in their own words.
  typedIn({ decision, answers, reason }) {
    const written = this.questions.map(({ id, kind }) => {
      if (kind === "text") return answers[id];
      return kind === "fields" && answers[id] ? fieldLines(JSON.parse(answers[id])) : "";
    });
    const offered = this.reasons.offered[decision] ?? [];
    return [...written, offered.includes(reason) ? "" : reason];
  }

  // What is said of an example after its answer, in place of what was said of the one before.
  tell(decision, { about, note }) {
    const entry = this.history.find((one) => one.requestId === decision.id);
    const words = entry?.card.messages.at(-1)?.text.trim().replace(/\s+/g, " ") ?? "";
    this.told?.remove();
    this.told = this.frame.notice(`${about} (“${shortened(words)}”).`, note);
  }

  add(card) {
    if (this.seen.has(cardKey(card)) || this.isDecided(card)) return;
    if (card.pages > 0) this.listKeys("pages");
    this.seen.add(cardKey(card));
    this.cards.push(card);
  }

  // What went to somebody else or changed; the one on the screen is never taken from under the
  // hands: its decision is refused in words.
  drop(gone) {
    this.cards = this.cards.filter((card, place) => {
      const stays = place === 0 || !gone.has(card.id);
      if (!stays) this.seen.delete(cardKey(card));
      return stays;
    });
  }

  isDecided(card) {
    const own = this.outbox.requests.filter(
      (one) => one.example_id === card.id && one.text === undefined,
    );
    return own.length > 0 && own.at(-1).decision !== "undo";
  }

  remember(recent) {
    this.history = recent
      .map(({ card, decision, reason, answers, clauses }) => {
        if (clauses.length) this.clauses.choose(card, clauses);
        return { card, decision, reason, changes: answers, clauses };
      })
      .reverse();
  }

  count(data) {
    const waiting = this.outbox.requests;
    this.done = data.done + waiting.reduce((sum, one) => sum + one.done, 0);
    this.untried = data.untried;
    this.left = data.left + waiting.reduce((sum, one) => sum + one.left, 0);
  }

  // ---- what the person does ----

  // False when the action has nothing to act on here.
  act(action) {
    const asked = this.reasons.action;
    this.reasons.close();
    this.recent.close();
    if (action !== "cite") this.clauses.close();
    if (action === "keys") this.frame.toggleKeys();
    else if (action === "recent") this.recent.open(this.history);
    else if (action === "cite") this.cards.length && this.clauses.toggle(this.cards[0]);
    else if (action === "undo") this.undo();
    else if (action === "edit") this.answers.focusText();
    else if (action === "label") this.answers.findLabel();
    else if (action === "turn") this.frame.speak(this.answers.nextTurn());
    else if (action === "page") return togglePages(this.root.querySelector(".conversation"));
    else if (action === "flag") this.flag();
    else if (action === "comment") this.discuss(this.cards[0]);
    else if (action === "last") this.discuss(this.history.at(-1)?.card);
    else if (asked === action || !this.cards.length || !this.asksWhy(action)) {
      this.decide(action);
    }
    return true;
  }

  // True when the person is asked for a reason now; of an accept, when they changed the answer much.
  asksWhy(action) {
    if (action !== "accept") return this.reasons.ask(action);
    const much = this.answers.changedShare(this.edit.question) >= Math.max(this.edit.least, 0.001);
    if (!much || this.answers.missing() || !this.reasons.ask(action)) return false;
    this.frame.focus(); // out of the text: the next key is the answer
    return true;
  }

  decide(action, reason = "") {
    const card = this.cards[0];
    if (!card) return;
    const missing = action === "accept" ? this.answers.missing() : null;
    if (missing) {
      missing.block.root.classList.add("wanting");
      missing.block.focusMissing?.();
      this.frame.speak(`${missing.block.question.title}: ${missing.reason}`);
      missing.block.title.dataset.reason = missing.reason;
      return;
    }
    const changes = this.answers.changes();
    const counted = COUNTED.includes(action);
    const clauses = this.clauses.of(card);
    const requestId = this.request(card, action, {
      answers: action === "accept" ? this.written(this.answers.given()) : {},
      reason,
      clauses,
      done: counted ? 1 : 0,
      left: -1,
    });
    this.history.push({ card, decision: action, reason, changes, clauses, requestId });
    this.cards.shift();
    this.keeping.dropDraft(card);
    this.keeping.keepCited(card, []);
    this.advance();
  }

  // Takes a decision back, the last one that can be unless another is named.
  undo(last = this.history.findLast((one) => !one.stands)) {
    if (!last) {
      this.frame.speak("There is nothing to undo.");
      return;
    }
    const place = this.history.indexOf(last);
    this.history = this.history.filter((one) => one !== last);
    const done = COUNTED.includes(last.decision) ? -1 : 0;
    const id = this.request(last.card, "undo", { answers: {}, done, left: 1 });
    this.takenBack.set(id, [last, place]);
    this.cards = this.cards.filter((card) => card.id !== last.card.id);
    this.cards.unshift(last.card);
    this.seen.add(cardKey(last.card));
    this.keeping.keepDraft(last.card, last.changes);
    this.clauses.choose(last.card, last.clauses);
    this.advance();
  }

  // Something said beside the answer: it is repeated until it has its receipt, like a decision.
  remark(card, kind, text = "", about = "") {
    this.request(card, kind, { text, about, done: 0, left: 0 });
    if (this.discussion.card === card) this.wantsThread = card.id;
    this.showStanding();
    this.outbox.flushSoon();
  }

  flag() {
    const card = this.cards[0];
    if (!card) return;
    const raised = this.flags.delete(card.id);
    if (!raised) this.flags.add(card.id);
    this.remark(card, raised ? "resolve" : "flag");
    this.frame.speak(raised ? "The flag is taken back." : "Flagged for discussion.");
    this.frame.showFlag(!raised);
  }

  // The keys are kept with the account: sent until the app repeats them.
  chooseKeys(keys) {
    this.newKeys = { id: newId(), keys };
    this.outbox.flush();
  }

  heardKeys(keys) {
    const same = (one) => JSON.stringify(Object.entries(one).sort());
    if (this.newKeys && same(this.newKeys.keys) !== same(keys)) return;
    this.newKeys = null;
    setOwnKeys(keys);
    this.frame.nameKeys();
  }

  discuss(card) {
    if (!card) return;
    this.discussion.open(card);
    this.wantsThread = card.id;
    this.outbox.flush();
  }

  request(card, decision, rest) {
    const id = newId();
    const seconds = Math.round((performance.now() - (this.shownAt ?? 0)) / 100) / 10;
    const request = { id, example_id: card.id, version: card.version, decision, seconds };
    this.outbox.put(Object.assign(request, rest));
    this.done += rest.done;
    this.left += rest.left;
    return id;
  }

  // Answers as the app stores them: a JSON object for fields.
  written(changes) {
    return Object.fromEntries(
      Object.entries(changes).map(([question, answer]) => [
        question,
        typeof answer === "string" ? answer : JSON.stringify(answer),
      ]),
    );
  }

  keepDraft() {
    const card = this.cards[0];
    if (card) this.keeping.keepDraft(card, this.answers.changes());
  }

  // ---- what is shown ----

  advance() {
    this.showFirst();
    this.showStanding();
    this.outbox.flushSoon();
  }

  showFirst() {
    const card = this.cards[0];
    this.reasons.close();
    this.recent.close();
    this.clauses.close();
    this.discussion.close();
    this.frame.showFlag(this.flags.has(card?.id));
    this.frame.showCited(card ? this.clauses.of(card).length : 0);
    this.frame.showCard(Boolean(card));
    if (!card) {
      this.showRest();
      return;
    }
    const whole = this.questions.some((question) => question.kind === "spans");
    showConversation(this.root.querySelector(".conversation"), card, this.preformatted, whole);
    this.answers.show(card, this.questions, this.keeping.draft(card));
    if (showPages.wanted !== false) fetchPages(this.cards[1]);
    this.shownAt = performance.now();
    if (this.started) this.frame.focus();
    const words = card.messages.at(-1)?.text.slice(0, 120) ?? "";
    this.frame.speak(`Example ${this.done + 1}. ${words}`);
    this.root.dataset.example = card.id;
  }

  showStanding() {
    this.frame.showProgress(this.done ?? 0, this.left ?? 0);
    this.frame.showState(this.outbox.size, this.saved, this.outbox.isLate);
    if (!this.cards.length) this.showRest();
  }

  showRest() {
    this.frame.showRest(this.done, this.left, this.outbox.isAsking, this.untried);
  }

  // What a message says beside what waits.
  compose() {
    if (!this.outbox.size) this.askedAfter = this.history.length;
    return {
      held: this.cards.map((card) => card.id),
      wants_recent: this.wantsRecent && !this.history.length,
      thread: this.wantsThread ?? "",
      keys: this.newKeys ?? null,
    };
  }

  tick() {
    if (!this.started) return;
    this.outbox.tick(this.cards.length || document.hidden ? Infinity : ASK_AGAIN_MS);
    this.showStanding();
  }

  // ---- keys ----

  key(event) {
    if (event.defaultPrevented || event.isComposing || !this.root.isConnected) return;
    const target = event.composedPath()[0];
    const own = this.root.contains(target);
    const typing = target.matches?.("input, textarea, select, [contenteditable=true]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && (own || !typing)) {
      event.preventDefault();
      if (!event.repeat) this.act("accept");
    } else if (!typing && this.frame.sheet.hidden && this.answers.move(event)) {
      event.preventDefault();
    } else if (event.key === "Escape" && (own || !this.frame.sheet.hidden)) {
      this.answers.letGo();
      this.reasons.close();
      this.recent.close();
      this.clauses.close();
      this.discussion.close();
      if (this.frame.sheet.hidden) this.frame.focus();
      else this.frame.toggleKeys(false);
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (this.plainKey(event, own, target)) event.preventDefault();
    }
  }

  // True when the key meant something here.
  plainKey(event, own, target) {
    const name = nameOf(event);
    const action = actionOf(name);
    if (!this.frame.sheet.hidden && action !== "keys") return false;
    if (this.recent.key(name) || (!event.repeat && this.clauses.key(name))) return true;
    if (target.closest?.("button, a, summary") && (name === "Enter" || name === " ")) return false;
    if (event.repeat && (action || this.reasons.action)) return true; // nobody has read the next
    if (this.reasons.key(name)) return true;
    const taken = event.repeat ? undefined : this.answers.key(name);
    if (taken !== undefined) this.reasons.close();
    if (taken === "") return true;
    if (taken ?? action) return this.act(taken ?? action);
    if (name >= "1" && name <= "9" && name.length === 1) {
      this.answers.chooseByNumber(Number(name));
    } else return this.frame.scroll(name, own, event);
    return true;
  }
}

const desks = new WeakMap();

export default function reviewDesk(component) {
  const { parentElement, data, setStateValue } = component;
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
