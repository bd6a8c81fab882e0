// The peer of sensor_surface_bench.cpp by the npm package kriging.
import kriging from '@sakitam-gis/kriging'
import { input, row } from './rows.mjs'

const samples = Array.from(input('stations.f64', Float64Array).subarray(0, 900))
const [xs, ys, vs] = [0, 1, 2].map((axis) => samples.filter((_, i) => i % 3 === axis))
await row('kriging 300 to 128x128', 'kriging', () => {
  const side = 128, model = kriging.train(vs, xs, ys, 'exponential', 0, 100)
  let sum = 0
  for (let r = 0; r < side; ++r) for (let c = 0; c < side; ++c) sum += kriging.predict((c + 0.5) / side, (r + 0.5) / side, model)
  return (sum / side / side).toFixed(0)
}, 3)
