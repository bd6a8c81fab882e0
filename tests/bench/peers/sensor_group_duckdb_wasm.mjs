// The peer of sensor_group_bench.cpp by DuckDB as wasm, from a table in memory.
import { ask, columns } from './readings_sql.mjs'
import { duckdbWasm } from './sensor_tables.mjs'

await ask('duckdb-wasm', await duckdbWasm('readings', columns()), 3)
