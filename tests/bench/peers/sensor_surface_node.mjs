// The peer of sensor_surface_bench.cpp written by hand: inverse distances in plain loops.
import { input, row } from './rows.mjs'

const samples = input('stations.f64', Float64Array)
const count = samples.length / 3
const xs = samples.filter((_, i) => i % 3 === 0), ys = samples.filter((_, i) => i % 3 === 1), vs = samples.filter((_, i) => i % 3 === 2)

await row('IDW 1000 to 512x512', 'node', () => {
  const side = 512, out = new Float32Array(side * side)
  for (let r = 0; r < side; ++r) {
    const y = (r + 0.5) / side
    for (let c = 0; c < side; ++c) {
      const x = (c + 0.5) / side
      let weights = 0, sum = 0
      for (let s = 0; s < count; ++s) {
        const dx = xs[s] - x, dy = ys[s] - y, weight = 1 / (dx * dx + dy * dy)
        weights += weight
        sum += weight * vs[s]
      }
      out[r * side + c] = sum / weights
    }
  }
  let total = 0
  for (const value of out) total += value
  return (total / out.length).toFixed(3)
}, 3)
