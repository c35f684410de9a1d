// Follows the rules for fields that the app sends. What each kind of rule means is written in
// field_rules.py; the same cases hold both to it.
const CENT = 0.01;
const HALF_A_CENT = 0.005;
const A_BIT = 1e-7; // what binary fractions may be off

// The rules that the values break, each with the line (from 0) where it is about one.
function brokenRules(rules, values) {
  return rules.flatMap((rule) => {
    const given = rule.fields.map((name) => (values[name] ?? "").trim());
    if (given.some((value) => !value)) return [];
    if (rule.kind === "product") return brokenLines(rule, given[0]);
    return RULE_HOLDS[rule.kind](rule, given) ? [] : [{ rule, line: null }];
  });
}

const RULE_HOLDS = {
  form: (rule, [value]) => new RegExp(`^(?:${rule.pattern})$`).test(value),
  day: (rule, [value]) => isDay(value),
  iban: (rule, [value]) => isIban(value),
  order: (rule, days) => !days.every(isDay) || days[0] <= days[1],
  share: (rule, given) => isShare(given.map(numberIn), rule.limit),
  sum: (rule, given) => addsUp(given.map(numberIn)),
  column: (rule, [text, total]) => {
    const column = linesIn(text).map((line) => numberIn(line[rule.columns[0]]));
    return !column.length || addsUp([...column, numberIn(total)]);
  },
};

function brokenLines(rule, text) {
  return linesIn(text).flatMap((line, number) => {
    const [quantity, price, amount] = rule.columns.map((column) => numberIn(line[column]));
    if ([quantity, price, amount].includes(null)) return [];
    const off = Math.abs(quantity * price - amount);
    const allowed = CENT + HALF_A_CENT * Math.abs(quantity) + A_BIT;
    return off <= allowed ? [] : [{ rule, line: number }];
  });
}

function addsUp(numbers) {
  if (numbers.includes(null)) return true;
  const total = numbers.at(-1);
  const sum = numbers.slice(0, -1).reduce((one, other) => one + other, 0);
  return Math.abs(sum - total) <= CENT + A_BIT;
}

function isShare([part, whole], limit) {
  if (part === null || !whole) return true;
  return part / whole >= 0 && part / whole <= limit + A_BIT;
}

function numberIn(text) {
  if (typeof text !== "string") return null;
  return /^-?[0-9]{1,12}(\.[0-9]{1,8})?$/.test(text.trim()) ? Number(text) : null;
}

function isDay(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isIban(text) {
  const plain = text.replace(/[\s.-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    parseInt(letter, 36),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

// The lines of a list of objects as JSON; none where it is something else.
function linesIn(text) {
  try {
    const value = JSON.parse(text);
    const isLine = (line) => line && typeof line === "object" && !Array.isArray(line);
    return Array.isArray(value) ? value.filter(isLine) : [];
  } catch {
    return [];
  }
}

// True for a list of lines and for an empty one, however it is written; other JSON is no table.
function isTable(text) {
  return linesIn(text).length > 0 || /^\s*(\[\s*\])?\s*$/.test(text);
}
