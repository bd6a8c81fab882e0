// The peer of sensor_rolling_bench.cpp written by hand: a sorted window, running sums, a quickselect.
import { input, row } from './rows.mjs'

const [width, half] = [61, 30]
const million = Float64Array.from(input('series_1e6.f32', Float32Array))
const values = input('series_1e7.f32', Float32Array)
const doubles = Float64Array.from(values)
const whole = (sums) => {
  let sum = 0
  for (let i = half; i + half < sums.length; ++i) sum += sums[i]
  return sum.toFixed(0)
}

await row('rolling median 61 of 1e6', 'node', () => {
  const out = new Float64Array(million.length)
  const sorted = million.slice(0, width).sort()
  const place = (value) => {
    let low = 0, high = width
    while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] < value) low = middle + 1; else high = middle }
    return low
  }
  out[half] = sorted[half]
  for (let i = half + 1; i + half < million.length; ++i) {
    const from = place(million[i - half - 1]), coming = million[i + half]
    let at = from
    for (; at + 1 < width && sorted[at + 1] < coming; ++at) sorted[at] = sorted[at + 1]
    for (; at > 0 && sorted[at - 1] > coming; --at) sorted[at] = sorted[at - 1]
    sorted[at] = coming
    out[i] = sorted[half]
  }
  return whole(out)
})

await row('rolling mean 61 of 1e7', 'node', () => {
  const out = new Float64Array(doubles.length)
  let sum = 0
  for (let i = 0; i < width; ++i) sum += doubles[i]
  out[half] = sum / width
  for (let i = half + 1; i + half < doubles.length; ++i) {
    sum += doubles[i + half] - doubles[i - half - 1]
    out[i] = sum / width
  }
  return whole(out)
})

function select(list, k) {
  for (let left = 0, right = list.length - 1; left < right;) {
    const pivot = list[(left + right) >> 1]
    let i = left, j = right
    while (i <= j) {
      while (list[i] < pivot) ++i
      while (list[j] > pivot) --j
      if (i <= j) { const kept = list[i]; list[i++] = list[j]; list[j--] = kept }
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
  return list[k]
}
function median(list) {
  const middle = list.length >> 1, high = select(list, middle)
  if (list.length % 2) return high
  let low = -Infinity
  for (let i = 0; i < middle; ++i) if (list[i] > low) low = list[i]
  return Math.fround((low + high) / 2)
}
await row('MAD 1e7', 'node', () => {
  const list = values.slice(), middle = median(list)
  for (let i = 0; i < list.length; ++i) list[i] = Math.abs(list[i] - middle)
  return median(list).toFixed(4)
}, 3)
