// The page: asks for what there is, shows it, and asks again. A picture is fetched where it is seen and differs.

import * as place from './place.js'
import { Reader } from './reader.js'

const $ = selector => document.querySelector(selector)
const main = $('main'), pages = $('#pages'), contents = $('#contents'), note = $('#note'), lamp = $('#lamp')
const kept = (key, value) => value === undefined ? localStorage.getItem(`wenzhai-${key}`) : localStorage.setItem(`wenzhai-${key}`, value)
const words = await (await fetch('words')).json()
const reader = new Reader($('#reader'), words)
const tops = {} // where each view was scrolled to
let state = { number: -1, books: [], messages: [] }, book = null, seen = new Set()

function make (name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

/* ---- Pages ---- */

const scaleOf = (width, points) => (width * devicePixelRatio / points).toFixed(3)

/* Shows what the page looks like now, if that is anything else than what is shown. */
async function refresh (image, page, width) {
  const { number, pages: sizes } = book.pdf
  const address = `pdf/${number}/${page}@${scaleOf(width, sizes[page][0])}.png`
  if (image.address === address) return
  image.address = address
  const head = await fetch(address, { method: 'HEAD' }).catch(() => null)
  const mark = head?.ok && head.headers.get('ETag')
  if (!mark || image.address !== address || image.mark === mark) return
  const next = new Image()
  next.src = address
  await next.decode().catch(() => {})
  if (image.address !== address) return
  image.src = address
  image.mark = mark
}

const observer = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) seen.add(target)
    else seen.delete(target)
  }
  refreshSeen()
}, { root: main, rootMargin: '300px' })

function refreshSeen () {
  if (!book?.pdf) return
  const middle = main.clientHeight / 2
  const far = figure => { const box = figure.getBoundingClientRect(); return Math.abs((box.top + box.bottom) / 2 - middle) }
  for (const figure of [...seen].sort((a, b) => far(a) - far(b)))
    if (figure.isConnected && figure.clientWidth) refresh(figure.image, figure.page, figure.clientWidth)
}

function currentPage () {
  const top = main.getBoundingClientRect().top + 80
  const figure = [...pages.children].find(one => one.page >= 0 && one.getBoundingClientRect().bottom > top)
  const box = figure?.getBoundingClientRect()
  return figure ? [figure.page, Math.max(0, (top - 80 - box.top) / box.height)] : [0, 0]
}

function goTo (page, part = 0) {
  const figure = pages.children[page]
  if (!figure) return
  const top = figure.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop
  main.scrollTo({ top: page === 0 && part === 0 ? 0 : top + part * figure.clientHeight - (part === 0 ? 24 : 0) })
}

function addFigure (page) {
  const image = make('img', { alt: `${words.page} ${page + 1}` })
  const paper = make('div', { className: 'paper' }, image)
  const figure = make('figure', { page, image, paper }, paper, make('figcaption', { textContent: page + 1 }))
  pages.append(figure)
  observer.observe(figure)
}

function showPages (before) {
  const { pages: sizes, outline } = book.pdf
  const where = before?.pdf && pages.offsetParent && place.remember(before.pdf.outline, ...currentPage())
  const moved = where && (before.pdf.pages.length !== sizes.length ||
    JSON.stringify(before.pdf.outline.map(line => line[2])) !== JSON.stringify(outline.map(line => line[2])))
  pages.querySelector('.nothing')?.remove()
  while (pages.children.length > sizes.length) { seen.delete(pages.lastChild); pages.lastChild.remove() }
  while (pages.children.length < sizes.length) addFigure(pages.children.length)
  sizes.forEach(([width, height], i) => { pages.children[i].paper.style.aspectRatio = `${width} / ${height}` })
  if (moved) goTo(place.find(where, outline, sizes.length), where.part)
  refreshSeen()
  refresh($('#cover img'), 0, 132)
}

/* ---- Contents ---- */

/* Where the contents have no place beside the book, they are a view of their own: of the book that was seen before. */
const narrow = () => document.body.dataset.view === 'contents'
const enter = name => narrow() && view(name)
const reading = () => (narrow() ? view.before : document.body.dataset.view) === 'reader'

function lines () {
  return reading()
    ? reader.contents.map(([level, title, index]) => ({ level, title, at: index, go: () => { enter('reader'); reader.goTo(index) } }))
    : (book?.pdf?.outline ?? []).map(([level, title, page]) => ({ level, title, at: page, label: page + 1, go: () => { enter('pages'); goTo(page) } }))
}

function showContents () {
  contents.replaceChildren(...lines().map(({ level, title, label, at, go }) => {
    const button = make('button', { type: 'button', onclick: go, title }, make('span', { textContent: title }), make('i', { textContent: label ?? '' }))
    const item = make('li', { className: level === 0 ? 'top' : '', at }, button)
    item.style.setProperty('--level', Math.min(level, 3))
    return item
  }))
  markContents()
}

function markContents () {
  const at = reading() ? reader.index : currentPage()[0]
  const items = [...contents.children]
  const now = items.findLast(item => item.at <= at)
  for (const item of items) item.classList.toggle('now', item === now)
  if (now && document.body.dataset.view === 'pages') now.scrollIntoView({ block: 'nearest' })
}

/* ---- Messages ---- */

