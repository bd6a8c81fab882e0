import * as Y from 'yjs'
import { measure, sha, trace } from './rows.mjs'

const edits = trace()
const check = (doc) => sha(doc.getText('texte').toString())
const updates = []

measure('B4: apply every edit', 'yjs', () => {
  const doc = new Y.Doc()
  const text = doc.getText('texte')
  for (const { place, removed, text: typed } of edits) {
    if (removed) text.delete(place, removed)
    if (typed) text.insert(place, typed)
  }
  return doc
})(check)

const writer = new Y.Doc()
writer.on('update', (update) => updates.push(update))
for (const { place, removed, text: typed } of edits) {
  writer.transact(() => {
    const text = writer.getText('texte')
    if (removed) text.delete(place, removed)
    if (typed) text.insert(place, typed)
  })
}
measure('B4: load, a line for each edit', 'yjs', () => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
})(check)
