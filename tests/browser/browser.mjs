// SPDX-License-Identifier: MIT
// node browser.mjs DATELINE CHROMIUM [--long] [--shots DIR] [CASE...], in an empty folder.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { cases, evil } from './cases.mjs'
import { Browser } from './cdp.mjs'
import { look } from './checks.mjs'

const [program, chromium, ...rest] = process.argv.slice(2)
const long = rest.includes('--long')
const at = rest.indexOf('--shots'), shots = at >= 0 ? resolve(rest[at + 1]) : null
const only = rest.filter((word, i) => !word.startsWith('--') && i !== at + 1)
const views = [
  { name: 'light', width: 1100, height: 900 },
  { name: 'dark', width: 1100, height: 900, dark: true },
  { name: 'tablet', width: 768, height: 1000 },
  { name: 'phone', width: 360, height: 740, phone: true },
  { name: 'phone-dark', width: 360, height: 740, phone: true, dark: true }
]
const here = dirname(fileURLToPath(import.meta.url))
let checks = 0, failures = 0

function judge(what, wrong) {
  checks++
  if (!wrong.length) return
  failures++
  console.log(`FAILED: ${what}`)
  for (const sentence of wrong.slice(0, 12)) console.log(`  ${sentence}`)
}

function make(name, { lines, language = 'en', period = 'weekly', gnuplot = true }) {
  writeFileSync(`${name}.jsonl`, lines)
  const env = gnuplot ? process.env : { ...process.env, PATH: '/nonexistent' }
  const made = spawnSync(program, ['reports', period, '-q', '--language', language, '-o', `out-${name}`, `${name}.jsonl`],
    { env, encoding: 'utf8' })
  const wrong = []
  if (made.status !== (gnuplot ? 0 : 4)) wrong.push(`status ${made.status}: ${made.stderr}`)
  if (gnuplot && !existsSync(`out-${name}/charts/shares.png`)) wrong.push('no charts/shares.png')
  if (existsSync('taken')) wrong.push('a topic was run as a command')
  judge(`${name}: the report is made`, wrong)
  return resolve(`out-${name}/index.html`)
}

// Modules that are not ours and need not be there.
function wanted(name) {
  if (!long) return null
  try {
    return createRequire(join(here, 'package.json'))(name)
  } catch {
    try {
      return createRequire(join(process.env.NODE_PATH ?? '/nonexistent', 'x'))(name)
    } catch {
      console.log(`skipped: browser: no ${name} (npm install in tests/browser)`)
      return null
    }
  }
}

async function view(page, name, file, v, axe) {
  await page.open(pathToFileURL(file).href, v)
  const wrong = await page.value(`(${look})(${JSON.stringify({ phone: v.phone, evil: name === 'evil' ? evil : [] })})`)
  for (const text of page.complaints) wrong.push(`console: ${text}`)
  for (const url of page.requests) if (url !== pathToFileURL(file).href) wrong.push(`a request to ${url}`)
  judge(`${name}, ${v.name}`, wrong)
  if (shots) writeFileSync(join(shots, `${name}-${v.name}.png`), await page.picture())
  if (axe) {
    await page.value(axe)
    const found = await page.value(`axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v =>
      v.id + ': ' + v.help + ' (' + v.nodes.length + ', ' + v.nodes[0].html.slice(0, 100) + ')'))`)
    judge(`${name}, ${v.name}: axe-core`, found)
  }
}

// The same report again gives the same bytes.
function again(name, file, one) {
  const before = readFileSync(file, 'utf8')
  make(name, one)
  judge(`${name}: the same bytes again`, before === readFileSync(file, 'utf8') ? [] : ['the page differs'])
}

function paper(name, pdf) {
  judge(`${name}: paper`, pdf.length > 5000 && pdf.subarray(0, 4).toString() === '%PDF' ? [] : ['no PDF'])
  if (shots) writeFileSync(join(shots, `${name}.pdf`), pdf)
}

async function validate(name, file) {
  const hv = wanted('html-validate')
  if (hv) {
    const checker = new hv.HtmlValidate({ root: true, extends: ['html-validate:standard', 'html-validate:a11y'] })
    const report = await checker.validateString(readFileSync(file, 'utf8'))
    judge(`${name}: html-validate`, report.results.flatMap(r => r.messages.map(m => `${m.line}:${m.column} ${m.message} (${m.ruleId})`)))
  }
  const jar = wanted('vnu-jar')
  if (jar && spawnSync('java', ['-version']).status === 0) {
    const nu = spawnSync('java', ['-jar', jar, '--errors-only', file], { encoding: 'utf8' })
    judge(`${name}: Nu checker`, nu.status === 0 ? [] : nu.stderr.split('\n').filter(Boolean))
  }
}

const axe = wanted('axe-core')?.source
if (shots) mkdirSync(shots, { recursive: true })
const browser = new Browser(chromium, resolve('profile'))
const minutes = long ? 60 : 10
setTimeout(() => { console.log(`FAILED: no end after ${minutes} minutes`); process.exit(1) }, minutes * 60e3).unref()
try {
  const page = await browser.page()
  for (const [name, one] of Object.entries(cases)) {
    if (only.length && !only.includes(name)) continue
    const file = make(name, one)
    const thorough = long || shots || name === 'year'
    for (const v of views)
      if (thorough || v.name === 'light' || v.name === 'phone-dark') await view(page, name, file, v, axe)
    if (thorough) paper(name, await page.pdf())
    if (name === 'year') again(name, file, one)
    await validate(name, file)
  }
  judge('a report is a folder of files', readdirSync('.').includes('taken') ? ['a topic was run'] : [])
} finally {
  await browser.close()
}
console.log(`${checks} checks, ${failures} failed`)
process.exit(failures ? 1 : 0)
