import { LoroDoc, LoroMap, LoroText } from 'loro-crdt'
import { measure, operations, tellBytes } from './rows.mjs'

function apply(notes, tablet, { code, note, a, b, c }) {
  const id = `${tablet}:${note}`
  let held
  if (code === 'N') {
    held = notes.setContainer(id, new LoroMap())
    held.setContainer('votes', new LoroMap())
    held.setContainer('text', new LoroText())
  } else {
    held = notes.get(id)
  }
  if (code === 'N' || code === 'M') held.set('x', a), held.set('y', b)
  if (code === 'N') held.set('colour', c)
  if (code === 'C') held.set('colour', a)
  if (code === 'V') held.get('votes').set(String(a), true)
  if (code === 'I') held.get('text').insert(a, b)
  if (code === 'D') held.get('text').delete(a, b)
}

function worked(tablet, list) {
  const doc = new LoroDoc()
  const notes = doc.getMap('notes')
  for (const operation of list) {
    apply(notes, tablet, operation)
    doc.commit()
  }
  return doc
}

function check(doc) {
  let sum = 0, votes = 0, bytes = 0
  for (const note of Object.values(doc.toJSON().notes)) {
    sum += note.x + note.y + note.colour
    votes += Object.keys(note.votes).length
    bytes += note.text.length
  }
  return `${sum} ${votes} ${bytes}`
}

for (const size of ['1e4', '1e5']) {
  const list = operations(`board_${size}`)
  const doc = measure(`board of ${size} operations: apply`, 'loro', () => worked(0, list))(check)
  const stored = doc.export({ mode: 'snapshot' })
  measure(`board of ${size} operations: load what is stored`, 'loro', () => {
    const loaded = new LoroDoc()
    loaded.import(stored)
    loaded.toJSON()
    return loaded
  })(check)
}
function sizes(size, list) {
  const doc = worked(0, list.slice(0, -100))
  const notes = doc.getMap('notes')
  const before = doc.oplogVersion()
  for (const operation of list.slice(-100)) apply(notes, 0, operation), doc.commit()
  tellBytes(`board of ${size} operations: a hundred more, bytes`, 'loro', doc.export({ mode: 'update', from: before }).length, check(doc))
  tellBytes(`board of ${size} operations: snapshot, bytes`, 'loro', doc.export({ mode: 'snapshot' }).length, check(doc))
}
for (const size of ['1e4', '1e5']) sizes(size, operations(`board_${size}`))

const tablets = Array.from({ length: 10 }, (_, k) => worked(k, operations(`branch_${k}`)).export({ mode: 'update' }))
measure('merge ten tablets of 1e4 operations', 'loro', () => {
  const merged = new LoroDoc()
  for (const update of tablets) merged.import(update)
  return merged
})(check)
