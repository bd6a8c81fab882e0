// The peer of sensor_group_bench.cpp written by hand: flat arrays, groups by their number, quantiles by sorting each group.
import { input, row } from './rows.mjs'

const sensors = input('readings_sensor.i32', Int32Array)
const times = input('readings_ts.i32', Int32Array)
const values = input('readings_value.f32', Float32Array)
const [start, hours, groups, rows] = [1767225600, 417, 417000, values.length]

function aggregate(of) {
  const counts = new Uint32Array(groups), sums = new Float64Array(groups)
  const lows = new Float32Array(groups).fill(Infinity), highs = new Float32Array(groups).fill(-Infinity)
  for (let i = 0; i < rows; ++i) {
    const group = sensors[i] * hours + ((times[i] - start) / 3600 | 0), value = values[i]
    if (of) of[i] = group
    ++counts[group]
    sums[group] += value
    if (value < lows[group]) lows[group] = value
    if (value > highs[group]) highs[group] = value
  }
  let filled = 0, count = 0, mean = 0, low = 0, high = 0
  for (let group = 0; group < groups; ++group) {
    if (!counts[group]) continue
    ++filled
    count += counts[group]
    mean += sums[group] / counts[group]
    low += lows[group]
    high += highs[group]
  }
  return { counts, check: `${filled}/${count}/${mean.toFixed(1)}/${low.toFixed(1)}/${high.toFixed(1)}` }
}

function quantiles() {
  const of = new Uint32Array(rows)
  const { counts, check } = aggregate(of)
  const ends = new Uint32Array(groups)
  for (let group = 1; group < groups; ++group) ends[group] = ends[group - 1] + counts[group - 1]
  const sorted = new Float32Array(rows)
  for (let i = 0; i < rows; ++i) sorted[ends[of[i]]++] = values[i]
  const sums = [0, 0]
  for (let group = 0, begin = 0; group < groups; begin = ends[group++]) {
    if (ends[group] === begin) continue
    const its = sorted.subarray(begin, ends[group]).sort()
    for (const [k, q] of [[0, 0.5], [1, 0.95]]) {
      const place = q * (its.length - 1), below = Math.floor(place), part = place - below
      sums[k] += part ? its[below] + part * (its[below + 1] - its[below]) : its[below]
    }
  }
  return `${check}/${sums[0].toFixed(0)}/${sums[1].toFixed(0)}`
}

function week() {
  const sums = new Float64Array(168), counts = new Uint32Array(168)
  for (let i = 0; i < rows; ++i) {
    const hour = ((times[i] / 3600 | 0) + 72) % 168
    sums[hour] += values[i]
    ++counts[hour]
  }
  let sum = 0, weighted = 0
  for (let hour = 0; hour < 168; ++hour) {
    sum += sums[hour] / counts[hour]
    weighted += hour * (sums[hour] / counts[hour])
  }
  return `${sum.toFixed(3)}/${weighted.toFixed(1)}`
}

await row('by sensor and hour 1e7', 'node', () => aggregate().check)
await row('by sensor and hour 1e7, p50, p95', 'node', quantiles, 3)
await row('7x24 of 1e7', 'node', week)
