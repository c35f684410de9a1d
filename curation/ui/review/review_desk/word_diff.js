// What leads from one text to another, word by word: runs of [change, text], the change being
// "same", "added" or "removed". null where the texts are too long to be compared while typing.
const WORDS = /\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu;
const MOST_CELLS = 4_000_000;

function wordDiff(before, after) {
  const old = before.match(WORDS) ?? [];
  const now = after.match(WORDS) ?? [];
  let begin = 0;
  while (begin < old.length && begin < now.length && old[begin] === now[begin]) begin += 1;
  let end = 0;
  while (
    end < old.length - begin &&
    end < now.length - begin &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end += 1;
  const [a, b] = [old.slice(begin, old.length - end), now.slice(begin, now.length - end)];
  if (a.length * b.length > MOST_CELLS) return null;
  const runs = [];
  const add = (change, word) => {
    if (runs.at(-1)?.[0] === change) runs.at(-1)[1] += word;
    else runs.push([change, word]);
  };
  for (const word of old.slice(0, begin)) add("same", word);
  for (const [change, word] of steps(a, b)) add(change, word);
  for (const word of old.slice(old.length - end)) add("same", word);
  return runs;
}

// The share of words that differ: 0 for the same, 1 for nothing in common, as the app counts it.
function changedShare(before, after) {
  const [old, now] = [before, after].map((text) => text.split(/\s+/).filter(Boolean));
  if (old.length * now.length > MOST_CELLS) return 1;
  const changed = steps(old, now).filter(([change]) => change !== "same").length;
  return old.length + now.length ? changed / (old.length + now.length) : 0;
}

// The shortest way from one list of words to another, by their longest common subsequence.
function steps(a, b) {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push(["same", a[i]]);
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      found.push(["removed", a[i]]);
      i += 1;
    } else {
      found.push(["added", b[j]]);
      j += 1;
    }
  }
  return found;
}
