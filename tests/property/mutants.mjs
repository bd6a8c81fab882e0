// Owns: planted bugs. Each is one change of a source line; the simulation must fail on it, or the unit tests of the log,
// of the hub's client and of hidden records. A copy of the sources is built in build/mutants, never the checkout itself.
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
  ['the clock does not follow what it sees', 'core/session/objects.cpp', 'for (const oplog::Set& set : batch.sets) hybrid_.observe(set.stamp);', ''],
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
  ['the queue is emptied whatever the disk says', 'core/session/session.cpp', 'if (status) {\n    stored_unshared_ +=', 'if (true) {\n    stored_unshared_ +='],
  ['what is undone is not written', 'core/session/session.cpp', 'queue_.push_back({std::move(batch), is_private, {}});', 'if (command != "undo") queue_.push_back({std::move(batch), is_private, {}});'],
  ['one name for two writers, and no notice', 'core/store/store.cpp', 'UNIQUE(actor, n, hash)', 'UNIQUE(actor, n)'],
  ['a transaction is not one', 'core/store/sqlite_executor.cpp', 'run_one({"BEGIN"})', 'run_one({"SELECT 1"})'],
  ['stamps of the file are not seen at opening', 'core/session/session.cpp', 'hybrid_.observe(set.stamp);\n    if (is_private)', 'if (is_private)'],
  ['the journal is kept in memory', 'core/store/executor.h', 'journal_mode=TRUNCATE', 'journal_mode=MEMORY'],
  ['what the commit says is not heard', 'core/store/sqlite_executor.cpp', '!committed) result = committed;', '!committed) result = result;'],
  ['what is known to be elsewhere is not counted again', 'core/session/objects.cpp', 'stored_unshared_ = *count;', ''],
  ['a snapshot takes the stamp for its own', 'core/oplog/snapshot.cpp', 'held->stamp, held->value', 'held->stamp + 1, held->value'],
  ['a snapshot forgets who wrote', 'core/oplog/snapshot.cpp', 'by_actor[held->actor].sets', 'by_actor[registers.of(entity).front().actor].sets'],
  ['stamps stand still within a millisecond', 'core/oplog/hybrid_clock.cpp', 'std::max(last_ + 1, now)', 'std::max(last_, now)'],
  ['the clock follows the wall backwards', 'core/oplog/hybrid_clock.cpp', 'std::max(last_ + 1, now)', 'now'],
  ['two people typing at one place are mixed', 'core/oplog/text_tree.cpp', 'beside = split(beside, offset + 1);\n    side = Side::kLeft;', 'beside = split(beside, offset + 1);'],
  ['what is taken out before it comes, stays', 'core/oplog/text_tree.cpp', 'if (!removed_ahead_.empty()) {', 'if (false) {'],
  ['what came too early is forgotten', 'core/oplog/text_tree.cpp', 'held_.insert(run);', ''],
  ['of two contents under one name the first is kept', 'core/oplog/text.cpp', 'for (const TextRun& run : tree_.contradictions()) forks_->add(run);', ''],
  ['a key put between two is one of them', 'core/oplog/order.cpp', 'if (high - low > 1) return', 'if (high - low > 0) return'],
  ['a hidden record enters the log', 'core/store/store.cpp', 'if (writing.is_private) {', 'if (false) {'],
  ['a hidden record is in a copy made from memory', 'core/session/objects.cpp', 'if (!is_private)\n', 'if (true)\n'],
  ['what names a hidden record is not hidden', 'core/session/private.cpp', 'private_.insert(draft.id);', ''],
  ['what was revealed stays hidden lines as well', 'core/store/store.cpp', 'if (!writing.published.empty()) transaction', 'if (false) transaction'],
  ['depth is not bounded', 'core/oplog/line_reader.cpp', 'if (depth_ == kMaxDepth)', 'if (false)'],
  ['a whole number beyond 64 bits is taken', 'core/oplog/line_reader.cpp', 'return number(out, fits) && fits;', 'return number(out, fits);'],
  ['a hub is believed', 'core/exchange/client.cpp', 'if (base::sha256_hex(reply.body) != name.sha256) {', 'if (false) {'],
  ["a portal's page is taken for a copy", 'core/exchange/client.cpp', 'case 200:  // no server of ours', 'case 200: return now_there(name, outcome); case 299:  // no server of ours'],
  ['another boot is not noticed', 'core/exchange/client.cpp', 'const bool anew = reply.boot != boot_;', 'const bool anew = boot_.empty();'],
  ['a hub in trouble is asked without a pause', 'core/exchange/client.cpp', 'not_before_ms_ = std::max(not_before_ms_, now_ms + delay);', ''],
]

