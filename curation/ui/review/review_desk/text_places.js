// Places in a text that is shown: ranges for places, and places for what a person selects.

// The ranges of places [begins, ends] in the text of a block, however many elements it is made of.
function rangesIn(block, places) {
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, from: length });
    length += walker.currentNode.data.length;
  }
  const at = (place) => nodes.findLast(({ from }) => from <= place);
  return places.map(([begins, ends]) => {
    const [first, last] = [at(begins), at(ends - 1)];
    const range = new Range();
    range.setStart(first.node, begins - first.from);
    range.setEnd(last.node, ends - last.from);
    return range;
  });
}

// How much of the text of a block stands before a point of the page.
function lengthBefore(block, node, offset) {
  const range = new Range();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

// What a person selected with the mouse, inside a shadow tree too; null for nothing.
function selectedRange(root) {
  const selection = root.getSelection?.() ?? document.getSelection();
  if (!selection) return null;
  const composed = selection.getComposedRanges?.({ shadowRoots: [root] })[0];
  const range = composed ?? (selection.rangeCount ? selection.getRangeAt(0) : null);
  const empty = range?.startContainer === range?.endContainer && range?.startOffset === range?.endOffset;
  return range && !empty ? { range, forget: () => selection.removeAllRanges() } : null;
}

// Places as they are kept count characters; the browser counts some of them twice.
function charactersBefore(text, place) {
  let count = 0;
  for (const character of text) {
    if (place <= 0) break;
    place -= character.length;
    count += 1;
  }
  return count;
}

function placeAfter(text, characters) {
  let place = 0;
  for (const character of text) {
    if (characters <= 0) break;
    characters -= 1;
    place += character.length;
  }
  return place;
}
