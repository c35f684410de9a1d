// What the keys mean. True when a key meant something here.
function plainKey(desk, event, target) {
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const acts = { r: "mask", k: "keep", n: "not_pii", u: "undo", t: "whole", p: "person" };
  if (name === "o") acts.o = event.shiftKey ? "keep-here" : "here";
  if (acts[name]) {
    if (!event.repeat) desk.act(acts[name]); // a key held down would decide what nobody read
    return true;
  }
  if (/^[1-9]$/.test(name) && desk.person) return tickPerson(desk, Number(name) - 1);
  const inOther = target !== document.body && !desk.root.contains(target);
  const moves = { j: 1, ArrowDown: 1, ArrowUp: -1 };
  if (moves[name] && !(inOther && name !== "j")) desk.go(desk.at + moves[name]);
  else if ((name === "ArrowLeft" || name === "ArrowRight") && !inOther) {
    desk.nextPlace(name === "ArrowRight" ? 1 : -1);
  } else if (name === "a") desk.find(desk.chosen ? ".kind" : ".typed").focus();
  else if (name === "/") return focusSearch();
  else return false;
  return true;
}

function focusSearch() {
  const search = document.querySelector('[class*="st-key-privacy_search"] input');
  search?.focus();
  return Boolean(search);
}
