// The stretch of the text that the next label is for: moved word by word, or drawn with the mouse.
const STRETCH = "desk-stretch";
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

class Marking {
  // `pane` shows the messages, `texts` are theirs.
  constructor(pane, texts) {
    this.pane = pane;
    this.texts = texts;
    this.words = new Map(); // by message, found when they are first needed
    this.stretch = null; // { message, begins, ends, anchor }: places as the browser counts them
    this.last = null; // where it was, so that one goes on from there
  }

  block(message) {
    return this.pane.querySelector(`.turns > [data-message="${message}"] > .text`);
  }

  // True when the key moved the stretch, or an end of it.
  move(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.metaKey) return false;
    if (event.ctrlKey) this._byCharacter(by, event.shiftKey);
    else if (event.shiftKey && this.stretch) this._grow(by);
    else this._step(by);
    this.show();
    return true;
  }

  _step(by) {
    const from = this.stretch ?? this.last ?? { message: this.texts.length - 1, begins: -1, ends: 0 };
    let message = from.message;
    const own = this._wordsOf(message);
    let word = by > 0 ? own.find(([begins]) => begins >= from.ends) : own.findLast(([, ends]) => ends <= from.begins);
    while (!word && message + by >= 0 && message + by < this.texts.length) {
      message += by;
      word = this._wordsOf(message).at(by > 0 ? 0 : -1);
    }
    if (word) this._set(message, word[0], word[1], word);
  }

  // The far end goes to the next word, the word it began with stays inside.
  _grow(by) {
    const { message, begins, ends, anchor } = this.stretch;
    const words = this._wordsOf(message);
    const forward = begins >= anchor[0] && (ends > anchor[1] || by > 0);
    if (forward) {
      const reached = by > 0
        ? words.find(([, last]) => last > ends)
        : words.findLast(([, last]) => last < ends && last >= anchor[1]);
      this._set(message, anchor[0], reached ? reached[1] : by > 0 ? ends : anchor[1], anchor);
    } else {
      const reached = by < 0
        ? words.findLast(([first]) => first < begins)
        : words.find(([first]) => first > begins && first <= anchor[0]);
      this._set(message, reached ? reached[0] : by < 0 ? begins : anchor[0], anchor[1], anchor);
    }
  }

  _byCharacter(by, first) {
    if (!this.stretch) return;
    const { message, begins, ends } = this.stretch;
    const text = this.texts[message];
    const moved = first
      ? [nextCharacter(text, begins, by), ends]
      : [begins, nextCharacter(text, ends, by)];
    if (moved[0] < moved[1]) this._set(message, ...moved, moved);
  }

  // What was drawn with the mouse, without the white space around it; true when there is something.
  take() {
    const selected = selectedRange(this.pane.getRootNode());
    if (!selected) return false;
    const { startContainer: node, startOffset, endContainer, endOffset } = selected.range;
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const turn = holder?.closest?.(".turns > [data-message]");
    const block = turn?.querySelector(":scope > .text");
    if (!block?.contains(node)) return false;
    const message = Number(turn.dataset.message);
    const text = this.texts[message];
    let begins = lengthBefore(block, node, startOffset);
    let ends = block.contains(endContainer) ? lengthBefore(block, endContainer, endOffset) : text.length;
    while (begins < ends && /\s/.test(text[begins])) begins += 1;
    while (begins < ends && /\s/.test(text[ends - 1])) ends -= 1;
    if (begins === ends) return false;
    selected.forget();
    this._set(message, begins, ends, [begins, ends]);
    this.show();
    return true;
  }

  quote({ message, begins, ends } = this.stretch) {
    return this.texts[message].slice(begins, ends);
  }

  // True when there was something to let go.
  letGo() {
    const had = this.stretch !== null;
    if (had) this.last = this.stretch;
    this.stretch = null;
    this.show();
    return had;
  }

  show() {
    globalThis.CSS?.highlights?.delete(STRETCH);
    if (!this.stretch || !globalThis.Highlight) return;
    const range = this.rangeOf(this.stretch);
    const highlight = new Highlight(range);
    highlight.priority = 1;
    CSS.highlights.set(STRETCH, highlight);
    bringIntoView(this.pane, range);
  }

  rangeOf({ message, begins, ends }) {
    return rangesIn(this.block(message), [[begins, ends]])[0];
  }

  _set(message, begins, ends, anchor) {
    this.stretch = { message, begins, ends, anchor };
  }

  _wordsOf(message) {
    if (!this.words.has(message)) this.words.set(message, wordsOf(this.texts[message]));
    return this.words.get(message);
  }
}

// What stands between white space, without the signs around it; characters that need no blanks
// between words are parted as the language has it.
function wordsOf(text) {
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: run, index }) => {
    if (DENSE.test(run)) {
      return [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(run)]
        .filter((part) => part.isWordLike)
        .map((part) => [index + part.index, index + part.index + part.segment.length]);
    }
    const before = /^[\p{P}\p{S}]*/u.exec(run)[0].length;
    if (before === run.length) return [[index, index + run.length]];
    const after = /[\p{P}\p{S}]*$/u.exec(run)[0].length;
    return [[index + before, index + run.length - after]];
  });
}

function nextCharacter(text, place, by) {
  const next = Math.min(Math.max(place + by, 0), text.length);
  const split = /[\ud800-\udbff]/.test(text[next - 1] ?? "") && /[\udc00-\udfff]/.test(text[next] ?? "");
  return split ? next + by : next;
}
