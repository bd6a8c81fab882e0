// uPlot in the same Chromium: a chart of 1e7 values at the size of the station's curve, all of it in sight and a week of it,
// moved a little each frame.
import { fileURLToPath } from 'node:url'
import { countingThreads, measured, tell } from '../chromium.mjs'
import { withBrowser } from '../../web/harness.mjs'

const kPoints = 10_000_000
const library = fileURLToPath(new URL('../node_modules/uplot/dist/uPlot.iife.min.js', import.meta.url))

await withBrowser(async ({ context }) => {
  const page = await context.newPage()
  await page.goto('about:blank')
  await page.addScriptTag({ path: library })
  await page.evaluate((points) => {
    const times = new Float64Array(points), values = new Float64Array(points)
    for (let i = 0; i < points; ++i) {
      times[i] = 1_483_228_800 + i * 30
      values[i] = 12 + 6 * Math.sin((i / 2880) * 2 * Math.PI) + ((i * 7919) % 1000) / 300
    }
    globalThis.plot = new uPlot({ width: 940, height: 280, series: [{}, { stroke: '#245' }], scales: { y: { auto: false, range: [0, 30] } } }, [times, values], document.body)
    globalThis.pan = async (length, frames) => {
      for (let i = 0; i < frames; ++i) {
        await new Promise(requestAnimationFrame)
        const from = times[0] + (i % 20) * length * 0.004
        plot.setScale('x', { min: from, max: from + length })
      }
    }
  }, kPoints)
  const session = await countingThreads(page)
  for (const [name, length, frames] of [['semaine', 7 * 86_400, 200], ['tout', kPoints * 30, 10]]) {
    let drawn = 0
    const draw = (count) => page.evaluate(([span, times]) => globalThis.pan(span, times), [length, count]).then(() => (drawn += count))
    await draw(3)
    await measured(session, () => drawn, () => draw(frames), tell(`station of 1e7 values, ${name}`, 'uplot', kPoints))
  }
})
