// Chromium as a typesetter: node print-pdf.mjs MODULES-DIR FILE.html OUT.pdf; $PUPPETEER_EXECUTABLE_PATH names Chromium.

import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , modules, source, target] = process.argv
const require = createRequire(path.join(path.resolve(modules), 'package.json'))
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))

const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const page = await browser.newPage()
  await page.goto(pathToFileURL(path.resolve(source)), { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready.then(() => true))
  await page.pdf({ path: target, preferCSSPageSize: true, printBackground: false })
} finally {
  await browser.close()
}
