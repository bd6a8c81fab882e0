// Owns: the independent word on what we export: a CSV file against the national standard's own table schema, by the Frictionless library.
//   node tests/checks/validate_schema.mjs FILE.csv [SCHEMA.json]
// Exit status: 0 valid, 1 not (each fault on one line), 2 wrong usage, 77 the schema is not here.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Table } from 'tableschema'

const [file, schema = '../shared/data/mednum-standard/schema.json'] = process.argv.slice(2)
if (!file) {
  console.error('usage: validate_schema.mjs FILE.csv [SCHEMA.json]')
  process.exit(2)
}
if (!existsSync(schema)) {
  console.log(`schema: skipped, ${schema} is not here`)
  process.exit(77)
}

const table = await Table.load(file, { schema })
if (!table.schema.valid) throw new Error(`the schema itself is not valid: ${table.schema.errors.map((error) => error.message).join('; ')}`)
const faults = []
let rows = 0
// forceCast: a row that fails comes as its error, and reading goes on.
try {
  for (const row of await table.read({ keyed: true, forceCast: true })) {
    rows += 1
    if (!(row instanceof Error)) continue
    for (const fault of row.errors?.length ? row.errors : [row]) faults.push(`row ${row.rowNumber ?? rows}: ${fault.message}`)
  }
} catch (error) {
  for (const fault of error.errors?.length ? error.errors : [error]) faults.push(fault.message)
}
for (const fault of faults) console.error(`schema: ${basename(file)}: ${fault}`)
if (rows === 0 && faults.length === 0) faults.push('no row')
console.log(`schema: ${rows} rows, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
