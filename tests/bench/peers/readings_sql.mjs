// The three questions of sensor_group_bench.cpp in SQL, for DuckDB and DuckDB as wasm.
import { input, row } from './rows.mjs'

export const columns = () => ({
  sensor: input('readings_sensor.i32', Int32Array),
  ts: input('readings_ts.i32', Int32Array),
  v: input('readings_value.f32', Float32Array),
})

const fixed = (value, digits) => Number(value).toFixed(digits)

export async function ask(side, query, times) {
  const told = ({ filled, n, mean, low, high }) => `${filled}/${Number(n)}/${fixed(mean, 1)}/${fixed(low, 1)}/${fixed(high, 1)}`
  const groups = (more) => `select sensor, ts // 3600 h, count(*) n, avg(v) mean, min(v) low, max(v) high${more} from readings group by all`
  const sums = 'count(*) filled, sum(n)::bigint n, sum(mean) mean, sum(low::double) low, sum(high::double) high'
  await row('by sensor and hour 1e7', side, async () => told((await query(`select ${sums} from (${groups('')})`))[0]), times)
  await row('by sensor and hour 1e7, p50, p95', side, async () => {
    const [all] = await query(`select ${sums}, sum(q[1]::double) p50, sum(q[2]::double) p95 from (${groups(', quantile_cont(v, [0.5, 0.95]) q')})`)
    return `${told(all)}/${fixed(all.p50, 0)}/${fixed(all.p95, 0)}`
  }, Math.min(times, 3))
  await row('7x24 of 1e7', side, async () => {
    const [{ total, weighted }] = await query('select sum(mean) total, sum(h * mean) weighted from ' +
      '(select (ts // 3600 + 72) % 168 h, avg(v) mean from readings group by h)')
    return `${fixed(total, 3)}/${fixed(weighted, 1)}`
  }, times)
}
