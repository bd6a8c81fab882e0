// What the peers share: reading the inputs, printing a measurement.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const sha = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32)

export const trace = () => readFileSync('build/bench/b4.txt', 'utf8').trim().split('\n').map((line) => {
  const [place, removed, codePoint] = line.split(' ').map(Number)
  return { place, removed, text: codePoint ? String.fromCodePoint(codePoint) : '' }
})

export const operations = (name) => readFileSync(`build/bench/${name}.tsv`, 'utf8').trim().split('\n').map((line) => {
  const [code, note, a, b, c] = line.split('\t')
  return { code, note: Number(note), a: Number(a), b: code === 'I' ? b : Number(b), c: Number(c) }
})

// A size instead of a time; the row's name ends in ", bytes".
export const tellBytes = (row, side, bytes, check) => console.log([row, side, bytes, check].join('\t'))

export function measure(row, side, work) {
  const start = performance.now()
  const result = work()
  const ms = performance.now() - start
  return (check) => { console.log([row, side, ms.toFixed(4), check(result)].join('\t')); return result }
}

export const full = process.argv.includes('--full')

/** The median of so many times; `parts`: the time is of one of that many. `work` may return a promise of its check. */
export async function row(name, side, work, times = 5, parts = 1) {
  const taken = []
  let check
  for (let i = 0; i < times; ++i) {
    const start = performance.now()
    check = work()
    if (check instanceof Promise) check = await check
    taken.push((performance.now() - start) / parts)
  }
  taken.sort((a, b) => a - b)
  console.log(`${name}\t${side}\t${taken[taken.length >> 1].toFixed(4)}\t${check}`)
}

/** A file of numbers that inputs.mjs made, as an array of that type. */
export function input(name, Type) {
  const bytes = readFileSync('build/bench/' + name)
  return new Type(bytes.buffer, bytes.byteOffset, bytes.byteLength / Type.BYTES_PER_ELEMENT)
}
