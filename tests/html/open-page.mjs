// Opens a page in headless Chromium as a reader does, with the mouse, the keyboard and addresses, and prints what is seen then
// as one JSON object. Judging is the caller's business (test_browser.py).
//
// Usage: node open-page.mjs --modules DIR [--axe] [--shot NAME=FILE.png]... PAGE.html
//
// --modules is the folder that holds node_modules; Chromium is taken from $PUPPETEER_EXECUTABLE_PATH. Names of shots: wide, phone,
// dark, print.

import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    modules: { type: 'string' },
    axe: { type: 'boolean', default: false },
    shot: { type: 'string', multiple: true, default: [] },
  },
})
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'))
const address = pathToFileURL(path.resolve(positionals[0])).href
const shots = new Map(options.shot.map(shot => shot.split('=')))
const WIDE = { width: 1280, height: 900 }, PHONE = { width: 360, height: 740 }

// These run inside the page.

function seen() {
  const shown = element => element.getClientRects().length > 0
  const tokens = element => (element.dataset.c ?? '').split(' ')
  return {
    zh: [...document.querySelectorAll('main [data-l=zh]')].filter(shown).length,
    en: [...document.querySelectorAll('main [data-l=en]')].filter(shown).length,
    papers: [...document.querySelectorAll('article')].filter(shown).map(article => [article.id, tokens(article)]),
    lines: [...document.querySelectorAll('nav li a')].filter(shown).map(a => a.getAttribute('href').slice(1)),
    headings: [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].filter(shown).map(h => h.textContent.trim()),
    emptySections: [...document.querySelectorAll('main > section')]
      .filter(section => shown(section) && section.querySelector('article') && ![...section.querySelectorAll('article')].some(shown))
      .map(section => section.id),
    ground: getComputedStyle(document.documentElement).backgroundColor,
    width: document.documentElement.scrollWidth,
    // Two texts beside each other begin at one height.
    beside: [...document.querySelectorAll('article')].filter(shown).some(article => {
      const [one, other] = [...article.querySelectorAll(':scope > section[data-l]')].map(s => s.getBoundingClientRect())
      return other && Math.abs(one.top - other.top) < 2 && one.right <= other.left
    }),
  }
}

function printed() {
  const shown = element => element !== null && getComputedStyle(element).display !== 'none'
  const link = document.querySelector('main a[href^=http]:not(.u)')
  return {
    tools: shown(document.querySelector('.tools')), skip: shown(document.querySelector('.skip')),
    behind: link && getComputedStyle(link, '::after').content,
    ground: getComputedStyle(document.documentElement).backgroundColor,
  }
}

function style() {
  const root = document.documentElement, images = [...document.images]
  return {
    broken: images.filter(image => image.complete && !image.naturalWidth).length,
    sheets: [...document.styleSheets].filter(sheet => sheet.cssRules.length > 50).length,
    accent: getComputedStyle(root).getPropertyValue('--accent'),
  }
}

async function violations(page) {
  await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`))
}

async function open(page, hash = '') {
  await page.goto('about:blank')
  await page.goto(address + hash)
}

async function shoot(page, name) {
  if (shots.has(name)) await page.screenshot({ path: shots.get(name) })
}

const has = (page, selector) => page.evaluate(one => document.querySelector(one) !== null, selector)

async function walk(page, report) {
  await page.setViewport(WIDE)
  await open(page)
  report.first = { ...await page.evaluate(seen), ...await page.evaluate(style) }
  await shoot(page, 'wide')
  if (options.axe) report.axe = await violations(page)
  for (const id of ['l-zh', 'l-en', 'l-pair', 'l-both', 't-dark', 't-light'])
    if (await has(page, `#${id}`)) {
      await page.click(`#${id}`)
      report[id] = await page.evaluate(seen)
    }
  // The keyboard: the skip link is the first stop; arrows choose among languages.
  await open(page)
  await page.keyboard.press('Tab')
  report.firstStop = await page.evaluate(() => document.activeElement.className)
  if (await has(page, '#l-both')) {
    await page.focus('#l-both')
    await page.keyboard.press('ArrowDown')
    report.arrow = await page.evaluate(() => document.querySelector('input[name=l]:checked').id)
  }
  if (await has(page, '.filter')) await filter(page, report)
}

async function filter(page, report) {
  await open(page)
  const boxes = await page.evaluate(() => [...document.querySelectorAll('.filter input')].map(box => box.id))
  const click = id => page.click(`[id="${id}"]`)
  report.boxes = boxes
  await click(boxes[0])
  report.one = await page.evaluate(seen)
  await click(boxes[1])
  report.two = await page.evaluate(seen)
  await click(boxes[0])
  await click(boxes[1])
  report.none = await page.evaluate(seen)
  // The address of a paper shows it, chosen or not; that of a category chooses it.
  await click(boxes[0])
  const hidden = await page.evaluate(() => [...document.querySelectorAll('article')].find(a => !a.getClientRects().length)?.id)
  if (hidden !== undefined) {
    await page.evaluate(id => { location.hash = id }, hidden)
    report.addressed = [hidden, await page.evaluate(seen)]
  }
  await open(page, `#${boxes[0]}`)
  report.byAddress = await page.evaluate(seen)
}

async function narrow(page, report) {
  await page.setViewport(PHONE)
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  await open(page)
  report.phone = await page.evaluate(seen)
  await shoot(page, 'phone')
  if (options.axe) report.axeDark = await violations(page)
  if (await has(page, '#t-light')) await page.click('#t-light')
  report.lightInTheDark = await page.evaluate(seen)
  await page.setViewport(WIDE)
  await open(page)
  await shoot(page, 'dark')
}

async function paper(page, report) {
  await page.emulateMediaType('print')
  report.print = await page.evaluate(printed)
  await shoot(page, 'print')
}

const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const page = await browser.newPage()
  const report = { errors: [], outside: [] }
  page.on('pageerror', error => report.errors.push(error.message))
  page.on('console', message => { if (message.type() === 'error') report.errors.push(message.text()) })
  page.on('request', request => {
    if (!/^(data|about):/.test(request.url()) && request.url().split('#')[0] !== address) report.outside.push(request.url())
  })
  await walk(page, report)
  await narrow(page, report)
  await paper(page, report)
  console.log(JSON.stringify(report))
} finally {
  await browser.close()
}
