// Every key of the desk, in one table. A question may take a letter for itself first; the sheet
// of keys and the buttons say what is in the table.
const KEYS = [
  { shown: ["A", "B", "E", "X"], only: "preference", says: "A or B better, equally good, both bad" },
  { does: "accept", keys: ["a"], beside: ["Enter"], says: "Accept the answers as they stand" },
  { does: "reject", keys: ["x"], beside: ["d"], says: "Reject: nobody should learn from it. Twice: at once" },
  { does: "skip", keys: ["s"], says: "Skip: somebody else will judge it. Twice: at once" },
  { does: "undo", keys: ["u", "Backspace"], says: "Undo the last decision" },
  { does: "recent", keys: ["r"], says: "Your last ten decisions, to change one of them" },
  { shown: ["1", "9"], says: "Choose a label, a rating or a reason" },
  { does: "turn", keys: ["q"], only: "several", says: "The numbers go to the next question" },
  { does: "label", keys: ["l"], only: "many labels", says: "Find a label by its name" },
  { does: "edit", keys: ["e"], beside: ["w"], only: "writing", says: "Edit the answer" },
  { does: "page", keys: ["p"], only: "pages", says: "Show the page, or its text only" },
  { does: "flag", keys: ["f"], says: "Flag for discussion, or take your flag back" },
  { does: "cite", keys: ["g"], says: "Cite the clauses of the guideline that your decision rests on" },
  { does: "comment", keys: ["c"], says: "Write a comment, and read the discussion" },
  { does: "last", keys: ["d"], beside: ["h"], says: "Read the discussion of the example you judged last" },
  { shown: ["Enter"], only: "fields", says: "Next field in doubt; accept when there is none" },
  { shown: ["↓"], only: "fields", says: "In a field: take the other value that was read" },
  { shown: ["Ctrl", "Delete"], only: "fields", says: "In a line of the table: remove the line" },
  { shown: ["←", "→"], only: "spans", says: "Choose a word of the text, with Shift more words" },
  { shown: ["Ctrl", "→"], only: "spans", says: "Move the end by one character, with Shift the beginning" },
  { shown: ["Delete"], only: "spans", says: "Take away the marks in what is chosen" },
  { shown: ["Tab"], only: "writing", says: "Next field" },
  { shown: ["Esc"], says: "Leave the text" },
  { shown: ["Ctrl", "Enter"], only: "writing", says: "Accept from inside the text" },
  { shown: ["↑", "↓", "Space"], says: "Scroll the conversation" },
  { does: "keys", keys: ["?"], says: "Show these keys" },
];

// Keys that a kind of question takes for itself while it is on the screen.
const TAKEN = { preference: ["a", "b", "e", "x"], spans: ["Delete"] };

// For an action whose own keys are all taken; the most at hand first.
const SPARE = [..."qvkjmniotyzhw"];

// The kinds of question on the screen, and what else decides which keys do something there:
// "several" with numbers, "many labels", "writing", and "pages" to be looked at.
let asked = new Set();

let ownKeys = {}; // what the person changed, by action

let given = giveKeys(); // the keys of each action now, the first one shown

function moveKeys(kinds) {
  asked = kinds;
  given = giveKeys();
}

function setOwnKeys(keys) {
  ownKeys = keys;
  given = giveKeys();
}

function firstKey(entry) {
  return ownKeys[entry.does] ?? entry.keys[0];
}

function takenByQuestions() {
  return new Set([...asked].flatMap((kind) => TAKEN[kind] ?? []));
}

// No key means two things. What a question takes is nobody else's; then come the keys that the
// person chose, then those of actions that had to move, then the usual ones.
function giveKeys() {
  const taken = takenByQuestions();
  const found = new Map();
  const actions = KEYS.filter((entry) => entry.does);
  const give = (entry, keys) => {
    const key = found.has(entry.does) ? undefined : keys.find((one) => !taken.has(one));
    if (key === undefined) return;
    taken.add(key);
    found.set(entry.does, [key]);
  };
  const moved = actions.filter((entry) => taken.has(entry.keys[0]));
  for (const entry of actions) if (ownKeys[entry.does]) give(entry, [ownKeys[entry.does]]);
  for (const entry of moved) give(entry, entry.beside ?? []);
  for (const entry of actions) give(entry, [entry.keys[0], ...(entry.beside ?? [])]);
  for (const entry of actions) give(entry, SPARE);
  for (const entry of actions) {
    for (const key of entry.keys.slice(1).filter((one) => !taken.has(one))) {
      taken.add(key);
      found.get(entry.does).push(key);
    }
  }
  return found;
}

function keysOf(entry) {
  return given.get(entry.does);
}

function keysNow() {
  return KEYS.filter((entry) => !entry.only || asked.has(entry.only));
}

// What a key does, by the name the browser gives it; undefined when it does nothing.
function actionOf(name) {
  return KEYS.find((entry) => keysOf(entry)?.includes(name))?.does;
}

function keyOf(action) {
  return keysOf(KEYS.find((entry) => entry.does === action) ?? {})?.[0] ?? "";
}

function written(key) {
  return key.length === 1 ? key.toUpperCase() : key;
}

// A key as the table names it: letters are the same with and without Shift.
function nameOf(event) {
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

function keyRow(entry) {
  const row = element("div");
  const name = element("dt");
  const parts = (entry.shown ?? keysOf(entry)).map((key) => element("kbd", "", written(key)));
  const between = entry.shown?.[1] === "9" ? " – " : " ";
  parts.forEach((part, index) => name.append(...(index ? [between, part] : [part])));
  row.append(name, element("dd", "", entry.says));
  return row;
}
