// The peer of sensor_parse_bench.cpp written by hand: bytes to columns of numbers, without a string. It has no store of
// series: its columns stand for both rows.
import { readFileSync } from 'node:fs'
import { row } from './rows.mjs'

const bytes = readFileSync('build/bench/sds011_1e6.csv')

function parse() {
  const rows = 1e6
  const ids = new Int32Array(rows), times = new Float64Array(rows), p1 = new Float64Array(rows), p2 = new Float64Array(rows)
  let at = bytes.indexOf(10) + 1, n = 0, day = '', midnight = 0
  const number = () => {
    let mantissa = 0, scale = 1, negative = false, c = bytes[at]
    if (c === 45) { negative = true; c = bytes[++at] }
    for (; c !== 59 && c !== 46 && c !== 10; c = bytes[++at]) mantissa = mantissa * 10 + c - 48
    if (c === 46) for (c = bytes[++at]; c !== 59 && c !== 10; c = bytes[++at]) { mantissa = mantissa * 10 + c - 48; scale *= 10 }
    return (negative ? -mantissa : mantissa) / scale
  }
  const skip = (cells) => { while (cells) if (bytes[at++] === 59) --cells }
  const two = (i) => (bytes[i] - 48) * 10 + bytes[i + 1] - 48
  let date = 0
  while (at < bytes.length) {
    ids[n] = number()
    skip(5)
    const key = two(at + 2) * 10000 + two(at + 5) * 100 + two(at + 8)
    if (key !== date) {
      date = key
      day = bytes.latin1Slice(at, at + 10)
      midnight = Date.parse(day)
    }
    times[n] = midnight + (two(at + 11) * 3600 + two(at + 14) * 60 + two(at + 17)) * 1000
    skip(1)
    p1[n] = number()
    skip(3)
    p2[n] = number()
    at = bytes.indexOf(10, at) + 1
    ++n
  }
  let sum = 0
  for (const value of p1) sum += value
  return `${n}/${sum.toFixed(0)}`
}

for (const name of ['series', 'columns']) await row(`parse 1e6 rows into ${name}`, 'node', parse)