function showMessages () {
  const show = ({ severity, code, file, line, column, output, message }) => {
    const where = [file, line, column].filter(part => part).join(':') || output
    const copy = event => { navigator.clipboard?.writeText(where); event.target.classList.add('copied') }
    const item = make('li', { className: severity }, make('span', { className: 'severity', textContent: words[severity] ?? severity, title: code ?? '' }), make('p', { textContent: message }))
    if (where) item.append(make('button', { type: 'button', className: 'place', textContent: where, title: words.copy, onclick: copy }))
    return item
  }
  const odd = (state.messages ?? []).filter(({ severity }) => severity !== 'hint')
  const hints = (state.messages ?? []).filter(({ severity }) => severity === 'hint')
  const list = odd.map(show)
  if (odd.length === 0) list.push(make('p', { textContent: words.quiet }))
  $('#messages .odd').replaceChildren(...list)
  $('#messages details').hidden = hints.length === 0
  $('#messages summary').textContent = `${words.hints}: ${hints.length}`
  $('#messages .hints').replaceChildren(...hints.map(show))
  $('#messages .rest').hidden = state.more === 0
  $('#messages .rest').textContent = `${state.more} ${words.more}`
  const count = $('#count')
  count.hidden = odd.length === 0
  count.textContent = odd.length + state.more
  count.classList.toggle('error', odd.some(({ severity }) => severity === 'error'))
}

/* ---- All of it ---- */

function showState () {
  const wanted = $('#edition').value || kept('edition')
  const before = book
  book = state.books.find(({ name }) => name === wanted) ?? state.books[0] ?? null
  const select = $('#edition')
  select.hidden = state.books.length < 2
  select.replaceChildren(...state.books.map(({ name }) => make('option', { value: name, textContent: name, selected: name === book?.name })))
  $('#title').textContent = document.title = book?.pdf?.title || state.name
  const failed = !state.busy && (state.stale || (state.messages ?? []).some(({ severity }) => severity === 'error'))
  lamp.className = state.busy ? 'busy' : failed ? 'failed' : ''
  lamp.title = state.busy ? words.busy : ''
  $('#made').textContent = state.busy || !state.seconds ? '' : `${words.made} ${state.seconds.toFixed(2)} s`
  note.hidden = !state.stale || state.busy
  note.textContent = words.failed
  if (book?.pdf && book.pdf.number !== before?.pdf?.number) showPages(before)
  if (!book?.pdf && !state.busy && !pages.firstChild) pages.append(make('p', { className: 'nothing', textContent: words.nothing }))
  if (book?.epub && book.epub !== before?.epub) reader.open(book.epub).then(showContents, () => {}) // it has gone: a newer one comes
  if (book?.pdf?.number !== before?.pdf?.number) showContents()
  showMessages()
}

function view (name) {
  if (name === 'contents' && !narrow()) view.before = document.body.dataset.view
  tops[document.body.dataset.view] = main.scrollTop
  document.body.dataset.view = name
  for (const button of document.querySelectorAll('nav button')) button.classList.toggle('now', button.dataset.view === name)
  if (name === 'reader') reader.wake()
  main.scrollTop = tops[name] ?? 0
  showContents()
}

function theme (choice) {
  const dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
  reader.setNight(dark)
}

function prepare () {
  document.documentElement.lang = words.lang
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word]
  for (const element of document.querySelectorAll('[data-label]')) element.title = words[element.dataset.label]
  for (const button of document.querySelectorAll('nav button')) button.onclick = () => view(button.dataset.view)
  $('#cover').onclick = () => {
    const go = reading() ? () => reader.goTo(0) : () => goTo(0)
    enter(view.before)
    go()
  }
  $('#theme').onclick = () => {
    const next = document.documentElement.classList.contains('dark') ? 'light' : 'dark'
    kept('theme', next)
    theme(next)
  }
  $('#edition').onchange = event => { kept('edition', event.target.value); showState() }
  const size = $('#size')
  const resize = () => { document.documentElement.style.setProperty('--size', `${size.value}px`) }
  size.value = kept('size') ?? 420
  resize()
  size.oninput = () => { const [page, part] = currentPage(); resize(); goTo(page, part); kept('size', size.value) }
  size.onchange = refreshSeen
  const resized = () => { if (!$('nav [data-view=contents]').offsetParent) enter(view.before); refreshSeen() }
  addEventListener('resize', () => { clearTimeout(prepare.timer); prepare.timer = setTimeout(resized, 150) })
  main.addEventListener('scroll', () => { cancelAnimationFrame(prepare.frame); prepare.frame = requestAnimationFrame(markContents) }, { passive: true })
  matchMedia('(prefers-color-scheme: dark)').onchange = () => theme(kept('theme'))
  reader.onturn = markContents
  addEventListener('keydown', event => {
    if (document.body.dataset.view !== 'reader' || event.target.matches('input, select')) return
    if (event.key === 'ArrowRight') reader.turn(1)
    if (event.key === 'ArrowLeft') reader.turn(-1)
  })
  theme(kept('theme'))
  view('pages')
}

async function follow () {
  for (let misses = 0; misses < 3;) {
    try {
      const answer = await fetch(`state?after=${state.number}`, { cache: 'no-store' })
      state = { more: 0, ...await answer.json() }
      misses = 0
      showState()
    } catch {
      misses++
      await new Promise(resolve => setTimeout(resolve, 300))
    }
  }
  lamp.className = 'gone'
  note.hidden = false
  note.textContent = words.gone
}

prepare()
follow()
