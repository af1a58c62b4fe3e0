// SPDX-License-Identifier: MIT
// Made-up results of `classify --json`, one set a case; the same in every run.

function* numbers(seed) { // a small linear congruential generator
  let x = BigInt(seed)
  for (;;) {
    x = (x * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    yield Number(x >> 33n) / 2147483648
  }
}

const titles = ['Officers met at the border', 'The price of flour rose in Khujand',
  'A court in Kulob hears a smuggling case', 'Workers return by train before the holidays']
const sources = ['Asia-Plus', 'Khovar', 'Sputnik', 'AKIpress']

// One article a line. `weeks` whole weeks of about `each` articles, then three days of the next one.
function articles({ topics, weeks, each = 50, seed = 1, never = '', gap = [], running = true, texts = titles }) {
  const random = numbers(seed), next = () => random.next().value
  const usual = topics.map(() => 0.06 + 0.24 * next())
  const lines = []
  for (let w = 0; w < weeks + (running ? 1 : 0); w++) {
    if (gap.includes(w)) continue
    const n = w < weeks ? each + Math.floor(8 * next()) : Math.floor(each / 3)
    for (let a = 0; a < n; a++) {
      const day = 7 * w + (w === weeks ? Math.floor(3 * next()) : a < 7 ? a : Math.floor(7 * next()))
      const scores = {}, chosen = []
      topics.forEach((topic, k) => {
        let p = usual[k] * (1 + 0.3 * Math.sin(w / 9 + k))
        if (k === 0 && w >= weeks - 2) p = Math.min(0.9, 2.5 * p)
        if (k === 2) p *= 0.6 + w / weeks
        const yes = topic !== never && next() < p
        scores[topic] = Math.round((yes ? 0.55 + 0.4 * next() : 0.35 * next()) * 1e4) / 1e4
        if (yes) chosen.push({ topic, probability: scores[topic], value: 0.5 })
      })
      const i = lines.length
      lines.push(JSON.stringify({ id: `a${i}`, url: `https://example.org/${i}`, source: sources[i % 4],
        lang: 'en', date: new Date(Date.UTC(2014, 0, 6) + day * 864e5).toISOString().slice(0, 10),
        title: texts[i % texts.length], text: `Officers met at the border and spoke of flour, item ${i}.`,
        topics: chosen, scores }))
    }
  }
  return lines.join('\n') + '\n'
}

const four = ['security', 'economy', 'migration', 'crime']
export const evil = ['<script>document.title = "taken"</script>', "`touch taken` $(touch taken) it's_a^{2}",
  'a & b"\n\tset output "taken"', '</title></svg><img src=x onerror=alert(1)>']

export const cases = {
  year: { lines: articles({ topics: four, weeks: 60, gap: [22, 23] }) },
  long: { lines: articles({ topics: ['international security co-operation and counter-terrorism in the wider region',
    'macroeconomic policy, remittances, trade & customs duties', 'labour migration', 'crime'], weeks: 40, seed: 2 }) },
  twelve: { lines: articles({ topics: ['security', 'economy', 'migration', 'crime', 'health', 'education', 'energy',
    'water', 'sport', 'culture', 'weather', 'agriculture'], weeks: 80, seed: 3, each: 90 }), language: 'ru' },
  one: { lines: articles({ topics: four, weeks: 1, seed: 4, running: false }) },
  never: { lines: articles({ topics: [...four, 'volcanoes'], weeks: 30, seed: 5, never: 'volcanoes' }) },
  tajik: { lines: articles({ topics: ['амният', 'иқтисод', 'муҳоҷират', 'ҷинояткорӣ', 'ҳуқуқ ва қонун'], weeks: 45,
    seed: 6, texts: ['Афсарон дар сарҳад вохӯрданд', 'Нархи орд дар Хуҷанд боло рафт'] }), language: 'tg' },
  evil: { lines: articles({ topics: evil, weeks: 30, seed: 7, texts: evil }) },
  monthly: { lines: articles({ topics: four, weeks: 70, seed: 8 }), period: 'monthly' },
  daily: { lines: articles({ topics: four, weeks: 5, seed: 9 }), period: 'daily', language: 'ru' },
  without: { lines: articles({ topics: four, weeks: 60, seed: 10 }), gnuplot: false }
}
