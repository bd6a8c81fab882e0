// The peer of sensor_rolling_bench.cpp by d3-array: its median, twice.
import { median } from 'd3-array'
import { input, row } from './rows.mjs'

const values = input('series_1e7.f32', Float32Array)
await row('MAD 1e7', 'd3', () => {
  const middle = median(values)
  return median(values, (value) => Math.abs(value - middle)).toFixed(4)
}, 1)
