// Owns: the inputs that benchmark programs and their peers read from build/bench, made once and the same on every machine.
//   b4.txt          the public editing trace "B4" (automerge-paper): lines `position deleted codepoint`, 0 for no insertion
//   board_1eN.tsv   operations on a board of notes; branch_K.tsv the same of ten tablets that did not see one another:
//                   N id x y colour | M note x y | C note colour | V note voter | I note position text | D note position length
//   series_1eN.f32  one sensor's values, every 10 s: a day's wave, a walk, noise and rare spikes
//   readings_*      1e7 readings of 1000 sensors every 150 s, time-major: sensor.i32, ts.i32 (seconds), value.f32
//   sds011_1e6.csv  1e6 rows as the archive of Sensor.Community has them
//   stations.f64    1000 stations: x, y, value
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const TRACE = '../shared/workloads/automerge-paper.json.gz' // of the shared test data, which is no part of the repository

// SplitMix64 on two halves of 32 bits.
function chance(seed) {
  let high = 0, low = seed >>> 0
  // (high, low) * (b1, b0), modulo 2^64, and back into (high, low).
  const times = (b1, b0) => {
    const a0 = low & 0xffff, a1 = low >>> 16, c0 = b0 & 0xffff, c1 = b0 >>> 16
    const p = a0 * c0, q = a1 * c0 + (p >>> 16), r = a0 * c1 + (q % 65536)
    const carried = a1 * c1 + Math.floor(q / 65536) + Math.floor(r / 65536)
    high = (Math.imul(high, b0) + Math.imul(low, b1) + carried) >>> 0
    low = Math.imul(low, b0) >>> 0
  }
  const shifted = (bits) => {
    low = (low ^ ((low >>> bits) | (high << (32 - bits)))) >>> 0
    high = (high ^ (high >>> bits)) >>> 0
  }
  let state1 = high, state0 = low
  const next = () => {
    state0 += 0x7f4a7c15
    state1 = (state1 + 0x9e3779b9 + (state0 > 0xffffffff ? 1 : 0)) >>> 0
    state0 >>>= 0
    high = state1
    low = state0
    shifted(30)
    times(0xbf58476d, 0x1ce4e5b9)
    shifted(27)
    times(0x94d049bb, 0x133111eb)
    shifted(31)
  }
  return {
    unit: () => (next(), (high * 2 ** 21 + (low >>> 11)) * 2 ** -53),
    below: (n) => (next(), ((high % n) * (2 ** 32 % n) + (low % n)) % n), // n up to 2^25: exact
  }
}

function board(count, seed) {
  const { unit, below } = chance(seed)
  const lines = []
  const lengths = []
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  for (let i = 0; i < count; ++i) {
    const u = unit()
    if (lengths.length === 0 || u < 0.05) {
      // Its fields are drawn last to first, as the compiler that made the reference files evaluated them.
      const colour = below(8), y = below(10000), x = below(10000)
      lines.push(`N\t${lengths.length}\t${x}\t${y}\t${colour}`)
      lengths.push(0)
      continue
    }
    const note = below(lengths.length)
    if (u < 0.45) {
      const y = below(10000), x = below(10000)
      lines.push(`M\t${note}\t${x}\t${y}`)
    } else if (u < 0.5) {
      lines.push(`C\t${note}\t${below(8)}`)
    } else if (u < 0.65) {
      lines.push(`V\t${note}\t${below(50)}`)
    } else if (u < 0.95 || lengths[note] === 0) {
      const size = 1 + below(6)
      let text = ''
      for (let c = 0; c < size; ++c) text += letters[below(26)]
      lines.push(`I\t${note}\t${below(lengths[note] + 1)}\t${text}`)
      lengths[note] += size
    } else {
      const position = below(lengths[note])
      const size = Math.min(lengths[note] - position, 1 + below(3))
      lines.push(`D\t${note}\t${position}\t${size}`)
      lengths[note] -= size
    }
  }
  return lines.join('\n') + '\n'
}

function trace(path) {
  const { txns } = JSON.parse(gunzipSync(readFileSync(path)))
  const lines = txns.flatMap(({ patches }) => patches.map(([position, deleted, text]) => `${position} ${deleted} ${text.codePointAt(0) ?? 0}`))
  return lines.join('\n') + '\n'
}

// A day's wave from -1 to 1 and back, by straight lines.
const wave = (part) => (part < 0.5 ? 4 * part - 1 : 3 - 4 * part)

