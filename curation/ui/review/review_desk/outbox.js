// What is sent: each decision and remark is repeated until the app says that it is on disk.
const RESEND_MS = 3000;
const LATE_MS = 6000;

class Outbox {
  // `compose` gives what else a message says; `wants` is true when the app is to be asked though
  // nothing waits.
  constructor(compose, wants) {
    this.compose = compose;
    this.wants = wants;
    this.waiting = new Map(); // what has no receipt, by request id, in order
    this.beat = 0; // the number of the last message
    this.answered = 0; // of the last one that was replied to
    this.sentAt = 0;
  }

  open(keeping, beat) {
    this.keeping = keeping;
    for (const request of keeping.decisions()) this.waiting.set(request.id, request);
    this.beat = this.answered = beat;
  }

  // The app replied to the message of this number.
  heard(beat) {
    this.answered = Math.max(this.answered, beat);
  }

  put(request) {
    request.order = Date.now() + this.waiting.size / 1000;
    this.waiting.set(request.id, request);
    this.keeping.keepDecision(request);
  }

  // The request of a receipt, which is sent no more; undefined when it had its receipt before.
  take(receipt) {
    const request = this.waiting.get(receipt.id);
    if (!request) return undefined;
    this.waiting.delete(receipt.id);
    this.keeping.dropDecision(receipt.id);
    return request;
  }

  get size() {
    return this.waiting.size;
  }

  get requests() {
    return [...this.waiting.values()];
  }

  // A message was sent and is not replied to yet.
  get isAsking() {
    return this.beat > this.answered;
  }

  get isLate() {
    return this.size > 0 && Date.now() - Math.min(...this.requests.map((one) => one.order)) > LATE_MS;
  }

  get silentMs() {
    return Date.now() - this.sentAt;
  }

  flush() {
    if (!this.send || (this.isAsking && this.silentMs < RESEND_MS)) return;
    this.beat += 1;
    this.sentAt = Date.now();
    this.send({ beat: this.beat, ...this.compose(), decisions: this.requests });
  }

  flushSoon() {
    setTimeout(() => this.flush(), 0); // paint first
  }

  // After a reply: what came up meanwhile is sent at once.
  goOn() {
    if (!this.isAsking && (this.size || this.wants())) this.flush();
  }

  // Called every second; `idleMs` is after how long the app is asked for more, if at all.
  tick(idleMs) {
    if (!this.send) return;
    if (this.silentMs >= (this.size ? RESEND_MS : idleMs)) this.flush();
  }
}
