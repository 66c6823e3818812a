// Where somebody is in the pages, so that it is the same place in the next version of the book: the line of the outline that
// was passed last, by its title or, where that is what changed, by its number, and how far behind it.

export function remember (outline, page, part) {
  let line = -1
  for (let i = 0; i < outline.length && outline[i][2] <= page; i++) line = i
  return { line, title: outline[line]?.[1], behind: page - (outline[line]?.[2] ?? 0), page, part }
}

export function find (place, outline, count) {
  const same = outline.findIndex(([, title], i) => title === place.title && Math.abs(i - place.line) < 8)
  const other = same < 0 ? outline.findIndex(([, title]) => title === place.title) : same
  const line = outline[other < 0 ? place.line : other]
  const page = line ? line[2] + place.behind : place.page
  return Math.max(0, Math.min(page, count - 1))
}
