// Text with marked places. Words of strangers go in as text content only.
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// One text: `pieces` are [words, start, numbers of marks]; a start below 0 is no part of the text.
function textBlock(text, marks, chosen) {
  const block = element("div", "text");
  block.dir = "auto";
  Object.assign(block.dataset, { path: text.path, example: text.example, version: text.version });
  const whole = document.createDocumentFragment();
  for (const [words, start, numbers] of text.pieces) {
    const piece = element(numbers.length ? "mark" : "span", "", words);
    if (start >= 0) piece.dataset.start = start;
    if (numbers.length) markPiece(piece, start, numbers.map((number) => marks[number]), chosen);
    whole.append(piece);
  }
  block.append(whole);
  return block;
}

function markPiece(piece, start, marks, chosen) {
  const own = marks.find((mark) => mark.key === chosen) ?? marks[0];
  piece.classList.add(own.action);
  if (own.key === chosen) piece.classList.add("chosen");
  if (marks.length > 1) piece.classList.add("over");
  if (marks.some((mark) => mark.begins === start)) piece.classList.add("opens");
  piece.title = marks.map((mark) => `${mark.title}: ${mark.told}`).join("; ");
}

// The selected place as code points of its text; null when none, or not inside one text.
function selectedPlace(root) {
  const selection = root.getRootNode().getSelection?.() ?? document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const [begin, end] = [
    position(range.startContainer, range.startOffset),
    position(range.endContainer, range.endOffset),
  ];
  if (!begin || !end || begin.block !== end.block || begin.at >= end.at) return null;
  const { path, example, version } = begin.block.dataset;
  const place = { path, example, version: Number(version), begins: begin.at, ends: end.at };
  return { place, words: selection.toString() };
}

function position(node, offset) {
  const inText = node.nodeType === Node.TEXT_NODE;
  const piece = inText ? node.parentElement : node.childNodes[offset] ?? node.lastChild;
  if (piece?.dataset?.start === undefined) return null;
  const before = inText ? [...node.data.slice(0, offset)].length : 0;
  const after = !inText && !node.childNodes[offset] ? [...piece.textContent].length : 0;
  return { block: piece.closest(".text"), at: Number(piece.dataset.start) + before + after };
}
