// What benches of a page in Chromium share: the processor time of its main thread, and a finger that drags.
// `frames`: how many the page has drawn. Calls `tell(all, script)` with what a frame took, ms: of all tasks of the main thread,
// and of the script in them.
export async function measured(session, frames, work, tell) {
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name) => 1000 * metrics.find((metric) => metric.name === name).value
    return [of('TaskDuration'), of('ScriptDuration')]
  }
  const before = await spent(), first = await frames()
  await work()
  const count = (await frames()) - first, after = await spent()
  tell(...after.map((ms, i) => (ms - before[i]) / count))
}

export async function countingThreads(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

// Drags to and fro over `area` by so many moves, sixty of them across, a move for each frame; measured after the first sixty.
export async function dragged(page, area, moves, frames, tell) {
  const session = await countingThreads(page)
  const y = area.y + area.height / 2, left = area.x + area.width * 0.2, wide = area.width * 0.6
  const send = (type, x) => session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
  const drag = async (count) => {
    for (let i = 0; i < count; ++i) await send('mouseMoved', left + wide * (1 - Math.abs(((i / 60) % 2) - 1)))
  }
  await send('mousePressed', left)
  await drag(60)
  await measured(session, frames, () => drag(moves), tell)
  await send('mouseReleased', left)
}

export function tell(name, side, check) {
  return (all, script) => {
    console.log(`${name}, a frame\t${side}\t${all}\t${check}`)
    console.log(`${name}, a frame, the script of it\t${side}\t${script}\t${check}`)
  }
}
