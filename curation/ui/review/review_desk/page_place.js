// Where a value stands: a frame on the picture of its page, a mark in the text of the page.
const MARK = "desk-place";

// Points at a value, whose box is [page, left, top, right, bottom] in dots of the picture, or [].
function pointAt(pane, value, box) {
  for (const frame of pane.querySelectorAll(".here")) frame.remove();
  const picture = box.length && pane.querySelectorAll(".page")[box[0] - 1]?.querySelector("img");
  if (picture) {
    picture.loading = "eager"; // it may not have been looked at
    if (picture.naturalWidth) frameOn(pane, picture, box);
    else picture.addEventListener("load", () => frameOn(pane, picture, box), { once: true });
  }
  markInText(pane, value);
}

function frameOn(pane, picture, [, left, top, right, bottom]) {
  for (const frame of pane.querySelectorAll(".here")) frame.remove();
  const frame = element("div", "here");
  const across = (dots) => `${(100 * dots) / picture.naturalWidth}%`;
  const down = (dots) => `${(100 * dots) / picture.naturalHeight}%`;
  frame.style.left = across(left);
  frame.style.top = down(top);
  frame.style.width = across(right - left);
  frame.style.height = down(bottom - top);
  picture.parentElement.append(frame);
  bringIntoView(pane, frame);
}

// A mark needs no element of its own, so the text stays as it is; old browsers show none.
function markInText(pane, value) {
  globalThis.CSS?.highlights?.delete(MARK);
  const text = pane.querySelector(".turn.user .text");
  if (!value || !text || !globalThis.Highlight) return;
  let ranges = rangesOf(text, value);
  if (!ranges.length && text.querySelector(".more")) {
    text.querySelector(".more").click();
    ranges = rangesOf(text, value);
  }
  if (!ranges.length) return;
  CSS.highlights.set(MARK, new Highlight(...ranges));
  if (!pane.classList.contains("pictures")) bringIntoView(pane, ranges.at(-1));
}

function bringIntoView(pane, place) {
  const box = place.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  if (!box.height || (box.top > view.top + 48 && box.bottom < view.bottom - 16)) return;
  pane.scrollBy({ top: box.top - view.top - view.height / 3 });
}

function rangesOf(block, value) {
  return rangesIn(block, spansOf(value, block.textContent));
}

// Where a text says a value, however amounts and days are written there.
function spansOf(value, text) {
  if (/^-?\d+\.\d{2}$/.test(value)) {
    const digits = value.replace(/\D/g, "");
    return matches(/\d[\d.,'’ \u00a0\u202f]*[.,]\d{2}(?!\d)/g, text).filter(
      ([begins, ends]) => text.slice(begins, ends).replace(/\D/g, "").replace(/^0+(?=\d{3})/, "") === digits,
    );
  }
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const forms = day ? daysAsWritten(day) : [value.trim().split(/\s+/).map(literal).join("\\s+")];
  return forms.flatMap((form) => matches(new RegExp(form, "giu"), text));
}

function daysAsWritten([whole, year, month, day]) {
  const [m, d] = [Number(month), Number(day)];
  const named = ["en", "de", "fr", "es", "it", "nl"].map((language) =>
    new Date(`${whole}T12:00:00`).toLocaleDateString(language, { month: "short" }).slice(0, 3),
  );
  const name = `(?:${[...new Set(named)].map(literal).join("|")})\\p{L}*\\.?`;
  return [
    `${year}[-./]${month}[-./]${day}`,
    `(?<!\\d)0?${d}[./-]\\s?0?${m}[./-]\\s?(?:${year}|${year.slice(2)})(?!\\d)`,
    `(?<!\\d)0?${m}[/]0?${d}[/](?:${year}|${year.slice(2)})(?!\\d)`,
    `(?<!\\d)0?${d}(?:st|nd|rd|th|er)?\\.?\\s+(?:de )?${name},?\\s+(?:del? )?${year}`,
    `${name}\\s+0?${d}(?:st|nd|rd|th)?,?\\s+${year}`,
  ];
}

function matches(pattern, text) {
  return [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length]);
}

function literal(words) {
  return words.replace(/[.*+?^${}()|[\]\\/-]/g, (sign) =>
    "-/".includes(sign) ? `\\x${sign.charCodeAt(0).toString(16)}` : `\\${sign}`,
  );
}
