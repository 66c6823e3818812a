// Opens an EPUB in a real reading engine (foliate-js or epub.js) in headless Chromium, turns to every spine item,
// and prints what the engine saw as one JSON object. Judging is the caller's business (check_epub.py).
//
// Usage: node open-book.mjs --modules DIR --engine foliate|epubjs [--shot INDEX=FILE.png]... [--dark]
//                           [--size WxH] BOOK.epub
//
// --modules is the folder that holds node_modules; Chromium is taken from $PUPPETEER_EXECUTABLE_PATH.

import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    modules: { type: 'string' },
    engine: { type: 'string', default: 'foliate' },
    shot: { type: 'string', multiple: true, default: [] },
    dark: { type: 'boolean', default: false },
    size: { type: 'string', default: '600x800' },
  },
})
const book = positionals[0]
const modules = path.resolve(options.modules)
const [width, height] = options.size.split('x').map(Number)

const PAGES = {
  foliate: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body style="margin:0">
    <foliate-view id="view" style="display:block;width:${width}px;height:${height}px"></foliate-view>
    <script type="module">import '/node_modules/foliate-js/view.js'; window.ready = true</script>`,
  epubjs: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body style="margin:0">
    <div id="view"></div>
    <script src="/node_modules/jszip/dist/jszip.min.js"></script>
    <script src="/node_modules/epubjs/dist/epub.js"></script><script>window.ready = true</script>`,
}

const MEDIA_TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

function serve() {
  const server = http.createServer((request, response) => {
    const where = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    const send = (type, body) => { response.setHeader('content-type', type); response.end(body) }
    if (where === '/') return send('text/html', PAGES[options.engine])
    if (where === '/book.epub') return send('application/epub+zip', fs.readFileSync(book))
    const file = path.join(modules, path.normalize(where))
    if (where.startsWith('/node_modules/') && fs.existsSync(file))
      return send(MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file))
    response.statusCode = 404
    response.end()
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

// The four functions below run inside the page; each engine has one that opens and reports, and one that turns to
// the spine item of an index and waits for its fonts.

async function openFoliate() {
  const view = document.getElementById('view')
  const blob = await (await fetch('/book.epub')).blob()
  await view.open(new File([blob], 'book.epub'))
  await view.init({})
  const count = items => (items ?? []).reduce((sum, item) => sum + 1 + count(item.subitems), 0)
  const labels = items => (items ?? []).flatMap(item => [item.label, ...labels(item.subitems)])
  const { book } = view
  return {
    title: book.metadata.title, language: book.metadata.language, author: book.metadata.author,
    series: book.metadata.belongsTo ?? null, direction: book.dir ?? null,
    spine: book.sections.length, contents: count(book.toc), labels: labels(book.toc),
    landmarks: (book.landmarks ?? []).length, cover: Boolean(await book.getCover()),
  }
}

async function turnFoliate(index) {
  const view = document.getElementById('view')
  await view.goTo(index)
  const { doc } = view.renderer.getContents()[0]
  await doc.fonts.ready
  return {
    empty: !doc.body.textContent.trim() && !doc.querySelector('img, svg'),
    fonts: [...doc.fonts].map(face => `${face.family} ${face.weight}: ${face.status}`),
    brokenImages: [...doc.images].filter(image => image.complete && !image.naturalWidth).length,
  }
}

async function openEpubjs(width, height) {
  const book = window.ePub(await (await fetch('/book.epub')).arrayBuffer())
  await book.ready
  window.book = book
  window.rendition = book.renderTo('view', { width, height })
  const count = items => (items ?? []).reduce((sum, item) => sum + 1 + count(item.subitems), 0)
  const labels = items => (items ?? []).flatMap(item => [item.label.trim(), ...labels(item.subitems)])
  return {
    title: book.packaging.metadata.title, language: book.packaging.metadata.language,
    author: book.packaging.metadata.creator, series: null, direction: book.packaging.metadata.direction || null,
    spine: book.spine.spineItems.length, contents: count(book.navigation.toc), labels: labels(book.navigation.toc),
    landmarks: book.navigation.landmarks.length, cover: Boolean(await book.coverUrl()),
  }
}

async function turnEpubjs(index) {
  await window.rendition.display(window.book.spine.get(index).href)
  const { document: doc } = window.rendition.getContents()[0]
  await doc.fonts.ready
  return {
    empty: !doc.body.textContent.trim() && !doc.querySelector('img, svg'),
    fonts: [...doc.fonts].map(face => `${face.family} ${face.weight}: ${face.status}`),
    brokenImages: [...doc.images].filter(image => image.complete && !image.naturalWidth).length,
  }
}

const ENGINES = {
  foliate: { open: openFoliate, turn: turnFoliate },
  epubjs: { open: openEpubjs, turn: turnEpubjs },
}

function watch(page, base) {
  const seen = { errors: [], outside: [] }
  const ours = url => url.startsWith(base) || /^(blob|data|about):/.test(url)
  page.on('pageerror', error => seen.errors.push(error.message))
  page.on('console', message => { if (message.type() === 'error') seen.errors.push(message.text()) })
  page.on('request', request => { if (!ours(request.url())) seen.outside.push(request.url()) })
  return seen
}

async function walk(page, engine, report) {
  const shots = new Map(options.shot.map(shot => shot.split('=')).map(([index, file]) => [Number(index), file]))
  const fonts = new Set()
  Object.assign(report, { empty: [], unopened: [], brokenImages: 0 })
  for (let index = 0; index < report.spine; index++) {
    try {
      const seen = await page.evaluate(engine.turn, index)
      seen.fonts.forEach(face => fonts.add(face))
      report.brokenImages += seen.brokenImages
      if (seen.empty) report.empty.push(index)
      if (shots.has(index)) await page.screenshot({ path: shots.get(index) })
    } catch (error) {
      report.unopened.push(`${index}: ${error.message}`)
    }
  }
  report.fonts = [...fonts].sort()
}

const require = createRequire(path.join(modules, 'package.json'))
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))
const engine = ENGINES[options.engine]
const server = await serve()
const base = `http://127.0.0.1:${server.address().port}/`
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const page = await browser.newPage()
  await page.setViewport({ width, height })
  if (options.dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  const seen = watch(page, base)
  await page.goto(base)
  await page.waitForFunction('window.ready === true')
  const report = await page.evaluate(engine.open, width, height)
  await walk(page, engine, report)
  console.log(JSON.stringify({ ...report, ...seen }))
} finally {
  await browser.close()
  server.close()
}
