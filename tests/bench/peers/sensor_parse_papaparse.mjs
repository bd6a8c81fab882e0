// The peer of sensor_parse_bench.cpp by papaparse, from text in memory.
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { row } from './rows.mjs'

const text = readFileSync('build/bench/sds011_1e6.csv', 'latin1')
await row('parse 1e6 rows into columns', 'papaparse', () => {
  let rows = -1, sum = 0
  Papa.parse(text, { delimiter: ';', skipEmptyLines: true, step: ({ data }) => { if (rows++ >= 0) sum += Number(data[6]) } })
  return `${rows}/${sum.toFixed(0)}`
}, 1)
