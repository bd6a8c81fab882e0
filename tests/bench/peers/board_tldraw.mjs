// The store that tldraw's editor stands on, without the editor: one record put or updated for each operation, votes in the
// record's meta; stored as its own snapshot. It has no merge of edits made apart, so that it has no such row.
import { Store } from '@tldraw/store'
import { PageRecordType, createShapeId, createTLSchema, toRichText } from '@tldraw/tlschema'
import { measure, operations, tellBytes } from './rows.mjs'

const kColours = ['black', 'blue', 'green', 'grey', 'orange', 'red', 'violet', 'yellow', 'white', 'light-blue', 'light-green', 'light-red', 'light-violet']
const schema = createTLSchema()
const page = PageRecordType.createId('board')
const plain = ({ content }) => content.map((paragraph) => (paragraph.content ?? []).map((run) => run.text).join('')).join('\n')

function worked(list) {
  const store = new Store({ schema, props: { defaultName: '', assets: {}, onMount: () => {} } })
  store.put([PageRecordType.create({ id: page, name: 'board', index: 'a1' })])
  const size = { color: 'black', labelColor: 'black', size: 'm', font: 'draw', fontSizeAdjustment: 0, align: 'middle', verticalAlign: 'middle', growY: 0, url: '', scale: 1, textLastEditedBy: null }
  for (const { code, note, a, b, c } of list) {
    const id = createShapeId(String(note))
    if (code === 'N')
      store.put([{ id, typeName: 'shape', type: 'note', parentId: page, index: 'a1', x: a, y: b, rotation: 0, isLocked: false, opacity: 1,
        meta: { votes: {} }, props: { ...size, color: kColours[c], richText: toRichText('') } }])
    if (code === 'M') store.update(id, (shape) => ({ ...shape, x: a, y: b }))
    if (code === 'C') store.update(id, (shape) => ({ ...shape, props: { ...shape.props, color: kColours[a] } }))
    if (code === 'V') store.update(id, (shape) => ({ ...shape, meta: { votes: { ...shape.meta.votes, [a]: true } } }))
    if (code === 'I' || code === 'D')
      store.update(id, (shape) => {
        const text = plain(shape.props.richText)
        return { ...shape, props: { ...shape.props, richText: toRichText(code === 'I' ? text.slice(0, a) + b + text.slice(a) : text.slice(0, a) + text.slice(a + b)) } }
      })
  }
  return store
}

function check(store) {
  let sum = 0, votes = 0, bytes = 0
  for (const shape of store.allRecords()) {
    if (shape.typeName !== 'shape') continue
    sum += shape.x + shape.y + kColours.indexOf(shape.props.color)
    votes += Object.keys(shape.meta.votes).length
    bytes += plain(shape.props.richText).length
  }
  return `${sum} ${votes} ${bytes}`
}

for (const size of ['1e4', '1e5']) {
  const list = operations(`board_${size}`)
  const store = measure(`board of ${size} operations: apply`, 'tldraw', () => worked(list))(check)
  const stored = JSON.stringify(store.getStoreSnapshot())
  measure(`board of ${size} operations: load what is stored`, 'tldraw', () => {
    const loaded = new Store({ schema, props: { defaultName: '', assets: {}, onMount: () => {} } })
    loaded.loadStoreSnapshot(JSON.parse(stored))
    return loaded
  })(check)
  tellBytes(`board of ${size} operations: snapshot, bytes`, 'tldraw', stored.length, check(store))
}
