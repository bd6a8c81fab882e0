// The national standard, by the headless client and an independent validator: the valid file comes back row for row, and
// what is exported passes the standard's own schema.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, root, Skip } from './harness.mjs';

const tool = process.env.ESCALE_TOOL ?? join(root, 'build/native-release/escale-tool');
const valid = join(data, 'mednum-standard/exemple-valide.csv');
const schema = join(data, 'mednum-standard/schema.json');
const rowsOf = (path) => readFileSync(path, 'utf8').split(/\r?\n/).slice(1).filter(Boolean);

async function roundTrip() {
  if (!existsSync(valid)) throw new Skip('the standard is not here (../shared/data/mednum-standard)');
  const folder = mkdtempSync(join(tmpdir(), 'escale-national-'));
  try {
    const dossier = join(folder, 'dossier');
    const exported = join(folder, 'out.csv');
    const run = (...words) => execFileSync(tool, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    run('import', valid, '--into', dossier);
    run('export', dossier, '--format', 'mednum-csv', '--out', exported);
    assert.deepEqual(rowsOf(exported), rowsOf(valid));
    const validator = join(root, 'tests/checks/validate_schema.mjs');
    const verdict = spawnSync('node', [validator, exported, schema], { encoding: 'utf8', cwd: root });
    assert.equal(verdict.status, 0, verdict.stdout + verdict.stderr);
    assert.match(verdict.stdout, /schema: 1 rows, 0 faults/);
    // The same through JSON: what is read back is the same.
    const json = join(folder, 'out.json');
    run('export', dossier, '--format', 'mednum-json', '--out', json);
    const again = join(folder, 'again');
    run('import', json, '--into', again, '--format', 'mednum-json');
    assert.equal(run('digest', again), run('digest', dossier));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const tests = [{ name: 'the valid file comes back row for row and passes the schema', run: roundTrip }];
