// The peer of sensor_series_bench.cpp by the npm package downsample: LTTB over all of 1e7 values.
import { createLTTB } from 'downsample'
import { input, row } from './rows.mjs'

const values = input('series_1e7.f32', Float32Array)
const points = Array.from(values, (y, x) => [x, y])
const lttb = createLTTB({ x: 0, y: 1 })
await row('points to draw 1e7 to 2000', 'downsample', () => {
  const kept = lttb(points, 2000)
  const sum = kept.reduce((total, [x]) => total + x / values.length, 0)
  return `${kept.length}/${(sum / kept.length).toFixed(2)}`
}, 3)
