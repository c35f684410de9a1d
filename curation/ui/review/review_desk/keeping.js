// What must survive a reload: decisions without a receipt, and texts that are being typed.
// Decisions outlive the tab; drafts, which may hold a customer's words, end with it.
class Keeping {
  constructor(person, task) {
    this.prefix = `curation-desk/${person}/${task}/`;
  }

  decisions() {
    return this._all(localStorage, "decision/").sort((one, other) => one.order - other.order);
  }

  keepDecision(decision) {
    this._put(localStorage, `decision/${decision.id}`, decision);
  }

  dropDecision(id) {
    this._drop(localStorage, `decision/${id}`);
  }

  refused() {
    return this._all(sessionStorage, "refused/");
  }

  keepRefused(refused) {
    this._put(sessionStorage, `refused/${refused.id}`, refused);
  }

  dropRefused(id) {
    this._drop(sessionStorage, `refused/${id}`);
  }

  draft(card) {
    return this._get(sessionStorage, `draft/${cardKey(card)}`);
  }

  keepDraft(card, answers) {
    if (Object.keys(answers).length) {
      this._put(sessionStorage, `draft/${cardKey(card)}`, answers);
    } else {
      this.dropDraft(card);
    }
  }

  remark(card) {
    return this._get(sessionStorage, `remark/${card.id}`) ?? "";
  }

  keepRemark(card, text) {
    if (text) this._put(sessionStorage, `remark/${card.id}`, text);
    else this._drop(sessionStorage, `remark/${card.id}`);
  }

  cited(card) {
    return this._get(sessionStorage, `cited/${cardKey(card)}`) ?? [];
  }

  keepCited(card, keys) {
    if (keys.length) this._put(sessionStorage, `cited/${cardKey(card)}`, keys);
    else this._drop(sessionStorage, `cited/${cardKey(card)}`);
  }

  dropDraft(card) {
    this._drop(sessionStorage, `draft/${cardKey(card)}`);
  }

  // A browser may refuse storage (private window, full): then only a reload is less safe.
  _put(storage, name, value) {
    try {
      storage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      /* kept in memory */
    }
  }

  _get(storage, name) {
    try {
      return JSON.parse(storage.getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  _drop(storage, name) {
    try {
      storage.removeItem(this.prefix + name);
    } catch {
      /* it was not kept */
    }
  }

  _all(storage, folder) {
    const found = [];
    try {
      for (let index = 0; index < storage.length; index += 1) {
        const name = storage.key(index);
        if (name.startsWith(this.prefix + folder)) {
          const value = this._get(storage, name.slice(this.prefix.length));
          if (value) found.push(value);
        }
      }
    } catch {
      /* nothing was kept */
    }
    return found;
  }
}

function cardKey(card) {
  return `${card.id}:${card.version}`;
}

// crypto.randomUUID is missing on pages served without TLS from another machine.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
