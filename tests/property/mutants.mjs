// Owns: planted bugs. Each is one change of a source line; the simulation must fail on it. A copy of the sources is
// built in build/mutants, never the checkout itself.
//   node tests/property/mutants.mjs [--only TEXT] [--seeds N] [--scripts N]
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const copy = `${root}build/mutants/source`
const build = `${root}build/mutants/build`

// [what is wrong, file, the line's part that is right, what stands there instead]
const kMutants = [
  ['a later write loses', 'core/oplog/registers.cpp', 'return time != 0 ? time > 0', 'return time != 0 ? time < 0'],
  ['equal stamps keep what came first', 'core/oplog/registers.cpp', 'std::tie(set.stamp, actor) <=> std::tie(held.stamp, held.actor)', 'set.stamp <=> held.stamp'],
  ['the clock does not follow what it sees', 'core/session/objects.cpp', 'hybrid_.observe(set.stamp);', ''],
  ['objects are taken unchecked', 'core/session/objects.cpp', 'if (base::sha256_hex(bytes) != name.sha256) {', 'if (bytes.empty()) {'],
  ['received lines are not applied', 'core/session/objects.cpp', 'apply_fresh(readable);', ''],
  ['received lines are not kept', 'core/store/store.cpp', 'transaction.push_back({kAddLine, {actor, line.n, hash, bytes, line.text, name}});', ''],
  ['the last line of a segment is forgotten', 'core/oplog/segment.cpp', 'head + pack_lines(lines.first(count))', 'head + pack_lines(lines.first(count > 1 ? count - 1 : count))'],
  ['lines are put into segments again and again', 'core/store/store.cpp', '{kTakeLoose, {name, json_list(numbers, "")}}', '{kNotAside, {name}}'],
  ['own actions are never put into segments', 'core/store/store.cpp', '"n, seq) - bytes AS before FROM batch WHERE object IS NULL', '"n, seq) - bytes AS before FROM batch WHERE object = 0'],
  ['all is said to be copied', 'core/store/store.cpp', 'SELECT (SELECT count(*) FROM batch WHERE object IS NULL) + (', 'SELECT 0 * ('],
  ['copies are never remembered', 'core/store/store.cpp', '"UPDATE object SET copied = 1 WHERE', '"UPDATE object SET copied = 0 WHERE'],
  ['a retry may write nothing', 'core/store/store.cpp', 'if (unsure_) transaction', 'if (false) transaction'],
  ['no sync', 'core/store/executor.h', 'PRAGMA synchronous=FULL', 'PRAGMA synchronous=OFF'],
  ['the queue is emptied whatever the disk says', 'core/session/session.cpp', 'if (status) {\n    queue_.erase', 'if (true) {\n    queue_.erase'],
  ['what is undone is not written', 'core/session/session.cpp', 'queue_.push_back(std::move(batch));', 'if (command != "undo") queue_.push_back(std::move(batch));'],
  ['one name for two writers, and no notice', 'core/store/store.cpp', 'UNIQUE(actor, n, hash)', 'UNIQUE(actor, n)'],
  ['a transaction is not one', 'core/store/sqlite_executor.cpp', 'run_one({"BEGIN"})', 'run_one({"SELECT 1"})'],
  ['stamps of the file are not seen at opening', 'core/session/session.cpp', 'hybrid_.observe(set.stamp);', ''],
]

const options = { '--only': '', '--seeds': '150', '--scripts': '12' }
for (let i = 2; i < process.argv.length; i += 2) {
  if (!(process.argv[i] in options)) throw new Error(`unknown option: ${process.argv[i]}`)
  options[process.argv[i]] = process.argv[i + 1]
}

const run = (command, args) => spawnSync(command, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 })

function compile() {
  const made = run('cmake', ['--build', build, '-j', '2', '--target', 'simulation'])
  return made.status === 0 ? null : made.stdout.split('\n').filter((line) => /error/.test(line)).slice(0, 3).join('\n')
}

function simulate() {
  return spawnSync(`${build}/simulation`, ['--seeds', options['--seeds'], '--scripts', options['--scripts']],
    { encoding: 'utf8', timeout: 600_000 })
}

rmSync(copy, { recursive: true, force: true })
mkdirSync(`${copy}/build`, { recursive: true })
for (const file of execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n'))
  if (/^(core|tests\/(support|property|CMakeLists)|\.dev|CMake)/.test(file)) cpSync(root + file, `${copy}/${file}`)
cpSync(`${root}build/tools.cmake`, `${copy}/build/tools.cmake`)
// Only what the simulation is made of.
const top = readFileSync(`${copy}/CMakeLists.txt`, 'utf8')
writeFileSync(`${copy}/CMakeLists.txt`, top.replace(/add_subdirectory\((assets|web|server-stub|tests)\)\n/g, '') +
  'file(GLOB property tests/property/*.cpp)\nadd_executable(simulation ${property})\n' +
  'target_include_directories(simulation PRIVATE tests)\ntarget_link_libraries(simulation PRIVATE core)\n')
const core = readFileSync(`${copy}/core/CMakeLists.txt`, 'utf8')
writeFileSync(`${copy}/core/CMakeLists.txt`, core.slice(0, core.indexOf('# The headless client')))
const configured = run('cmake', ['-S', copy, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug', '-DCMAKE_CXX_FLAGS_DEBUG=-O1 -D_GLIBCXX_ASSERTIONS'])
if (configured.status !== 0) throw new Error(configured.stderr)
const broken = compile()
if (broken) throw new Error(broken)
const sound = simulate()
if (sound.status !== 0) throw new Error(`the simulation fails without a planted bug: ${sound.stdout}`)

let survived = 0
let planted = 0
for (const [what, file, right, wrong] of kMutants.filter(([name]) => name.includes(options['--only']))) {
  const source = readFileSync(`${copy}/${file}`, 'utf8')
  if (source.split(right).length < 2) throw new Error(`"${what}": ${file} no longer holds: ${right}`)
  writeFileSync(`${copy}/${file}`, source.replace(right, () => wrong))
  const failure = compile()
  if (failure) throw new Error(`"${what}" does not compile: ${failure}`)
  const ran = simulate()
  writeFileSync(`${copy}/${file}`, source)
  planted += 1
  const caught = ran.status !== 0
  if (!caught) survived += 1
  console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${what}${caught ? `: ${(ran.stdout || ran.signal || '').split('\n')[0].slice(0, 90)}` : ''}`)
}
console.log(`${planted - survived} of ${planted} planted bugs caught`)
process.exitCode = survived === 0 && planted > 0 ? 0 : 1
