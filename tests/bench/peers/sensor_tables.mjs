// The inputs of the benchmarks of sensors as tables of DuckDB, natively and as wasm, each behind `query(sql) -> rows`.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'

const require = createRequire(import.meta.url)

/** `columns`: name -> typed array of 32-bit integers or floats, or doubles. */
export async function duckdb(table, columns) {
  const { DuckDBDataChunk, DuckDBInstance, DOUBLE, FLOAT, INTEGER } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjects()
  if (table) {
    const types = { Int32Array: [INTEGER, 'integer'], Float32Array: [FLOAT, 'float'], Float64Array: [DOUBLE, 'double'] }
    const [names, arrays] = [Object.keys(columns), Object.values(columns)]
    const told = arrays.map((array) => types[array.constructor.name])
    await query(`create table ${table} (${names.map((name, i) => `${name} ${told[i][1]}`).join(', ')})`)
    const appender = await connection.createAppender(table)
    const size = 2048
    for (let begin = 0; begin < arrays[0].length; begin += size) {
      const chunk = DuckDBDataChunk.create(told.map(([type]) => type))
      const count = Math.min(size, arrays[0].length - begin)
      chunk.rowCount = count
      arrays.forEach((array, i) => {
        const vector = chunk.getColumnVector(i)
        vector.items.set(array.subarray(begin, begin + count))
        vector.flush()
      })
      appender.appendDataChunk(chunk)
    }
    appender.closeSync()
  }
  return query
}

export async function duckdbWasm(table, columns, files = {}) {
  const wasm = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs')
  const path = (name) => require.resolve(`@duckdb/duckdb-wasm/dist/${name}`)
  const database = await wasm.createDuckDB({ mvp: { mainModule: path('duckdb-mvp.wasm') }, eh: { mainModule: path('duckdb-eh.wasm') } },
    new wasm.VoidLogger(), wasm.NODE_RUNTIME)
  await database.instantiate()
  database.open({})
  const connection = database.connect()
  for (const [name, file] of Object.entries(files)) database.registerFileBuffer(name, readFileSync(file))
  if (table) {
    // In parts: a message of more than a few dozen megabytes does not go through.
    const step = 1 << 20
    for (let begin = 0, create = true; begin < Object.values(columns)[0].length; begin += step, create = false) {
      const part = Object.fromEntries(Object.entries(columns).map(([name, array]) => [name, array.slice(begin, begin + step)]))
      connection.insertArrowFromIPCStream(arrow.tableToIPC(arrow.tableFromArrays(part), 'stream'), { name: table, create })
    }
  }
  return async (sql) => connection.query(sql).toArray().map((one) => one.toJSON())
}
