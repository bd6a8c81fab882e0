// The peer of sensor_parse_bench.cpp by polars: every column, times told as such.
import pl from 'nodejs-polars'
import { row } from './rows.mjs'

await row('parse 1e6 rows into columns', 'polars', () => {
  const table = pl.readCSV('build/bench/sds011_1e6.csv', { sep: ';', tryParseDates: true })
  return `${table.height}/${table.getColumn('P1').sum().toFixed(0)}`
})