function series(count) {
  const { unit } = chance(1)
  const values = new Float32Array(count)
  let walk = 0
  for (let i = 0; i < count; ++i) {
    walk = walk * 0.9999 + (unit() - 0.5) * 0.2
    const value = 20 + 10 * wave((i % 8640) / 8640) + walk + (unit() - 0.5)
    values[i] = unit() < 1e-5 ? value + 50 : value
  }
  return values
}

const START = 1767225600 // 2026-01-01T00:00Z
const SENSORS = 1000
const secondOf = (round, sensor) => START + round * 150 + ((sensor * 7919) % 150)

function readings(rounds) {
  const { unit } = chance(2)
  const walks = new Float64Array(SENSORS)
  const count = rounds * SENSORS
  const sensors = new Int32Array(count), times = new Int32Array(count), values = new Float32Array(count)
  for (let i = 0; i < count; ++i) {
    const sensor = i % SENSORS
    const time = secondOf((i - sensor) / SENSORS, sensor)
    walks[sensor] = walks[sensor] * 0.995 + (unit() - 0.5) * 2
    let value = 15 + (sensor % 20) * 0.5 + 5 * wave((time % 86400) / 86400) + walks[sensor] + (unit() - 0.5)
    if (unit() < 1e-4) value += 200
    const hundredths = Math.fround(value * 100)
    sensors[i] = sensor
    times[i] = time
    values[i] = (Math.sign(hundredths) * Math.round(Math.abs(hundredths))) / 100
  }
  return { sensors, times, values }
}

// Three decimals as C's printf writes them: of a double that lies exactly between two, the even one.
function thousandths(value) {
  const exact = value.toFixed(60)
  const point = exact.indexOf('.')
  const tie = /^50*$/.test(exact.slice(point + 4)) && Number(exact[point + 3]) % 2 === 0
  return tie ? exact.slice(0, point + 4) : value.toFixed(3)
}

function sensorCommunity(rounds) {
  const { unit } = chance(3)
  const fixed = Array.from({ length: SENSORS }, (_, s) => `${10000 + s};SDS011;${5000 + (s >> 1)};` +
    `${thousandths(47 + ((s * 37) % 1000) * 0.0005)};${thousandths(-2 + ((s * 91) % 1000) * 0.001)};`)
  const lines = ['sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2']
  for (let round = 0; round < rounds; ++round) {
    for (let s = 0; s < SENSORS; ++s) {
      const time = new Date(secondOf(round, s) * 1000).toISOString().slice(0, 19)
      const p1 = 5 + unit() * 40, p2 = p1 * (0.3 + unit() * 0.4)
      lines.push(`${fixed[s]}${time};${p1.toFixed(2)};;;${p2.toFixed(2)};;`)
    }
  }
  return lines.join('\n') + '\n'
}

// Stations in a square of side 1, and what they say: a hill, a slope and some noise.
function stations(count) {
  const { unit } = chance(12)
  const samples = new Float64Array(3 * count)
  for (let i = 0; i < samples.length; i += 3) {
    const x = unit(), y = unit()
    samples.set([x, y, 20 + 40 * x * (1 - x) * y * (1 - y) + 5 * x + (unit() - 0.5)], i)
  }
  return samples
}

export function makeInputs(root, { full, sensors }) {
  const folder = root + 'build/bench/'
  mkdirSync(folder, { recursive: true })
  const make = (name, content) => existsSync(folder + name) || writeFileSync(folder + name, content())
  if (existsSync(root + TRACE)) make('b4.txt', () => trace(root + TRACE))
  make('board_1e4.tsv', () => board(1e4, 11))
  make('board_1e5.tsv', () => board(1e5, 11))
  if (full) make('board_1e6.tsv', () => board(1e6, 11))
  for (let k = 0; k < 10; ++k) make(`branch_${k}.tsv`, () => board(1e4, 100 + k))
  if (!sensors) return
  make('series_1e6.f32', () => series(1e6))
  make('series_1e7.f32', () => series(1e7))
  if (full) make('series_1e8.f32', () => series(1e8))
  make('sds011_1e6.csv', () => sensorCommunity(1000))
  make('stations.f64', () => stations(1000))
  if (existsSync(folder + 'readings_value.f32')) return
  const columns = readings(10000)
  make('readings_sensor.i32', () => columns.sensors)
  make('readings_ts.i32', () => columns.times)
  make('readings_value.f32', () => columns.values)
}
