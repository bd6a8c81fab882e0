import { LoroDoc } from 'loro-crdt'
import { measure, sha, trace } from './rows.mjs'

const edits = trace()

measure('B4: apply every edit', 'loro', () => {
  const doc = new LoroDoc()
  const text = doc.getText('texte')
  for (const { place, removed, text: typed } of edits) {
    if (removed) text.delete(place, removed)
    if (typed) text.insert(place, typed)
  }
  doc.commit()
  return doc
})((doc) => sha(doc.getText('texte').toString()))
