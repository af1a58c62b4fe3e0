// SPDX-License-Identifier: MIT
// Runs inside the page: returns what is wrong with it, in sentences.
export function look({ phone, evil }) {
  const wrong = []
  const say = (bad, text) => { if (bad) wrong.push(text) }
  const all = selector => [...document.querySelectorAll(selector)]
  const seen = element => element.getClientRects().length > 0

  say(document.documentElement.scrollWidth > innerWidth,
    `the page is ${document.documentElement.scrollWidth} wide, the window ${innerWidth}`)
  say(all('script, iframe, object, embed, link, img').length, 'there are elements that load or run something')
  for (const element of all('*'))
    for (const { name } of element.attributes) say(name.startsWith('on'), `an attribute ${name}`)
  for (const a of all('a[href]'))
    say(!/^(#[a-z0-9-]+|https?:\/\/[^\s]+)$/.test(a.getAttribute('href')), `a link to ${a.getAttribute('href')}`)
  for (const a of all('a[href^="#"]'))
    say(!document.querySelector(a.getAttribute('href')), `a link to nowhere: ${a.getAttribute('href')}`)

  const ids = all('[id]').map(element => element.id)
  for (const id of ids) say(ids.indexOf(id) !== ids.lastIndexOf(id), `the id ${id} stands twice`)
  for (const element of all('svg [href], svg [fill^="url("]')) {
    const to = element.getAttribute('href') ?? element.getAttribute('fill').slice(4, -1)
    say(!document.getElementById(to.slice(1)), `the picture refers to ${to}, which is not there`)
  }

  say(!all('svg[role=img]').length, 'there is no picture')
  for (const svg of all('svg[role=img]')) {
    const named = (svg.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id))
    say(named.length !== 2 || named.some(n => !n || !n.textContent.trim()), 'a picture without title or description')
    say(!svg.closest('figure')?.querySelector('table tbody tr'), `no table for ${named[0]?.textContent}`)
  }
  for (const table of all('table'))
    for (const tr of table.tBodies[0].rows)
      say(tr.cells.length !== table.tHead.rows[0].cells.length, 'a row of a table has other columns than its head')

  wrong.push(...colours(all, seen), ...sizes(all, seen, phone), ...overlaps(all, seen))
  say(document.title === 'taken', 'a script of a title ran')
  for (const text of evil) {
    const flat = text.replace(/\s/g, ' ')
    say(!document.body.textContent.replace(/\s/g, ' ').includes(flat.slice(0, 30)), `the page does not show ${text}`)
  }
  return wrong

  function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }

  function numbers(color) { return (color.match(/[\d.]+/g) ?? []).map(Number) }

  function behind(element) {
    for (let e = element; e; e = e.parentElement) {
      const color = numbers(getComputedStyle(e).backgroundColor)
      if (color.length === 3 || color[3] > 0.5) return color
    }
    return [255, 255, 255]
  }

  // Contrast of every text with what is behind it: 4.5, as WCAG asks.
  function colours(every, visible) {
    const bad = new Set()
    for (const element of every('body *')) {
      const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
      if (!own || !visible(element) || element.closest('title, desc, .skip')) continue
      const style = getComputedStyle(element), inSvg = element instanceof SVGElement
      const a = luminance(numbers(inSvg ? style.fill : style.color)), b = luminance(behind(element))
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (contrast < 4.5) bad.add(`contrast ${contrast.toFixed(1)} of "${element.textContent.slice(0, 30)}"`)
    }
    return [...bad]
  }

  // Letters in pictures are scaled with them: they must stay readable.
  function sizes(every, visible, onPhone) {
    const bad = new Set()
    for (const text of every('svg text')) {
      if (!visible(text)) continue
      const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a
      if (size < (onPhone ? 9.5 : 9)) bad.add(`letters of ${size.toFixed(1)} px: "${text.textContent}"`)
    }
    return [...bad]
  }

  function overlaps(every, visible) {
    const bad = new Set()
    for (const axis of every('.axis')) {
      const labels = [...axis.querySelectorAll('span')].map(t => ({ t, b: t.getBoundingClientRect() }))
      labels.forEach(({ t, b }, i) => {
        const end = labels[i + 1]?.b.left ?? axis.getBoundingClientRect().right + 2
        if (b.right > end + 1) bad.add(`"${t.textContent}" of the calendar's months has no room`)
      })
    }
    for (const svg of every('svg.chart')) {
      if (!visible(svg)) continue
      const frame = svg.getBoundingClientRect()
      const boxes = [...svg.querySelectorAll('text')].map(t => ({ t, b: t.getBoundingClientRect() }))
      boxes.forEach(({ t, b }, i) => {
        if (b.right > frame.right + 2 || b.left < frame.left - 2) bad.add(`"${t.textContent}" leaves its picture`)
        for (const other of boxes.slice(i + 1)) {
          const o = other.b
          const x = Math.min(b.right, o.right) - Math.max(b.left, o.left)
          const y = Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top)
          if (x > 1 && y > 0.3 * Math.min(b.height, o.height)) bad.add(`"${t.textContent}" lies over "${other.t.textContent}"`)
        }
      })
    }
    return [...bad]
  }
}
