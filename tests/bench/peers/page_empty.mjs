// What a frame costs in the same Chromium when nothing is drawn: a canvas of the page's size, cleared by WebGL, while a
// finger is dragged. What is below it no page can reach.
import { dragged, tell } from '../chromium.mjs'
import { withBrowser } from '../../web/harness.mjs'

const kPoints = 10_000_000
const kFrames = 300

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
  await dragged(page, { x: 0, y: 200, width: 500, height: 200 }, kFrames, () => page.evaluate(() => globalThis.frames_),
    tell('station of 1e7 values, semaine', 'empty', kPoints))
}, { viewport: { width: 1024, height: 1366 } })
