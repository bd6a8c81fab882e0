// Runs the browser tests: every *_test.mjs here exports `tests = [{name, run}]`.
//
//   node tests/web/run.mjs [--only TEXT] [--long]
//
// A line for each test; the last line is exactly "N passed, N failed, N skipped". --only keeps the tests whose name holds the
// text; --long adds those marked `long: true`.

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Skip, missingParts } from './harness.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({ options: { only: { type: 'string' }, long: { type: 'boolean' }, help: { type: 'boolean' } } });
if (options.help) {
  console.log('usage: run.mjs [--only TEXT] [--long]');
  process.exit(0);
}

const kLimit = 120_000;  // ms a test may take
const kLongLimit = 1_200_000;

const counts = { passed: 0, failed: 0, skipped: 0 };
const missing = missingParts();
if (missing.length) {
  console.error(`browser tests need ${missing.join(', ')}`);
  counts.failed += 1;
}

// What nobody waits for any more, as the rest of a test over its limit, fails the run and does not end it.
process.on('unhandledRejection', (error) => {
  counts.failed += 1;
  console.log(`FAIL  after its test: ${error?.stack ?? error}`);
});

function withLimit(promise, ms) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

async function one(file, test) {
  const name = `${file.replace('_test.mjs', '')}: ${test.name}`;
  if (options.only && !name.includes(options.only)) return;
  if (test.long && !options.long) return;
  const start = performance.now();
  const took = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    await withLimit(test.run(), test.long ? kLongLimit : kLimit);
    counts.passed += 1;
    console.log(`ok    ${name} (${took()})`);
  } catch (error) {
    if (error instanceof Skip) {
      counts.skipped += 1;
      console.log(`skip  ${name}: ${error.message}`);
      return;
    }
    counts.failed += 1;
    console.log(`FAIL  ${name} (${took()})\n${String(error?.stack ?? error).replace(/^/gm, '      ')}`);
  }
}

if (!missing.length)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('_test.mjs')).sort()) {
    const { tests } = await import(pathToFileURL(join(folder, file)));
    for (const test of tests) await one(file, test);
  }

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed ? 1 : 0);
