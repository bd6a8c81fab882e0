// The peer of sensor_rolling_bench.cpp by polars.
import pl from 'nodejs-polars'
import { input, row } from './rows.mjs'

const doubles = (size) => pl.Series('v', Float64Array.from(input(`series_${size}.f32`, Float32Array)))
const options = { windowSize: 61, minPeriods: 61, center: true }
const whole = (series) => series.sum().toFixed(0)

const million = doubles('1e6'), values = doubles('1e7')
await row('rolling median 61 of 1e6', 'polars', () => whole(million.rollingMedian(options)))
await row('rolling mean 61 of 1e7', 'polars', () => whole(values.rollingMean(options)))
