// What a frame costs in the same Chromium when nothing is drawn: a canvas of the page's size, cleared by WebGL, while a
// finger is dragged. What is below it no page can reach.
import { withBrowser } from '../../web/harness.mjs'

const kPoints = 10_000_000
const kFrames = 300

async function spent(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name) => 1000 * metrics.find((metric) => metric.name === name).value
  return { all: of('TaskDuration'), script: of('ScriptDuration') }
}

await withBrowser(async ({ context }) => {
  const page = await context.newPage()
  await page.goto('about:blank')
  await page.evaluate(() => {
    document.body.style.margin = '0'
    const canvas = document.body.appendChild(Object.assign(document.createElement('canvas'), { width: 1024, height: 1366 }))
    const gl = canvas.getContext('webgl2')
    globalThis.frames_ = 0
    let pending = 0
    const draw = () => {
      pending = 0
      ++globalThis.frames_
      gl.clearColor(0, (globalThis.frames_ % 10) / 10, 0, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
    }
    canvas.addEventListener('pointermove', () => (pending ||= requestAnimationFrame(draw)))
  })
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const send = (type, x) => session.send('Input.dispatchMouseEvent', { type, x, y: 300, button: 'left', buttons: 1, clickCount: 1 })
  await send('mousePressed', 100)
  const drag = async (count) => {
    for (let i = 0; i < count; ++i) await send('mouseMoved', 100 + (i % 60) * 5)
  }
  await drag(60)
  const before = await spent(session), first = await page.evaluate(() => globalThis.frames_)
  await drag(kFrames)
  const frames = (await page.evaluate(() => globalThis.frames_)) - first, after = await spent(session)
  console.log(`station of 1e7 values, semaine, a frame\tempty\t${(after.all - before.all) / frames}\t${kPoints}`)
  console.log(`station of 1e7 values, semaine, a frame, the script of it\tempty\t${(after.script - before.script) / frames}\t${kPoints}`)
}, { viewport: { width: 1024, height: 1366 } })
