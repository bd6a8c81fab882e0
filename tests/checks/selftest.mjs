// Owns: the proof that the checks find what they are there to find, and nothing else.
import assert from 'node:assert/strict'
import * as layers from './layers.mjs'
import * as words from './words.mjs'

const include = (path, line) => layers.judge(path, line).length
const wrong = [
  ['core/base/a.h', '#include "records/state.h"'],
  ['core/geo/a.cpp', '#include "formats/table.h"'],
  ['core/formats/a.cpp', '#include "store/store.h"'],
  ['core/atlas/a.cpp', '#include "ui/kit.h"'],
  ['core/session/a.cpp', '#include <sqlite3.h>'],
  ['core/session/a.cpp', '#include "imgui.h"'],
  ['core/oplog/a.cpp', '#include <httplib.h>'],
  ['core/new/a.h', ''],
  ['web/rooms/a.cpp', '#include "store/store.h"'],
  ['web/rooms/a.cpp', '#include "platform/page.h"'],
  ['web/rooms/a.cpp', '#include <imgui.h>'],
  ['web/ui/a.cpp', '#include <emscripten.h>'],
  ['web/ui/a.cpp', '#ifdef __EMSCRIPTEN__'],
  ['web/draw/a.cpp', '#include <SDL.h>'],
  ['web/main.cpp', '#include <GLES2/gl2.h>'],
  ['web/ui/a.cpp', '#include "kit.h"'],
  ['server-stub/a.cpp', '#include "session/session.h"'],
]
const right = [
  ['core/session/a.cpp', '#include "store/store.h"\n#include <vector>\n#include <nlohmann/json.hpp>'],
  ['core/store/sqlite_executor.cpp', '#include <sqlite3.h>'],
  ['web/ui/a.cpp', '#include "ui/kit.h"\n#include "imgui.h"\n// no __EMSCRIPTEN__ here'],
  ['web/platform/a.cpp', '#include <emscripten/html5.h>\n#include <SDL.h>'],
  ['web/main.cpp', '#include "platform/page.h"\n#include "rooms/atlas.h"'],
  ['server-stub/a.cpp', '#include "routes.h"\n#include <httplib.h>\n#include "oplog/batch.h"'],
]
for (const [path, line] of wrong) assert.equal(include(path, line), 1, `${path}: ${line}`)
for (const [path, line] of right) assert.equal(include(path, line), 0, `${path}: ${line}`)

const rows = words.rules('/nowhere/someone/checkout', '/nowhere/home-of-one', ['registry.example'])
const found = (line) => words.judge('a', line, rows).length
const bad = ['// TO' + 'DO later', '"/nowhere/someone/data"', '/nowhere/home-of-one/x', 'https://registry.example/x', "'/ho" + "me/someone'", 'Not imple' + 'mented yet']
const good = ['// todos los lugares', 'route /homes', 'https://example.org/x', 'SHA of XXXL']
for (const line of bad) assert.ok(found(line) > 0, line)
for (const line of good) assert.equal(found(line), 0, line)

console.log(`checks: ${wrong.length + bad.length} faults found, ${right.length + good.length} good lines passed`)