const options = { '--only': '', '--seeds': '150', '--scripts': '12' }
for (let i = 2; i < process.argv.length; i += 2) {
  if (!(process.argv[i] in options)) throw new Error(`unknown option: ${process.argv[i]}`)
  options[process.argv[i]] = process.argv[i + 1]
}

const run = (command, args) => spawnSync(command, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 })

function compile() {
  const made = run('cmake', ['--build', build, '-j', '2'])
  return made.status === 0 ? null : made.stdout.split('\n').filter((line) => /error/.test(line)).slice(0, 3).join('\n')
}

// The first line that says what is wrong; null when nothing is.
function found() {
  const limits = { encoding: 'utf8', timeout: 600_000, cwd: root }
  const tests = spawnSync(`${build}/unit-tests`, [], limits)
  if (tests.status !== 0) return `unit tests: ${/^(?!.*(~|\.\.\.|---)).*[A-Za-z].*$/m.exec(tests.stdout.replace(/^.*Catch2.*$|^Run with.*$|^Randomness.*$/gm, ''))?.[0] ?? tests.signal}`
  const simulated = spawnSync(`${build}/simulation`, ['--seeds', options['--seeds'], '--scripts', options['--scripts']], limits)
  return simulated.status === 0 ? null : `simulation: ${simulated.stdout.split('\n')[0] || simulated.signal}`
}

rmSync(copy, { recursive: true, force: true })
mkdirSync(`${copy}/build`, { recursive: true })
for (const file of execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n'))
  if (/^(core|tests\/(support|property|unit\/(oplog|exchange|native\/session_private)_|CMakeLists)|\.dev|CMake)/.test(file)) cpSync(root + file, `${copy}/${file}`)
cpSync(`${root}build/tools.cmake`, `${copy}/build/tools.cmake`)
// Only what the simulation and these tests are made of.
const top = readFileSync(`${copy}/CMakeLists.txt`, 'utf8')
writeFileSync(`${copy}/CMakeLists.txt`, top.replace(/add_subdirectory\((assets|web|server-stub|tests)\)\n/g, '') +
  'file(GLOB property tests/property/*.cpp)\nadd_executable(simulation ${property})\n' +
  'target_include_directories(simulation PRIVATE tests)\ntarget_link_libraries(simulation PRIVATE core)\n' +
  'file(GLOB unit tests/unit/*.cpp tests/unit/native/*.cpp)\nadd_executable(unit-tests ${unit})\n' +
  'target_include_directories(unit-tests PRIVATE tests)\ntarget_link_libraries(unit-tests PRIVATE core catch2)\n')
const core = readFileSync(`${copy}/core/CMakeLists.txt`, 'utf8')
writeFileSync(`${copy}/core/CMakeLists.txt`, core.slice(0, core.indexOf('# The headless client')))
const configured = run('cmake', ['-S', copy, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug', '-DCMAKE_CXX_FLAGS_DEBUG=-O1 -D_GLIBCXX_ASSERTIONS'])
if (configured.status !== 0) throw new Error(configured.stderr)
const broken = compile()
if (broken) throw new Error(broken)
const sound = found()
if (sound) throw new Error(`fails without a planted bug: ${sound}`)

let survived = 0
let planted = 0
for (const [what, file, right, wrong] of kMutants.filter(([name]) => name.includes(options['--only']))) {
  const source = readFileSync(`${copy}/${file}`, 'utf8')
  if (source.split(right).length < 2) throw new Error(`"${what}": ${file} no longer holds: ${right}`)
  writeFileSync(`${copy}/${file}`, source.replace(right, () => wrong))
  const failure = compile()
  if (failure) throw new Error(`"${what}" does not compile: ${failure}`)
  const caught = found()
  writeFileSync(`${copy}/${file}`, source)
  planted += 1
  if (!caught) survived += 1
  console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${what}${caught ? `: ${caught.slice(0, 100)}` : ''}`)
}
console.log(`${planted - survived} of ${planted} planted bugs caught`)
process.exitCode = survived === 0 && planted > 0 ? 0 : 1
