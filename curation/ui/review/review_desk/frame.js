// The frame around an example: the bar, the state line, notices, the sheet of keys.
class Frame {
  constructor(root, act, chooseKeys) {
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.sheet = this.find(".sheet");
    this.keySheet = new KeySheet(this.sheet, (keys) => {
      this.nameKeys();
      chooseKeys(keys);
    });
    for (const button of root.querySelectorAll("[data-action]")) {
      button.onclick = () => act(button.dataset.action);
    }
    this.nameKeys();
  }

  nameKeys() {
    this.keySheet.show();
    for (const button of this.root.querySelectorAll(".bar [data-action]")) {
      button.querySelector("kbd").textContent = written(keyOf(button.dataset.action));
    }
  }

  toggleKeys(open = this.sheet.hidden) {
    this.sheet.hidden = !open;
    this.sheet.scrollTop = 0; // the first keys first, though its last button has the focus
    this.find(".bar [data-action=keys]").setAttribute("aria-expanded", String(open));
    if (open) this.sheet.querySelector("[data-action=keys]").focus({ preventScroll: true });
    else this.focus();
  }

  focus() {
    this.root.focus({ preventScroll: true });
  }

  // True when the key scrolled the conversation.
  scroll(name, own, event) {
    const pane = this.find(".conversation");
    const target = event.composedPath()[0];
    if (target.matches?.("button, a") && name === " ") return false;
    if (pane.scrollHeight <= pane.clientHeight + 1) return false;
    if (own && target.closest?.(".conversation") === pane) return false; // it scrolls by itself
    const page = pane.clientHeight * 0.85;
    const by = { ArrowDown: 60, ArrowUp: -60, PageDown: page, PageUp: -page, " ": page }[name];
    if (by === undefined) return false;
    pane.scrollBy({ top: event.shiftKey && name === " " ? -by : by });
    return true;
  }

  showProgress(done, left) {
    const number = (count) => Math.max(0, count).toLocaleString("en");
    this.find(".progress").textContent = `${number(done)} done · ${number(left)} left`;
  }

  // "Saved" is said of nothing that the app has not acknowledged.
  showState(waiting, saved, late) {
    const state = this.find(".state");
    state.classList.toggle("late", late);
    if (late) {
      state.textContent = `${waiting} not saved yet. Kept in this browser until the app answers.`;
    } else if (waiting) {
      state.textContent = `Saving ${waiting} …`;
    } else {
      state.textContent = saved ? `Saved ${saved}` : "";
    }
  }

  showCard(there) {
    this.find(".panes").hidden = !there;
    this.find(".rest").hidden = there;
    for (const action of ["accept", "reject", "skip", "flag", "comment"]) {
      this.find(`.bar [data-action=${action}]`).disabled = !there;
    }
  }

  showFlag(raised) {
    const button = this.find(".bar [data-action=flag]");
    button.setAttribute("aria-pressed", String(raised));
    button.lastChild.textContent = raised ? " Flagged" : " Flag";
  }

  showCited(count) {
    this.find(".bar [data-action=cite]").lastChild.textContent = count ? ` Cites ${count}` : " Cite";
  }

  showRest(done, left, waiting, untried) {
    const [title, text] = waiting ? ["Fetching the next examples …", ""] : rest(done, left, untried);
    this.find(".rest-title").textContent = title;
    this.find(".rest-text").textContent = text;
  }

  speak(words) {
    this.find(".spoken").textContent = words;
  }

  // A notice that stays until it is closed; `typed` is what the person wrote, kept for copying.
  notice(title, text, typed = [], closed = () => {}) {
    const notice = element("div", "notice");
    const close = element("button", "close", "Close");
    close.type = "button";
    close.onclick = () => {
      notice.remove();
      closed();
      this.focus();
    };
    notice.append(element("strong", "", title), " ", element("span", "", text), " ", close);
    for (const words of typed) {
      const kept = element("textarea", "kept");
      kept.readOnly = true;
      kept.dir = "auto";
      kept.setAttribute("aria-label", "What you typed");
      kept.value = words;
      notice.append(kept);
    }
    const notices = this.find(".notices");
    notices.append(notice);
    const plain = [...notices.children].filter((one) => !one.querySelector(".kept"));
    for (const old of plain.slice(0, -3)) old.remove(); // those with words in them stay
    return notice;
  }
}

// What is said where no example is shown: a title and a text.
function rest(done, left, untried) {
  if (untried) {
    return [
      "No known example is left",
      "Too few of your answers were as they were decided. Read the guideline, and ask a curator: " +
        "you go on when more examples are settled or less is asked for.",
    ];
  }
  if (left > 0) {
    const others = left === 1 ? "1 example is" : `${left.toLocaleString("en")} examples are`;
    return [
      "Nothing to judge just now",
      `${others} with other people. They come back within half an hour if they are not judged.`,
    ];
  }
  const judged = `You have judged ${done.toLocaleString("en")}.`;
  return ["All judged", `${judged} New examples appear here by themselves.`];
}
