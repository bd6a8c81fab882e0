import * as Automerge from '@automerge/automerge'
import { measure, sha, trace } from './rows.mjs'

const edits = trace()

measure('B4: apply every edit', 'automerge', () =>
  Automerge.change(Automerge.from({ texte: '' }), (doc) => {
    for (const { place, removed, text } of edits) Automerge.splice(doc, ['texte'], place, removed, text)
  }))((doc) => sha(doc.texte))
