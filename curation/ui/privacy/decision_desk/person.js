// The other values that may name the same person; the ticked ones are decided with the value.
function drawPerson(desk) {
  const panel = desk.find(".person");
  const value = desk.values[desk.at];
  const told = desk.person?.of === value?.key ? desk.person : null;
  panel.hidden = !desk.personOf || desk.personOf !== value?.key;
  if (panel.hidden) return;
  if (!told) return panel.replaceChildren(element("p", "about", "Looking for the same person …"));
  if (!told.values.length) {
    return panel.replaceChildren(element("p", "about", "No other value looks like the same person."));
  }
  const rows = told.values.map((one, index) => {
    const row = element("label", "namesake");
    const box = element("input");
    box.type = "checkbox";
    box.checked = desk.ticked.has(one.key);
    box.onchange = () => tickPerson(desk, index);
    row.append(box, " ");
    if (index < 9) row.append(element("kbd", "", String(index + 1)), " ");
    row.append(element("span", "said", one.value), " ", element("span", "more", one.about));
    return row;
  });
  const head = element("p", "about", "The same person? What is ticked is decided together.");
  return panel.replaceChildren(head, ...rows);
}

function togglePerson(desk) {
  const value = desk.values[desk.at];
  desk.personOf = desk.personOf === value?.key ? null : value?.key;
  desk.person = null;
  desk.ticked = new Set();
  drawPerson(desk);
  desk.flush(true);
}

function receivePerson(desk, person) {
  if (!person || person.of !== desk.personOf || desk.person?.of === person.of) return;
  desk.person = person;
  desk.ticked = new Set(person.values.filter((one) => one.likely).map((one) => one.key));
  const count = desk.ticked.size;
  desk.speak(count ? `${count} more of the same person ticked` : "No other value ticked");
}

function tickPerson(desk, index) {
  const one = desk.person?.values[index];
  if (!one) return false;
  if (!desk.ticked.delete(one.key)) desk.ticked.add(one.key);
  desk.speak(`${one.value}: ${desk.ticked.has(one.key) ? "ticked" : "not ticked"}`);
  drawPerson(desk);
  return true;
}

// The values decided together with this one, as [entity, key]; none when the panel is closed.
function tickedWith(desk, value) {
  if (desk.personOf !== value.key || !desk.person) return [];
  return desk.person.values
    .filter((one) => desk.ticked.has(one.key))
    .map((one) => [one.entity, one.key]);
}
