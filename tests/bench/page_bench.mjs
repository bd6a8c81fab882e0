// The page in Chromium under heavy loads, panned by a finger that is dragged: what a frame takes of the main thread's
// processor time, all of it (script, WebGL calls, events, style, layout, what the browser adds), and the memory of it.
//
// What a figure has no peer for is held against the targets of performance figures: 1 ms for the station, 2 ms for the rest.
import { mkdtempSync, rmSync, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dragged, tell } from './chromium.mjs'
import { idle, ready, until, withBrowser } from '../web/harness.mjs'
import { button, kWords, press } from '../web/tour.mjs'

const words = kWords.fr
const kPoints = 10_000_000
const kFrames = 300

// A sensor that says something every 30 s for nine years and a half.
async function writeSeries(path) {
  const file = createWriteStream(path)
  let level = 12, seed = 7, lines = ['date;pm2.5 (µg/m³)']
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5
  for (let i = 0; i < kPoints; ++i) {
    level += (12 + 6 * Math.sin((i / 2880) * 2 * Math.PI) - level) * 0.002 + 0.4 * chance()
    lines.push(`${new Date(1_483_228_800_000 + i * 30_000).toISOString().slice(0, 19)}Z;${Math.max(0, level + chance()).toFixed(1)}`)
    if (lines.length === 100_000 || i === kPoints - 1) {
      if (!file.write(lines.join('\n') + '\n')) await once(file, 'drain')
      lines = []
    }
  }
  file.end()
  await once(file, 'close')
}

async function pan(page, area, name, check) {
  await dragged(page, area, kFrames, () => page.evaluate(() => globalThis.escale.frames()), tell(name, 'page', check))
  await idle(page)
}

async function station(folder) {
  const path = join(folder, 'poste.csv')
  await writeSeries(path)
  await withBrowser(async ({ open }) => {
    const page = await open()
    await ready(page)
    await press(page, button(page, words.measures))
    await until(page, (now) => now.screen === 'measures')
    await page.locator('#mirror input[type=file]').first().setInputFiles(path)
    const confirm = button(page, 'Lire ainsi')
    await confirm.waitFor({ timeout: 60_000 })
    await press(page, confirm)
    await until(page, (now) => now.intake >= 3 && now.pending === 0, { what: 'the file is read', timeout: 300_000 })
    await page.evaluate(() => {
      globalThis.longest = 0
      let last = performance.now()
      const beat = () => {
        const now = performance.now()
        globalThis.longest = Math.max(globalThis.longest, now - last)
        last = now
        setTimeout(beat, 0)
      }
      beat()
    })
    await press(page, button(page, /poste$/))
    const chart = page.getByRole('img', { name: /en moyenne\. Le plus haut/ })
    await chart.waitFor({ timeout: 60_000 })
    await idle(page)
    console.log(`station of 1e7 values, opened: its longest task\tpage\t${await page.evaluate(() => globalThis.longest)}\t${kPoints}`)
    for (const range of ['Jour', 'Semaine', 'Année', 'Tout']) {
      await press(page, button(page, range))
      await idle(page)
      await chart.scrollIntoViewIfNeeded()
      await idle(page)
      await pan(page, await chart.boundingBox(), `station of 1e7 values, ${range.toLowerCase()}`, kPoints)
    }
  }, { viewport: { width: 1024, height: 1366 } })
}

// ---- records, by the file that holds all of them

const hex = (number) => number.toString(16).padStart(16, '0')
const record = (id, kind, fields) => JSON.stringify({ id: hex(id), kind, fields })
const file = (records) => ({ name: 'all.json', mimeType: 'application/json', buffer: Buffer.from(`{"format":"escale","version":1,"licence":"","records":[\n${records.join(',\n')}\n]}`) })

function board(cards) {
  const colours = ['genet', 'ocean', 'pin', 'tuile', 'bruyere', 'huitre', 'rose', 'estuaire']
  const on = hex(1), records = [record(1, 'board', { title: 'Académie', date: '2026-11-23' })]
  for (let i = 0; i < 9; ++i) records.push(record(10 + i, 'zone', { board: on, title: `Zone ${i + 1}`, order: i }))
  for (let i = 0; i < 8; ++i) records.push(record(100 + i, 'group', { board: on, title: `Groupe ${i}` }))
  for (let i = 0; i < cards; ++i)
    records.push(record(1000 + i, 'card', { board: on, zone: hex(10 + (i % 9)), text: `Idée ${i} : aller vers les personnes que personne ne voit`, author: `Table ${i % 12}`, colour: colours[i % 8], ...(i % 5 ? {} : { group: hex(100 + ((i / 5) % 8)) }) }))
  return records
}

function places(count) {
  const records = []
  let seed = 11
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  for (let i = 0; i < count; ++i)
    records.push(record(1000 + i, 'place', { nom: `Lieu ${i}`, commune: `Commune ${i % 500}`, latitude: 42.5 + 8 * chance(), longitude: -4.5 + 12 * chance() }))
  return records
}

async function take(page, records) {
  await press(page, button(page, words.files))
  await until(page, (now) => now.screen === 'files')
  await page.locator('#mirror input[type=file]').first().setInputFiles(file(records))
  await until(page, (now) => now.import === 'done' && now.pending === 0, { what: 'all is kept', timeout: 300_000 })
  await idle(page)
}

// A page of those records, at 1920x1080, once `go` has gone to where they are seen.
async function seen(records, go, area, name, check) {
  await withBrowser(async ({ open }) => {
    const page = await open()
    await ready(page)
    await take(page, records)
    await go(page)
    await idle(page)
    await pan(page, area, `${name}, 1920x1080`, check)
  }, { viewport: { width: 1920, height: 1080 } })
}

const wall = (cards) => seen(board(cards), async (page) => {
  for (const stop of [words.home, words.workshops, /^Académie/]) await press(page, button(page, stop))
  await until(page, (now) => now.screen === 'board')
}, { x: 0, y: 200, width: 1920, height: 700 }, `wall of ${cards} cards`, cards)

const map = (count) => seen(places(count), async (page) => {
  await press(page, button(page, words.atlas))
  await until(page, (now) => now.screen === 'atlas' && now.places === count, { timeout: 60_000 })
}, { x: 700, y: 200, width: 1100, height: 700 }, `map of ${count} places`, count)

// ---- all of it, or what is named in PAGE_BENCH

const folder = mkdtempSync(join(tmpdir(), 'escale-bench-'))
const parts = { wall2000: () => wall(2000), wall10000: () => wall(10_000), map: () => map(100_000), station: () => station(folder) }
try {
  for (const [name, run] of Object.entries(parts)) if ((process.env.PAGE_BENCH ?? name) === name) await run()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
