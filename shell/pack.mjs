// Makes the page that is served from what was built: every file under a name that carries its hash, references rewritten,
// a Brotli twin beside each, and the service worker told of all of them.
//
//   node shell/pack.mjs --build build/web --out build/web/dist [--debug]
//
// --debug: neither minified nor compressed. Runs again quickly: compressed twins are kept by content in BUILD/.br-cache.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const shell = dirname(fileURLToPath(import.meta.url));
const root = dirname(shell);
const { values: options } = parseArgs({
  options: { build: { type: 'string' }, out: { type: 'string' }, debug: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (options.help || !options.build || !options.out) {
  console.log('usage: pack.mjs --build DIR --out DIR [--debug]');
  process.exit(options.help ? 0 : 2);
}

const kBudget = 650_000;  // bytes, Brotli: what must arrive before the first usable screen

// ---- what goes in, by the name the sources use for it
const derived = join(options.build, 'page');
execFileSync(process.execPath, [join(root, 'assets/scripts/tokens.mjs'), '--out', derived]);
execFileSync(process.execPath, [join(root, 'assets/scripts/catalogues.mjs'), '--out', derived]);

const sqlite = join(root, 'node_modules/@sqlite.org/sqlite-wasm/dist');
const folder = (prefix, path, ending) =>
  (existsSync(path) ? readdirSync(path).sort() : [])
    .filter((name) => name.endsWith(ending))
    .map((name) => [`${prefix}/${name}`, join(path, name)]);

const inputs = new Map([
  ['escale.js', join(options.build, 'escale.js')],
  ['first.wasm', join(options.build, 'split/first.wasm')],
  ['second.wasm', join(options.build, 'split/second.wasm')],
  ['sqlite3.js', join(sqlite, 'index.mjs')],
  ['sqlite3.wasm', join(sqlite, 'sqlite3.wasm')],
  ['qrcode.js', join(root, 'node_modules/qrcode-generator/dist/qrcode.mjs')],
  ['tokens.css', join(derived, 'tokens.css')],
  ...folder('fonts', join(root, 'assets/fonts'), '.ttf'),
  ...folder('catalogues', derived, '.cat'),
  ...folder('basemap', join(root, 'assets/basemap'), '.bin'),
  ...folder('content', join(root, 'assets/content'), '.json'),
  ...readdirSync(shell).filter((name) => /\.(js|css|svg|html|webmanifest)$/.test(name)).map((name) => [name, join(shell, name)]),
]);
const missing = [...inputs].filter(([, path]) => !existsSync(path));
if (missing.length) {
  console.error(`pack: missing ${missing.map(([, path]) => path).join(', ')}`);
  process.exit(1);
}
// What arrives before the first frame, beside the page's own modules. (A reader of another language than French waits for a
// second catalogue.)
const isFirst = (name) => name === 'first.wasm' || name === 'catalogues/fr.cat' || name.startsWith('fonts/');
// What the page asks for by name while it runs.
const isAsked = (name) => /\.wasm$|^(fonts|catalogues|basemap|content)\/|^(storage-worker|qrcode)\.js$/.test(name);

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function read(name) {
  const bytes = readFileSync(inputs.get(name));
  return opaque.has(name) && !options.debug ? minified(bytes) : bytes;
}

// A third of the size; kept by content, for it takes seconds.
async function minified(bytes) {
  const terser = await import('terser');
  return cached(`${digest(bytes)}.js`, async () => Buffer.from((await terser.minify(bytes.toString(), { module: true })).code));
}

async function cached(name, make) {
  const cache = join(options.build, '.br-cache');
  const path = join(cache, name);
  if (existsSync(path)) return readFileSync(path);
  const made = await make();
  mkdirSync(cache, { recursive: true });
  writeFileSync(path, made);
  return made;
}

// ---- names
const outputs = new Map();  // url -> bytes
const urls = new Map();  // source name -> url

function emit(name, content, url) {
  const bytes = Buffer.from(content);
  const ending = extname(name);
  url ??= `${basename(name, ending)}.${digest(bytes).slice(0, 10)}${ending}`;
  outputs.set(url, bytes);
  urls.set(name, url);
  return url;
}

function urlOf(name, from) {
  if (!urls.has(name)) throw new Error(`${from}: no such file: ${name}`);
  return urls.get(name);
}

const importPattern = /(\bfrom\s*|\bimport\s*)'\.\/([\w.-]+)'/g;
const opaque = new Set(['escale.js', 'sqlite3.js', 'qrcode.js']);  // whole programs that import nothing of ours
const graph = [];  // of boot.js, dependencies first

// Emits a module after what it imports.
async function emitModule(name) {
  if (urls.has(name)) return;
  let source = await read(name);
  if (!opaque.has(name)) {
    source = source.toString();
    for (const [, , imported] of source.matchAll(importPattern)) await emitModule(imported);
    source = source.replace(importPattern, (_, keyword, imported) => `${keyword}'./${urlOf(imported, name)}'`);
    if (!options.debug) source = await minified(Buffer.from(source));
  }
  emit(name, source);
  graph.push(name);
}

// Files that name none of the others, then the modules, then the page.
for (const name of inputs.keys()) if (!/\.(js|css|html|webmanifest)$/.test(name)) emit(name, await read(name));
for (const name of ['tokens.css', 'app.css']) {
  const source = (await read(name)).toString();
  emit(name, source.replace(/url\(([\w./-]+)\)/g, (_, used) => `url(${urlOf(used, name)})`));
}
emit('guard.js', await read('guard.js'));
await emitModule('storage-worker.js');
await emitModule('qrcode.js');

const everything = createHash('sha256');
for (const [name, path] of [...inputs].sort(([a], [b]) => (a < b ? -1 : 1))) everything.update(name).update(digest(readFileSync(path)));
const build = everything.digest('hex').slice(0, 12);

const asked = [...urls].filter(([name]) => isAsked(name)).map(([name, url]) => [name, { url, size: outputs.get(url).length }]);
emit('build.js', `export const build = '${build}';\nexport const files = ${JSON.stringify(Object.fromEntries(asked), null, 1)};\n`);

const before = graph.length;
await emitModule('boot.js');
const modules = ['build.js', ...graph.slice(before)];

const manifest = JSON.parse(await read('manifest.webmanifest'));
for (const icon of manifest.icons) icon.src = urlOf(icon.src, 'manifest.webmanifest');
emit('manifest.webmanifest', JSON.stringify(manifest, null, 1), 'manifest.webmanifest');

const first = [...urls.keys()].filter(isFirst);
const hints = [
  ...modules.map((name) => `<link rel="modulepreload" href="${urlOf(name)}">`),
  ...first.map((name) => `<link rel="preload" as="fetch" crossorigin href="${urlOf(name)}">`),
];
const page = (await read('index.html')).toString()
  .replace(/\b(href|src)="([\w.-]+\.\w+)"/g, (_, attribute, name) => `${attribute}="${urlOf(name, 'index.html')}"`)
  .replace('<script type="module"', `${hints.join('\n')}\n$&`);
emit('index.html', page, 'index.html');

const worker = (await read('sw.js')).toString()
  .replace("'%BUILD%'", `'${build}'`)
  .replace("['%FILES%']", JSON.stringify([...outputs.keys()], null, 1));
emit('sw.js', worker, 'sw.js');

// ---- written, with their twins
mkdirSync(options.out, { recursive: true });
const kept = new Set();
function write(name, bytes) {
  kept.add(name);
  const path = join(options.out, name);
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes);
}
const packed = new Map();
for (const [url, bytes] of outputs) {
  write(url, bytes);
  packed.set(url, bytes.length);
  if (options.debug) continue;
  const twin = await cached(`${digest(bytes)}.br`, () =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  write(`${url}.br`, twin);
  packed.set(url, twin.length);
}
for (const name of readdirSync(options.out)) if (!kept.has(name)) rmSync(join(options.out, name), { recursive: true });

// ---- sizes
const unit = options.debug ? 'plain' : 'Brotli';
const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const groups = new Map([
  ['page and modules', ['index.html', 'guard.js', 'tokens.css', 'app.css', 'icon.svg', 'manifest.webmanifest', ...modules.filter((name) => name !== 'escale.js')]],
  ['application', ['escale.js', 'first.wasm']],
  ['fonts', first.filter((name) => name.startsWith('fonts/'))],
  ['catalogues', first.filter((name) => name.startsWith('catalogues/'))],
]);
const sum = (names) => names.reduce((total, name) => total + packed.get(urlOf(name)), 0);
let usable = 0;
console.log(`build ${build}: ${outputs.size} files (kB, ${unit})`);
for (const [title, names] of groups) {
  usable += sum(names);
  console.log(`${kb(sum(names))}  ${title}`);
}
console.log(`${kb(usable)}  first usable screen, of ${kBudget / 1000}`);
const counted = new Set([...groups.values()].flat());
for (const name of urls.keys()) if (!counted.has(name)) console.log(`${kb(sum([name]))}  ${name}`);
if (!options.debug && usable > kBudget) {
  console.error('pack: the first usable screen is over its budget');
  process.exit(1);
}
