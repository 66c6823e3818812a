// Looks at the page of `wenzhai watch` in headless Chromium, and prints what was seen as one JSON object.
//
// Usage: node look.mjs --modules DIR --address URL [--change FILE --to TEXT --word WORD --then TEXT] [--shots FOLDER [--size WxH]]
//
// With --change, writes TEXT into FILE and measures how long it takes until WORD is in the contents and the pages that are seen
// are those of the new book; then again, with the e-book open in the middle. With --shots, takes pictures of every view, light and dark, wide and narrow,
// or in one size.

import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    modules: { type: 'string' }, address: { type: 'string' }, change: { type: 'string' }, to: { type: 'string' },
    word: { type: 'string' }, then: { type: 'string' }, shots: { type: 'string' }, size: { type: 'string' }
  }
})
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'))
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

const VIEWS = ['pages', 'reader', 'messages', 'contents']

/* All pictures that are seen, and frames that are coming, are there. */
const settled = () => {
  const main = document.querySelector('main').getBoundingClientRect()
  const seen = [...document.querySelectorAll('#pages figure')].filter(figure => {
    const box = figure.getBoundingClientRect()
    return box.width > 0 && box.bottom > main.top && box.top < main.bottom
  })
  return seen.every(({ image }) => image.complete && image.naturalWidth > 0) && !document.querySelector('iframe.coming')
}

async function show (page, view) {
  await page.click(`nav [data-view=${view}]`)
  if (view === 'reader') await page.waitForSelector('iframe:not(.coming)')
  await page.waitForFunction(settled)
}

async function takeShots (page, folder) {
  for (const [width, height] of options.size ? [options.size.split('x').map(Number)] : [[1280, 900], [420, 800]])
    for (const theme of ['light', 'dark']) {
      await page.setViewport({ width, height })
      await page.evaluate(dark => document.documentElement.classList.contains('dark') === dark || document.querySelector('#theme').click(), theme === 'dark')
      for (const view of VIEWS.filter(view => view !== 'contents' || width < 760)) {
        await show(page, view)
        await sleep(150)
        await page.screenshot({ path: path.join(folder, `${view}-${width}-${theme}.png`) })
      }
    }
}

/* From the save until the word and the changed pictures are on screen. */
async function change (page) {
  await show(page, 'pages')
  await page.evaluate(word => {
    const marks = () => [...document.querySelectorAll('#pages figure')].map(({ image }) => image.mark)
    const before = marks()
    window.seen = new Promise(resolve => {
      const look = () => {
        const there = [...document.querySelectorAll('#contents span')].some(({ textContent }) => textContent.includes(word))
        if (there && marks().some((mark, i) => mark !== before[i])) resolve(performance.timeOrigin + performance.now())
        else requestAnimationFrame(look)
      }
      look()
    })
  }, options.word)
  const place = await page.evaluate(() => document.querySelector('main').scrollTop)
  const began = performance.timeOrigin + performance.now()
  fs.writeFileSync(options.change, options.to)
  const seconds = (await page.evaluate(() => window.seen) - began) / 1000
  return { seconds, moved: await page.evaluate(() => document.querySelector('main').scrollTop) - place }
}

/* Turns through the book on the first screen, by its links and its buttons. */
async function read (page) {
  await show(page, 'reader')
  return page.evaluate(async () => {
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
    const settle = async () => { do await sleep(60); while (document.querySelector('iframe.coming')) }
    const device = document.querySelector('.device'), where = () => device.querySelector('.turn span').textContent
    const doc = () => device.querySelector('iframe').contentDocument
    const places = [where()], [back, on] = device.querySelectorAll('.turn button')
    document.querySelectorAll('#contents button')[3].click()
    await settle()
    const chapter = doc().location.pathname
    for (let i = 0; i < 3; i++) { on.click(); await settle(); places.push(where()) }
    back.click()
    await settle()
    places.push(where())
    const link = [...doc().querySelectorAll('a[href]')].find(one => /xhtml/.test(one.getAttribute('href')))
    const from = doc().location.pathname
    link?.click()
    await settle()
    const scripts = await new Promise(resolve => {
      const script = doc().createElementNS('http://www.w3.org/1999/xhtml', 'script')
      script.textContent = 'parent.wrong = true'
      doc().documentElement.append(script)
      setTimeout(() => resolve(window.wrong === true), 100)
    })
    return { chapter, places, followed: link ? doc().location.pathname !== from : null, scripts,
             fonts: [...doc().fonts].filter(face => face.status === 'loaded').length,
             wide: [...doc().querySelectorAll('p')].every(p => p.getClientRects()[0]?.width <= 343) }
  })
}

/* The book is made anew while somebody reads its third page. */
async function stay (page) {
  const where = () => page.evaluate(() => [...document.querySelectorAll('.device')].map(device =>
    [device.querySelector('iframe').contentDocument.location.pathname.replace(/.*\/epub\/\d+/, ''), device.querySelector('.turn span').textContent]))
  const before = await where()
  const number = await page.evaluate(() => document.querySelector('iframe').contentDocument.location.pathname.match(/epub\/(\d+)/)[1])
  fs.writeFileSync(options.change, options.then)
  await page.waitForFunction(old => ![...document.querySelectorAll('iframe')].some(frame => frame.classList.contains('coming') ||
    frame.contentDocument.location.pathname.includes(`epub/${old}/`)), { timeout: 40000 }, number)
  return { before, after: await where() }
}

const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
})
try {
  const page = await browser.newPage()
  const seen = { errors: [], outside: [] }
  page.on('pageerror', error => seen.errors.push(error.message))
  page.on('console', message => { if (message.type() === 'error' && !/allow-scripts/.test(message.text())) seen.errors.push(message.text()) })
  page.on('request', request => { if (!/^(data|about|blob):/.test(request.url()) && !request.url().startsWith(options.address)) seen.outside.push(request.url()) })
  await page.setViewport({ width: 1280, height: 900 })
  await page.goto(options.address)
  await page.waitForFunction(() => document.querySelectorAll('#pages figure img[src]').length > 0, { timeout: 40000 })
  await page.waitForFunction(settled)
  const report = { title: await page.title(), contents: await page.$$eval('#contents li', items => items.length), pages: await page.$$eval('#pages figure', items => items.length) }
  if (options.change) report.change = await change(page)
  report.read = await read(page)
  if (options.then) report.stay = await stay(page)
  if (options.shots) await takeShots(page, options.shots)
  console.log(JSON.stringify({ ...report, ...seen }))
} finally {
  await browser.close()
}
