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
    this.find(".bar [data-action=keys]").setAttribute("aria-expanded", String(open));
    if (open) this.sheet.querySelector("[data-action=keys]").focus();
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

  showRest(done, left, waiting) {
    const others = left === 1 ? "1 example is" : `${left.toLocaleString("en")} examples are`;
    this.find(".rest-title").textContent = waiting
      ? "Fetching the next examples …"
      : left > 0
        ? "Nothing to judge just now"
        : "All judged";
    this.find(".rest-text").textContent = waiting
      ? ""
      : left > 0
        ? `${others} with other people. They come back within half an hour if they are not judged.`
        : `You have judged ${done.toLocaleString("en")}. New examples appear here by themselves.`;
  }

  speak(words) {
    this.find(".spoken").textContent = words;
  }

  // A notice that stays until it is closed; `typed` is what the person wrote, kept for copying.
  notice(title, text, typed = []) {
    const notice = element("div", "notice");
    const close = element("button", "close", "Close");
    close.type = "button";
    close.onclick = () => {
      notice.remove();
      this.focus();
    };
    notice.append(element("strong", "", title), " ", element("span", "", text), " ", close);
    for (const words of typed) {
      const kept = element("textarea", "kept");
      kept.readOnly = true;
      kept.value = words;
      notice.append(kept);
    }
    const notices = this.find(".notices");
    notices.append(notice);
    while (notices.childElementCount > 3) notices.firstElementChild.remove();
    return notice;
  }
}
