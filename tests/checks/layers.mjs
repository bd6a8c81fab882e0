// Owns: which layer may include which, and proves it of every include in core/, web/ and server-stub/.
// A layer is a folder of core/ or web/; an include names its layer first ("base/result.h").
import { fileURLToPath } from 'node:url'
import { files, report, text } from './files.mjs'

const core = {
  base: [],
  oplog: ['base'],
  exchange: ['base', 'oplog'],
  records: ['base', 'oplog'],
  geo: ['base', 'records'],
  series: ['base'],
  analytics: ['base'],
  sensors: ['base', 'oplog', 'records', 'series', 'analytics'],
  decide: ['base'],
  workshop: ['base', 'oplog', 'records', 'decide'],
  print: ['base', 'records', 'decide', 'workshop', 'formats'],
  formats: ['base', 'oplog', 'records', 'series', 'analytics'],
  store: ['base', 'oplog'],
  atlas: ['base', 'records', 'geo'],
  session: ['base', 'oplog', 'records', 'geo', 'formats', 'store', 'atlas', 'exchange'],
  tool: ['base', 'oplog', 'records', 'geo', 'series', 'analytics', 'sensors', 'formats', 'store', 'atlas', 'exchange', 'workshop', 'print', 'session'],
}
const readOnlyCore = ['base', 'oplog', 'records', 'geo', 'series', 'analytics', 'sensors', 'formats', 'atlas', 'exchange', 'workshop', 'print', 'session']
const web = {
  generated: [], // headers that scripts of assets/ write
  i18n: ['base', 'generated'],
  ui: ['base', 'generated', 'i18n'],
  draw: ['base', 'generated', 'records', 'geo', 'atlas', 'print', 'workshop', 'ui', 'i18n'],
  rooms: [...readOnlyCore, 'generated', 'ui', 'draw', 'i18n'],
  platform: [...readOnlyCore, 'generated', 'store', 'ui', 'draw', 'i18n', 'rooms'],
  main: [...readOnlyCore, 'generated', 'store', 'ui', 'draw', 'i18n', 'rooms', 'platform'],
}
const layers = { ...core, ...web, server: ['base', 'oplog'] }

// Libraries that only some layers may know.
const libraries = [
  { name: 'Emscripten', header: /^(emscripten|webgl)/, layers: ['platform'] },
  { name: 'SDL', header: /^SDL/, layers: ['platform'] },
  { name: 'OpenGL', header: /^(GLES\d|GL|EGL)\//, layers: ['platform'] },
  { name: 'ImGui', header: /^(imgui|imstb)/, layers: ['ui', 'draw', 'platform'] },
  { name: 'zlib', header: /^zlib\.h/, layers: ['base'] },
  { name: 'SQLite', header: /^sqlite3/, layers: ['store'] },
  { name: 'the network', header: /^(httplib|sys\/socket|netinet\/|arpa\/|netdb)/, layers: ['server', 'tool'] },
]
const emscriptenWord = /\b(__EMSCRIPTEN__|EM_JS|EM_ASM\w*|EMSCRIPTEN_\w+|emscripten_\w+)\b/

// The layer of a file, or undefined for one outside them.
export function layerOf(path) {
  const [top, folder] = path.split('/')
  if (top === 'server-stub') return 'server'
  if (path === 'web/main.cpp') return 'main'
  if (top === 'core' || top === 'web') return folder
  return undefined
}

// What is wrong in one file: a list of findings.
export function judge(path, source) {
  const layer = layerOf(path)
  const allowed = layers[layer]
  if (!allowed) return [`${path}: ${layer} is no known layer`]
  const findings = []
  source.split('\n').forEach((line, index) => {
    const say = (what) => findings.push(`${path}:${index + 1}: ${layer} ${what}`)
    const include = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line)
    if (!include) {
      const word = layer === 'platform' ? null : emscriptenWord.exec(line.replace(/\/\/.*/, ''))
      if (word) say(`knows Emscripten: ${word[0]}`)
      return
    }
    const [, quote, header] = include
    const library = libraries.find((known) => known.header.test(header))
    if (library) {
      if (!library.layers.includes(layer)) say(`may not include ${library.name}: ${header}`)
      return
    }
    if (quote === '<') return
    const target = header.split('/')[0]
    const own = layer === 'server' ? !(target in layers) : target === layer
    if (own || allowed.includes(target)) return
    say(target in layers ? `may not include ${target}: ${header}` : `includes by no layer: ${header}`)
  })
  return findings
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sources = files().filter((path) => /^(core|web|server-stub)\/.*\.(h|cpp)$/.test(path) && text(path) !== null)
  process.exitCode = report('layers', sources.flatMap((path) => judge(path, text(path))), sources.length)
}
