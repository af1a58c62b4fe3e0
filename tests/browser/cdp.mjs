// SPDX-License-Identifier: MIT
// A headless chromium, spoken to in the DevTools protocol over two pipes: no port, no library.
import { spawn } from 'node:child_process'

export class Browser {
  constructor(program, profile) {
    this.child = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars',
      '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--remote-debugging-pipe',
      `--user-data-dir=${profile}`, '--font-render-hinting=none'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    this.waiting = new Map()
    this.listeners = []
    this.last = 0
    let rest = ''
    this.child.stdio[4].setEncoding('utf8').on('data', chunk => {
      const parts = (rest + chunk).split('\0')
      rest = parts.pop()
      for (const part of parts) this.take(JSON.parse(part))
    })
    this.child.stdio[3].on('error', () => {})
    this.child.on('exit', () => { for (const w of this.waiting.values()) w.reject(new Error('chromium ended')) })
  }

  take(message) {
    const w = this.waiting.get(message.id)
    if (!w) return this.listeners.forEach(listener => listener(message))
    this.waiting.delete(message.id)
    if (message.error) w.reject(new Error(message.error.message))
    else w.resolve(message.result)
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0')
    })
  }

  async page() {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const page = new Page(this, sessionId)
    this.listeners.push(message => { if (message.sessionId === sessionId) page.take(message) })
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await page.send(`${domain}.enable`)
    return page
  }

  async close() {
    const ended = new Promise(resolve => this.child.on('exit', resolve))
    this.send('Browser.close').catch(() => {})
    setTimeout(() => this.child.kill('SIGKILL'), 5000).unref()
    await ended
  }
}

class Page {
  constructor(browser, session) {
    Object.assign(this, { browser, session, complaints: [], requests: [], loaded: () => {} })
  }

  send(method, params) { return this.browser.send(method, params, this.session) }

  take({ method, params }) {
    if (method === 'Page.loadEventFired') this.loaded()
    if (method === 'Runtime.exceptionThrown') this.complaints.push(params.exceptionDetails.text)
    if (method === 'Runtime.consoleAPICalled') this.complaints.push(`console.${params.type}`)
    if (method === 'Log.entryAdded') this.complaints.push(params.entry.text)
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url)
  }

  async open(url, { width, height, dark, phone }) {
    this.complaints.length = this.requests.length = 0
    await this.send('Emulation.setDeviceMetricsOverride',
      { width, height, deviceScaleFactor: phone ? 2 : 1, mobile: Boolean(phone) })
    await this.send('Emulation.setEmulatedMedia',
      { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] })
    const loaded = new Promise(resolve => { this.loaded = resolve })
    await this.send('Page.navigate', { url })
    await loaded
  }

  // The value of an expression; what it throws is thrown here.
  async value(expression) {
    const { result, exceptionDetails: bad } = await this.send('Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true })
    if (bad) throw new Error(bad.exception?.description ?? bad.text)
    return result.value
  }

  async picture() {
    const { cssContentSize: size } = await this.send('Page.getLayoutMetrics')
    const { data } = await this.send('Page.captureScreenshot', { captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: size.width, height: size.height, scale: 1 } })
    return Buffer.from(data, 'base64')
  }

  async pdf() {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })
    return Buffer.from(data, 'base64')
  }
}
