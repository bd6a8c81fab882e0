// The peer of sensor_series_bench.cpp written by hand: plain loops, MinMaxLTTB of the same parts, redraws without a pyramid.
import { full, input, row } from './rows.mjs'

const columns = 2000
const split = (i, n, parts) => Math.floor((i * n) / parts)

function minMaxSum(values, begin, end) {
  let sum = 0
  for (let part = 0; part < columns; ++part) {
    const to = begin + split(part + 1, end - begin, columns)
    let low = Infinity, high = -Infinity
    for (let i = begin + split(part, end - begin, columns); i < to; ++i) {
      const value = values[i]
      if (value < low) low = value
      if (value > high) high = value
    }
    sum += low + high
  }
  return sum
}

function minMaxLttb(values, points) {
  const n = values.length, parts = 2 * points
  const candidates = [0]
  for (let part = 0; part < parts; ++part) {
    const begin = split(part, n, parts), end = split(part + 1, n, parts)
    let low = begin, high = begin, least = values[begin], most = least
    for (let i = begin + 1; i < end; ++i) {
      const value = values[i]
      if (value < least) { least = value; low = i }
      if (value > most) { most = value; high = i }
    }
    for (const at of low < high ? [low, high] : [high, low]) if (at > candidates.at(-1)) candidates.push(at)
  }
  if (candidates.at(-1) !== n - 1) candidates.push(n - 1)
  const chosen = [0], buckets = points - 2, inner = candidates.length - 2
  for (let bucket = 0; bucket < buckets; ++bucket) {
    const begin = 1 + split(bucket, inner, buckets), end = 1 + split(bucket + 1, inner, buckets)
    const after = bucket + 1 === buckets ? candidates.length : 1 + split(bucket + 2, inner, buckets)
    let nextX = 0, nextY = 0
    for (let i = end; i < after; ++i) { nextX += candidates[i]; nextY += values[candidates[i]] }
    nextX /= after - end
    nextY /= after - end
    const fromX = chosen.at(-1), fromY = values[fromX]
    let best = -1, pick = candidates[begin]
    for (let i = begin; i < end; ++i) {
      const at = candidates[i]
      const area = Math.abs((fromX - nextX) * (values[at] - fromY) - (fromX - at) * (nextY - fromY))
      if (area > best) { best = area; pick = at }
    }
    chosen.push(pick)
  }
  chosen.push(n - 1)
  return chosen
}

for (const size of full ? ['1e7', '1e8'] : ['1e7']) {
  const values = input(`series_${size}.f32`, Float32Array)
  await row(`min/max ${size} to 2000`, 'node', () => minMaxSum(values, 0, values.length).toFixed(2))
  await row(`MinMaxLTTB ${size} to 2000`, 'node', () => minMaxLttb(values, columns).reduce((sum, i) => sum + i, 0))
  await row(`redraw zoomed ${size}`, 'node', () => {
    let sum = 0
    for (let view = 0; view < 100; ++view) {
      const width = Math.floor(values.length / 2 ** (view % 10)), begin = Math.floor((values.length - width) / 100) * view
      sum += minMaxSum(values, begin, begin + width)
    }
    return sum.toFixed(2)
  }, size === '1e8' ? 1 : 3, 100)
}
