import * as Y from 'yjs'
import { measure, operations, tellBytes } from './rows.mjs'

function apply(notes, tablet, { code, note, a, b, c }) {
  const id = `${tablet}:${note}`
  if (code === 'N') {
    const fresh = new Y.Map()
    notes.set(id, fresh)
    fresh.set('votes', new Y.Map())
    fresh.set('text', new Y.Text())
  }
  const held = notes.get(id)
  if (code === 'N' || code === 'M') held.set('x', a), held.set('y', b)
  if (code === 'N') held.set('colour', c)
  if (code === 'C') held.set('colour', a)
  if (code === 'V') held.get('votes').set(String(a), true)
  if (code === 'I') held.get('text').insert(a, b)
  if (code === 'D') held.get('text').delete(a, b)
}

function worked(tablet, list) {
  const doc = new Y.Doc()
  const notes = doc.getMap('notes')
  for (const operation of list) doc.transact(() => apply(notes, tablet, operation))
  return doc
}

function check(doc) {
  let sum = 0, votes = 0, bytes = 0
  for (const note of doc.getMap('notes').values()) {
    sum += note.get('x') + note.get('y') + note.get('colour')
    votes += note.get('votes').size
    bytes += note.get('text').length
  }
  return `${sum} ${votes} ${bytes}`
}

for (const size of ['1e4', '1e5']) {
  const list = operations(`board_${size}`)
  const doc = measure(`board of ${size} operations: apply`, 'yjs', () => worked(0, list))(check)
  const stored = Y.encodeStateAsUpdate(doc)
  measure(`board of ${size} operations: load what is stored`, 'yjs', () => {
    const loaded = new Y.Doc()
    Y.applyUpdate(loaded, stored)
    return loaded
  })(check)
}
function sizes(size, list) {
  const doc = worked(0, list.slice(0, -100))
  const notes = doc.getMap('notes')
  const before = Y.encodeStateVector(doc)
  for (const operation of list.slice(-100)) doc.transact(() => apply(notes, 0, operation))
  tellBytes(`board of ${size} operations: a hundred more, bytes`, 'yjs', Y.encodeStateAsUpdate(doc, before).length, check(doc))
  tellBytes(`board of ${size} operations: snapshot, bytes`, 'yjs', Y.encodeStateAsUpdate(doc).length, check(doc))
}
for (const size of ['1e4', '1e5']) sizes(size, operations(`board_${size}`))

const tablets = Array.from({ length: 10 }, (_, k) => Y.encodeStateAsUpdate(worked(k, operations(`branch_${k}`))))
measure('merge ten tablets of 1e4 operations', 'yjs', () => {
  const merged = new Y.Doc()
  for (const update of tablets) Y.applyUpdate(merged, update)
  return merged
})(check)
