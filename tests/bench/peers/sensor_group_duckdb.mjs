// The peer of sensor_group_bench.cpp by DuckDB, from a table in memory.
import { ask, columns } from './readings_sql.mjs'
import { duckdb } from './sensor_tables.mjs'

await ask('duckdb', await duckdb('readings', columns()), 5)
