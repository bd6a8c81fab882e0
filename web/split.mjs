// Cuts the linked application in two: what the first screens need, and the rest, which the page fetches behind the first frame.
// Which is which is told by the object files: a function goes to the second file when it is defined in one of `--later` and in no
// other. A call from one file to the other goes through a table; one that comes too early makes the page wait (shell/second.js): the
// choice is a matter of time, never of correctness. Each file is optimized by itself, so that nothing moves back.
//
//   node web/split.mjs --linked FILE --out FOLDER --objects A.a,B.a --later NAMES --binaryen FOLDER --nm PROGRAM
//
// NAMES, with commas between: archives (core_formats) or members of one, by the beginning of the source's name (web_rooms/edit).
// Writes FOLDER/first.wasm and FOLDER/second.wasm.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: Object.fromEntries(['linked', 'out', 'objects', 'later', 'binaryen', 'nm'].map((name) => [name, { type: 'string' }])),
});

const kPrefix = '%';  // of the names that the first file exports to the second
const kPlenty = { encoding: 'utf8', maxBuffer: 1 << 28 };

const patterns = given.later.split(',').map((name) => name.split('/'));
const isLater = (archive, member) => patterns.some(([name, source]) => archive === name && (!source || member.startsWith(source)));

// The functions each object defines. A constructor of globals runs at the start, whatever it belongs to.
const inFirst = new Set();
const inLater = new Set();
for (const path of given.objects.split(',')) {
  const archive = basename(path, '.a').replace(/^lib/, '');
  const symbols = execFileSync(given.nm, ['-A', '--defined-only', '--format=posix', path], { ...kPlenty, stdio: 'pipe' });
  for (const [, member, symbol] of symbols.matchAll(/\[([^\]]+)\]: (\S+) [TtWw] /g))
    (isLater(archive, member) && !symbol.startsWith('_GLOBAL__') ? inLater : inFirst).add(symbol);
}
for (const symbol of inFirst) inLater.delete(symbol);

// What the compiler was told to use, and every browser since 2021 knows. Without reference types both files share one table.
const kFeatures = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext', 'simd'].map((name) => `--enable-${name}`);
const binaryen = (name, ...args) =>
  execFileSync(join(given.binaryen, 'bin', name), ['--mvp-features', ...kFeatures, '--quiet', ...args], { ...kPlenty, stdio: 'pipe' });
mkdirSync(given.out, { recursive: true });
const list = join(given.out, 'later.txt');
writeFileSync(list, [...inLater].join('\n'));
const files = ['first.wasm', 'second.wasm'].map((name) => join(given.out, name));
binaryen('wasm-split', given.linked, `--split-funcs=@${list}`, `--export-prefix=${kPrefix}`, '-o1', files[0], '-o2', files[1]);
for (const file of files) binaryen('wasm-opt', file, '-Oz', '--strip-producers', '-o', file);
