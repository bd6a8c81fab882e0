// The scene of Excalidraw, without its page: one element inserted or changed for each operation, the words and votes of a
// note as its custom data; stored as its JSON. It keeps whole elements by their versions, so that edits of one note made
// apart are not merged: no such row.
import { measure, operations, tellBytes } from './rows.mjs'

// It asks what browser it is in when it is loaded.
Object.defineProperty(globalThis, 'navigator', { value: { platform: 'Linux', userAgent: 'node' }, configurable: true })
globalThis.window = globalThis
const { Scene, newElement } = await import('@excalidraw/element')

function worked(list) {
  const scene = new Scene()
  for (const { code, note, a, b, c } of list) {
    if (code === 'N') {
      const fresh = newElement({ type: 'rectangle', x: a, y: b, width: 200, height: 120, backgroundColor: `#00000${c}`, customData: { text: '', votes: {} } })
      scene.insertElement({ ...fresh, id: String(note) })
      continue
    }
    const held = scene.getElement(String(note)), { text, votes } = held.customData
    if (code === 'M') scene.mutateElement(held, { x: a, y: b })
    if (code === 'C') scene.mutateElement(held, { backgroundColor: `#00000${a}` })
    if (code === 'V') scene.mutateElement(held, { customData: { text, votes: { ...votes, [a]: true } } })
    if (code === 'I') scene.mutateElement(held, { customData: { text: text.slice(0, a) + b + text.slice(a), votes } })
    if (code === 'D') scene.mutateElement(held, { customData: { text: text.slice(0, a) + text.slice(a + b), votes } })
  }
  return scene
}

function check(scene) {
  let sum = 0, votes = 0, bytes = 0
  for (const note of scene.getNonDeletedElements()) {
    sum += note.x + note.y + Number(note.backgroundColor.slice(6))
    votes += Object.keys(note.customData.votes).length
    bytes += note.customData.text.length
  }
  return `${sum} ${votes} ${bytes}`
}

for (const size of ['1e4', '1e5']) {
  const list = operations(`board_${size}`)
  const scene = measure(`board of ${size} operations: apply`, 'excalidraw', () => worked(list))(check)
  const stored = JSON.stringify(scene.getElementsIncludingDeleted())
  measure(`board of ${size} operations: load what is stored`, 'excalidraw', () => new Scene(JSON.parse(stored)))(check)
  tellBytes(`board of ${size} operations: snapshot, bytes`, 'excalidraw', stored.length, check(scene))
}
