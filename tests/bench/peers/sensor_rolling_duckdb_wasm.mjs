// The peer of sensor_rolling_bench.cpp by DuckDB as wasm.
import { input, row } from './rows.mjs'
import { duckdbWasm } from './sensor_tables.mjs'

for (const [name, aggregate, size] of [['rolling median', 'median', '1e6'], ['rolling mean', 'avg', '1e7']]) {
  const v = Float64Array.from(input(`series_${size}.f32`, Float32Array))
  const query = await duckdbWasm('series', { i: Int32Array.from(v.keys()), v })
  await row(`${name} 61 of ${size}`, 'duckdb-wasm', async () => {
    const [{ total }] = await query(`select sum(w) total from (select i, ${aggregate}(v) over ` +
      `(order by i rows between 30 preceding and 30 following) w from series) where i between 30 and ${v.length - 31}`)
    return total.toFixed(0)
  }, 1)
}
