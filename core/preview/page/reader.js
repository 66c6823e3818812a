// The e-book on screens of several sizes: its documents in frames, as an e-reader shows them, a page at a time.

const SCREENS = [
  { label: '6″', width: 343, height: 463 },
  { label: '7.8″', width: 449, height: 599, kind: 'wide' },
  { word: 'phone', width: 360, height: 720, kind: 'phone' }
]
const PLACES = 'h1, h2, h3, h4, p, li, dt, dd, figure, table, blockquote, img'

const parse = async address => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(address)
  return new DOMParser().parseFromString(await answer.text(), 'application/xml')
}

/* One screen. It knows where it is: which document, which page. */
class Screen {
  constructor (reader, { label, width, height, kind }) {
    Object.assign(this, { reader, label, width, height, index: 0, page: 0, count: 1 })
    this.screen = document.createElement('div')
    this.screen.className = 'screen'
    this.screen.style.width = `${width}px`
    this.screen.style.height = `${height}px`
    const holder = document.createElement('div')
    holder.className = 'case'
    holder.append(this.screen)
    this.where = document.createElement('span')
    const button = (text, title, by) => Object.assign(document.createElement('button'), { type: 'button', textContent: text, title, onclick: () => this.turn(by) })
    const line = document.createElement('div')
    line.className = 'turn'
    line.append(button('‹', reader.words.back, -1), this.where, button('›', reader.words.on, 1))
    this.root = document.createElement('div')
    this.root.className = `device ${kind ?? ''}`
    this.root.append(holder, line)
  }

