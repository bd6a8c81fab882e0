// The peer of sensor_parse_bench.cpp by DuckDB: every column into a table in memory.
import { row } from './rows.mjs'
import { duckdb } from './sensor_tables.mjs'

const query = await duckdb()
await row('parse 1e6 rows into columns', 'duckdb', async () => {
  await query("create or replace table t as select * from read_csv('build/bench/sds011_1e6.csv', delim = ';', header = true)")
  const [{ n, total }] = await query('select count(*) n, sum(P1) total from t')
  return `${n}/${Number(total).toFixed(0)}`
})
