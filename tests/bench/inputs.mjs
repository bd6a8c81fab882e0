// Owns: the inputs that benchmark programs and their peers read from build/bench, made once and the same on every machine.
//   b4.txt          the public editing trace "B4" (automerge-paper): lines `position deleted codepoint`, 0 for no insertion
//   board_1eN.tsv   operations on a board of notes; branch_K.tsv the same of ten tablets that did not see one another:
//                   N id x y colour | M note x y | C note colour | V note voter | I note position text | D note position length
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const TRACE = '../shared/workloads/automerge-paper.json.gz' // of the shared test data, which is no part of the repository

// SplitMix64 on two 32-bit halves would be faster; this one is short and its output is made once.
function chance(seed) {
  let state = BigInt(seed)
  const mask = (1n << 64n) - 1n
  const next = () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
    return z ^ (z >> 31n)
  }
  return { unit: () => Number(next() >> 11n) * 2 ** -53, below: (n) => Number(next() % BigInt(n)) }
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

export function makeInputs(root, full) {
  const folder = root + 'build/bench/'
  mkdirSync(folder, { recursive: true })
  const make = (name, text) => existsSync(folder + name) || writeFileSync(folder + name, text())
  if (existsSync(root + TRACE)) make('b4.txt', () => trace(root + TRACE))
  make('board_1e4.tsv', () => board(1e4, 11))
  make('board_1e5.tsv', () => board(1e5, 11))
  if (full) make('board_1e6.tsv', () => board(1e6, 11))
  for (let k = 0; k < 10; ++k) make(`branch_${k}.tsv`, () => board(1e4, 100 + k))
}