  /* @where: { page } | { last } | { place } | { id } */
  async show (index, where) {
    const frame = document.createElement('iframe')
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }))
    this.coming?.remove()
    this.coming = frame
    frame.className = 'coming'
    frame.sandbox = 'allow-same-origin'
    frame.src = this.reader.spine[index]
    this.screen.append(frame)
    await loaded
    if (this.coming !== frame) return
    await this.dress(frame.contentDocument)
    if (this.coming !== frame) return
    this.coming = null
    this.frame?.remove()
    this.frame = frame
    this.index = index
    frame.classList.remove('coming')
    this.measure()
    this.goTo(where)
  }

  async dress (doc) {
    const root = doc.documentElement, style = root.style
    const sheet = doc.createElementNS('http://www.w3.org/1999/xhtml', 'link')
    const ready = new Promise(resolve => { sheet.onload = sheet.onerror = resolve })
    sheet.rel = 'stylesheet'
    sheet.href = new URL('reader.css', location.href)
    root.classList.add('wz-reader')
    root.classList.toggle('wz-night', this.reader.night)
    style.setProperty('--wz-width', `${this.width}px`)
    style.setProperty('--wz-height', `${this.height}px`)
    style.setProperty('--wz-pad-x', `${Math.round(this.width * 0.07)}px`)
    style.setProperty('--wz-pad-y', `${Math.round(this.width * 0.08)}px`)
    doc.querySelector('head').append(sheet)
    doc.addEventListener('click', event => this.click(event))
    doc.addEventListener('keydown', event => window.dispatchEvent(new KeyboardEvent('keydown', { key: event.key })))
    await ready
    await doc.fonts.ready
  }

  measure () {
    const body = this.frame.contentDocument.body
    this.count = Math.max(1, Math.round((body.scrollWidth + this.width * 0.07) / this.width))
  }

  /* The page on which an element begins. */
  pageOf (element) {
    const box = element?.getClientRects()[0]
    return box ? Math.floor((box.left + this.page * this.width) / this.width) : 0
  }

  goTo ({ page = 0, last, place, id }) {
    const doc = this.frame.contentDocument
    this.page = 0
    if (last) page = this.count - 1
    if (place !== undefined) page = this.pageOf(doc.querySelectorAll(PLACES)[place])
    if (id) page = this.pageOf(doc.getElementById(id))
    this.page = Math.max(0, Math.min(page, this.count - 1))
    doc.documentElement.style.setProperty('--wz-shift', `${-this.page * this.width}px`)
    this.where.textContent = `${this.label} · ${this.page + 1} / ${this.count}`
    this.reader.onturn?.()
  }

  turn (by) {
    if (!this.frame) return
    const page = this.page + by
    if (page >= 0 && page < this.count) this.goTo({ page })
    else if (this.reader.spine[this.index + by]) this.show(this.index + by, by > 0 ? { page: 0 } : { last: true })
  }

  /* Which of the document's elements is the first on the page. */
  remember () {
    const seen = [...this.frame?.contentDocument?.querySelectorAll(PLACES) ?? []]
    const place = seen.findIndex(element => [...element.getClientRects()].some(box => box.left >= 0 && box.left < this.width && box.width > 0))
    return { name: this.reader.names[this.index], index: this.index, where: this.page === 0 || place < 0 ? { page: this.page } : { place } }
  }

  click (event) {
    const link = event.target.closest?.('a[href]')
    event.preventDefault()
    if (!link) {
      this.turn(event.clientX < this.width / 3 ? -1 : 1)
      return
    }
    const address = new URL(link.getAttribute('href'), link.ownerDocument.baseURI)
    const index = this.reader.spine.indexOf(address.href.replace(/#.*/, ''))
    if (index < 0) window.open(address.href, '_blank', 'noopener,noreferrer')
    else if (index === this.index) this.goTo({ id: decodeURIComponent(address.hash.slice(1)) })
    else this.show(index, { id: decodeURIComponent(address.hash.slice(1)) })
  }
}

export class Reader {
  constructor (root, words) {
    Object.assign(this, { words, spine: [], names: [], contents: [], night: false, awake: false })
    this.screens = SCREENS.map(screen => new Screen(this, { ...screen, label: screen.label ?? words[screen.word] }))
    root.append(...this.screens.map(screen => screen.root))
  }

  get index () { return this.screens[0].index }

  /* What the container says: the documents in their order, and the contents. */
  async open (number) {
    const base = new URL(`epub/${number}/`, location.href)
    const container = await parse(new URL('META-INF/container.xml', base))
    const home = new URL(container.querySelector('rootfile').getAttribute('full-path'), base)
    const opf = await parse(home)
    const items = new Map([...opf.querySelectorAll('manifest > item')].map(item => [item.id || item.getAttribute('id'), item]))
    const names = [...opf.querySelectorAll('spine > itemref')].map(ref => items.get(ref.getAttribute('idref')).getAttribute('href'))
    const nav = [...items.values()].find(item => item.getAttribute('properties')?.split(' ').includes('nav'))
    const places = this.screens.map(screen => screen.remember())
    this.names = names
    this.spine = names.map(name => new URL(name, home).href)
    this.contents = nav ? this.readContents(await parse(new URL(nav.getAttribute('href'), home)), new URL(nav.getAttribute('href'), home)) : []
    this.places = places
    if (this.awake) this.showAgain()
  }

  readContents (nav, base) {
    const list = [...nav.querySelectorAll('nav')].find(one => one.getAttributeNS('http://www.idpf.org/2007/ops', 'type') === 'toc')
    return [...list?.querySelectorAll('li') ?? []].map(item => {
      const link = item.querySelector(':scope > a'), text = item.querySelector(':scope > a, :scope > span')?.textContent.trim() ?? ''
      let level = -1
      for (let up = item; up && up !== list; up = up.parentElement) level += up.localName === 'ol' ? 1 : 0
      return [level, text, link ? this.spine.indexOf(new URL(link.getAttribute('href'), base).href.replace(/#.*/, '')) : -1]
    }).filter(([, , index]) => index >= 0)
  }

  /* Each screen where it was in the book before. */
  showAgain () {
    this.screens.forEach((screen, i) => {
      const { name, index, where } = this.places?.[i] ?? { index: 0, where: {} }
      const same = name === undefined ? -1 : this.names.indexOf(name)
      screen.show(same >= 0 ? same : Math.min(index, this.spine.length - 1), where)
    })
    this.places = null
  }

  /* Frames are filled when somebody looks at them. */
  wake () {
    this.awake = true
    if (this.spine.length > 0 && (this.places || !this.screens[0].frame)) this.showAgain()
  }

  goTo (index) { for (const screen of this.screens) screen.show(index, {}) }
  turn (by) { for (const screen of this.screens) screen.turn(by) }

  setNight (night) {
    this.night = night
    for (const { frame } of this.screens) frame?.contentDocument?.documentElement.classList.toggle('wz-night', night)
  }
}
