// Owns: running the benchmark programs and their peers in turn, and what is said of them.
//   node tests/bench/run.mjs [--full] [--rounds N] [NAME...]      (./dev bench builds first)
//
// tests/bench/NAME_bench.cpp runs natively and as wasm in node; tests/bench/native/NAME_bench.cpp natively only;
// tests/bench/NAME_bench.mjs drives the packed page in Chromium; tests/bench/peers/NAME_PEER.{mjs,py,R} is a peer of NAME. All run from the top of the repository, with --full when asked, and print
// one line per measurement, `row<TAB>side<TAB>ms<TAB>check` (a size, where the row ends in ", bytes"), after making or reading the same inputs. Everything else goes to
// standard error. A round runs each program once, so that a noisy minute touches all sides; a figure is the median of the rounds.
// A row's check value must be the same on every side and in every round, or the run fails. A program that has no input says so on
// standard error and prints no row. The table goes to tests/bench/results/<date>.csv, which is not committed: the figures are
// those of one machine on one day, and are quoted where they are argued from.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeInputs } from './inputs.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const LIMIT_MS = 150_000 // of one program in one round; a peer that takes longer is not asked again
const INTERPRETERS = { mjs: process.execPath, py: '/usr/bin/python3', R: 'Rscript' }

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
})
const rounds = Math.max(1, Number(options.rounds) || 3)
const programArguments = options.full ? ['--full'] : []

const names = (folder) => (existsSync(root + folder) ? readdirSync(root + folder).sort() : [])
const chosen = (name) => wanted.length === 0 || wanted.includes(name)

// What makes of the whole application a program is a test (tests/support/app_stage.h): it says its measurements alone.
const kQuiet = ['--reporter', 'console::out=/dev/null']

// The programs to run: { name, side, command, arguments, ours }.
function programs() {
  const list = []
  for (const folder of ['tests/bench/', 'tests/bench/native/']) {
    for (const file of names(folder)) {
      const name = file.match(/^(.+)_bench\.cpp$/)?.[1]
      if (!name || !chosen(name)) continue
      list.push({ name, side: 'native', ours: true, command: `build/native-release/bench-${name}`, arguments: kQuiet })
      if (folder === 'tests/bench/') list.push({ name, side: 'wasm', ours: true, command: process.execPath, arguments: [`build/web/bench-${name}.cjs`] })
    }
  }
  for (const file of names('tests/bench/')) {
    const name = file.match(/^(.+)_bench\.mjs$/)?.[1]
    if (name && chosen(name)) list.push({ name, side: 'page', ours: true, command: process.execPath, arguments: [`tests/bench/${file}`], limit: 900_000 })
  }
  const benches = [...new Set(list.map((program) => program.name))].sort((a, b) => b.length - a.length)
  for (const file of names('tests/bench/peers/')) {
    const match = file.match(/^(.+)\.(mjs|py|R)$/)
    const name = match && benches.find((bench) => match[1].startsWith(bench + '_'))
    if (!name) continue
    list.push({ name, side: match[1].slice(name.length + 1), ours: false, command: INTERPRETERS[match[2]], arguments: [`tests/bench/peers/${file}`] })
  }
  return list.sort((a, b) => a.name.localeCompare(b.name) || b.ours - a.ours)
}

function rowsOf(program) {
  const child = spawnSync(program.command, [...program.arguments, ...programArguments],
    { cwd: root, encoding: 'utf8', timeout: program.limit ?? LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 1 << 26 })
  const said = (child.stderr ?? '').trim().split('\n').pop()
  if (child.error?.code === 'ENOENT') throw new Error(`there is no ${program.command} here`)
  if (child.error?.code === 'ETIMEDOUT') throw new Error(`not done after ${(program.limit ?? LIMIT_MS) / 1000} s`)
  if (child.status !== 0) throw new Error(`ended with ${child.status ?? child.signal}: ${said}`)
  const rows = child.stdout.split('\n').filter(Boolean).map((line) => {
    const [row, , ms, check, ...more] = line.split('\t')
    if (check === undefined || more.length || !Number.isFinite(Number(ms))) throw new Error(`not a measurement: ${line}`)
    return { row, ms: Number(ms), check }
  })
  if (rows.length === 0) throw new Error(said || 'printed no measurement')
  return rows
}

const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}
const milliseconds = (ms) => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(1) : ms.toFixed(4))

const list = programs()
makeInputs(root, { full: options.full, sensors: list.some(({ name }) => name.startsWith('sensor_')) })
if (list.length === 0) {
  console.log(`no benchmark ${wanted.length ? `named ${wanted.join(', ')} ` : ''}in tests/bench`)
  process.exit(wanted.length ? 1 : 0)
}

const table = new Map() // "name: row" -> side -> { times, checks }
const dropped = new Map()
let failed = false
for (let round = 0; round < rounds; ++round) {
  for (const program of list) {
    const label = `${program.name}, ${program.side}`
    if (dropped.has(label)) continue
    process.stderr.write(`round ${round + 1} of ${rounds}: ${label}\n`)
    try {
      for (const { row, ms, check } of rowsOf(program)) {
        const key = `${program.name}: ${row}`
        if (!table.has(key)) table.set(key, new Map())
        const sides = table.get(key)
        if (!sides.has(program.side)) sides.set(program.side, { times: [], checks: new Set(), ours: program.ours })
        sides.get(program.side).times.push(ms)
        sides.get(program.side).checks.add(check)
      }
    } catch (error) {
      dropped.set(label, error.message)
      // No input is no failure; a program of ours that breaks is one. A peer's end is said and the rest goes on.
      failed ||= program.ours && !/^no input/.test(error.message)
    }
  }
}

const csv = ['bench,row,side,median_ms,least_ms,rounds,check']
for (const [key, sides] of table) {
  const checks = new Set([...sides.values()].flatMap((side) => [...side.checks]))
  console.log(key)
  const ours = ['native', 'wasm', 'page'].filter((side) => sides.has(side)).map((side) => [side, median(sides.get(side).times)])
  for (const [side, { times, checks: values, ours: own }] of sides) {
    const ratios = own ? '' : ours.map(([name, ms]) => `${(median(times) / ms).toFixed(1)} x ${name}`).join(', ')
    console.log(`  ${side.padEnd(12)} ${milliseconds(median(times)).padStart(10)} ${key.endsWith(', bytes') ? 'B ' : 'ms'}   ${ratios}`.trimEnd())
    const [name, row] = [key.slice(0, key.indexOf(': ')), key.slice(key.indexOf(': ') + 2)]
    csv.push([name, `"${row.replaceAll('"', '""')}"`, side, median(times).toFixed(4), Math.min(...times).toFixed(4), times.length, `"${[...values].join(' ')}"`].join(','))
  }
  if (checks.size > 1) {
    failed = true
    console.log('  CHECK VALUES DIFFER')
    for (const [side, { checks: values }] of sides) console.log(`    ${side}: ${[...values].join(' ')}`)
  }
}
for (const [label, why] of dropped) console.log(`${label}: ${why}`)
console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; median of ${rounds}`)
mkdirSync(root + 'tests/bench/results', { recursive: true })
writeFileSync(`${root}tests/bench/results/${new Date().toISOString().slice(0, 10)}.csv`, csv.join('\n') + '\n')
process.exitCode = failed ? 1 : 0
