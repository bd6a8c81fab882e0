// The main job on the real file: 347 places imported through their mapping, found, corrected and kept without a network,
// equal to what the headless client makes of the same file. Then bad files, each told in words with nothing lost.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, idle, installed, ready, root, Skip, state, withBrowser } from './harness.mjs';

const file = join(data, 'mednum-gironde/gironde.json');
const mapping = join(data, 'mednum-gironde/gironde.config.json');
const tool = process.env.ESCALE_TOOL ?? join(root, 'build/native-release/escale-tool');

const until = (page, test, argument) =>
  page.waitForFunction(test, argument, { timeout: 20_000 });
const arrives = (page, part) =>
  until(page, (wanted) => Object.entries(wanted).every(([key, value]) => globalThis.escale.state()[key] === value), part);

// Activation without the pointer: the element may lie outside a scrolled view until it has focus.
async function press(page, role, name) {
  const element = page.getByRole(role, { name }).first();
  await element.focus();
  await element.press('Enter');
  await idle(page);
}

async function give(page, path) {
  await page.locator('input[type=file]').first().setInputFiles(path);
}

async function importGironde(page) {
  if (!existsSync(file)) throw new Skip('the real places are not here (../shared/data/mednum-gironde)');
  await press(page, 'button', 'Fichiers');
  await give(page, file);
  await arrives(page, { import: 'mapping' });
  await give(page, mapping);
  await page.getByText('règles', { exact: false }).first().waitFor({ state: 'attached' });
  await press(page, 'button', /^Garder les 347 lieux/);
  await arrives(page, { import: 'done', places: 347, pending: 0 });
}

function withTool(use) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-dossier-'));
  try {
    return use((...words) => execFileSync(tool, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(), join(folder, 'dossier'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function realFile() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await importGironde(page);
    const { digest, importRejected } = await state(page);
    assert.equal(importRejected, 0);
    withTool((run, dossier) => {
      run('import', file, '--mapping', mapping, '--into', dossier);
      assert.equal(run('digest', dossier), digest, 'the headless client reads the same');
      const { missing } = JSON.parse(run('stats', dossier, '--json'));
      assert.equal(missing.horaires, 347);
      assert.equal(missing.id, 347);
    });

    // Found, first, without accents.
    await press(page, 'button', 'Atlas');
    await page.getByRole('searchbox').fill('mediatheque lormont');
    await arrives(page, { query: 'mediatheque lormont' });
    await until(page, () => globalThis.escale.state().shown < 347);
    assert.equal(await page.getByRole('list', { name: 'Lieux trouvés' }).getByRole('button').first().textContent(), 'Médiathèque du Bois Fleuri');
    await press(page, 'button', 'Médiathèque du Bois Fleuri');
    await arrives(page, { screen: 'place' });

    // An opening hour is added.
    await press(page, 'button', 'Corriger');
    await arrives(page, { screen: 'edit' });
    await press(page, 'button', /Horaires$/);
    const tuesday = page.getByRole('switch', { name: /[Mm]ardi/ });
    await tuesday.focus();
    await tuesday.press('Space');
    const hours = page.getByRole('textbox', { name: /[Mm]ardi/ });
    await hours.first().waitFor({ state: 'attached' });
    await hours.nth(0).fill('14 h');
    await hours.nth(1).fill('18 h');
    await hours.nth(1).blur();
    await press(page, 'button', 'Enregistrer');
    await arrives(page, { screen: 'place', pending: 0 });
    await page.getByText(/Mardi 14\u00a0h – 18\u00a0h/).first().waitFor({ state: 'attached' });
    const corrected = (await state(page)).digest;
    assert.notEqual(corrected, digest);

    // Without any network, after a reload.
    await installed(page);
    await browser.offline();
    await page.reload();
    await ready(page);
    await arrives(page, { places: 347, digest: corrected });
    await press(page, 'button', 'Atlas');
    await page.getByRole('searchbox').fill('bois fleuri lormont');
    await until(page, () => globalThis.escale.state().shown < 10);
    await press(page, 'button', 'Médiathèque du Bois Fleuri');
    await page.getByText(/Mardi 14\u00a0h – 18\u00a0h/).first().waitFor({ state: 'attached' });
    assert.equal((await state(page)).basemap, true, 'the map is there too');
  });
}

async function undoImport() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await importGironde(page);
    await page.keyboard.press('Control+z');
    await arrives(page, { places: 0, pending: 0 });
    await page.keyboard.press('Control+y');
    await arrives(page, { places: 347, pending: 0 });
  });
}

// Each with what must be said of it; the store stays as it was.
const badFiles = [
  ['truncated.json', '[{"nom":"A","commune":"Lormont"},{"nom":"B', 'mapping'],
  ['deep.json', '['.repeat(60_000), 'failed'],
  ['latin1.csv', Buffer.from('nom,commune\nM\xe9diath\xe8que,B\xe8gles\n', 'latin1'), 'mapping'],
  ['bom.csv', '\ufeffnom,commune\nMédiathèque,Bègles\n', 'mapping'],
  ['formula.csv', 'nom,commune\n"=cmd|\' /C calc\'!A0",Lormont\n', 'mapping'],
  ['columns.csv', 'a,b\n1,2\n', 'mapping'],
  ['nan.json', '[{"nom":"A","latitude":NaN,"longitude":2}]', null],
  ['swapped.csv', 'nom,latitude,longitude\nA,-0.58,44.84\n', 'mapping'],
  ['empty.csv', '', 'failed'],
];

async function badInput() {
  const folder = mkdtempSync(join(tmpdir(), 'escale-bad-'));
  try {
    await withBrowser(async (browser) => {
      const page = await browser.open();
      await ready(page);
      const before = (await state(page)).digest;
      await press(page, 'button', 'Fichiers');
      for (const [name, content, step] of badFiles) {
        writeFileSync(join(folder, name), content);
        await give(page, join(folder, name));
        await until(page, (wanted) => (wanted ? globalThis.escale.state().import === wanted : ['mapping', 'failed'].includes(globalThis.escale.state().import)), step);
        const now = await state(page);
        assert.equal(now.digest, before, `${name} changes nothing by itself`);
        if (now.import === 'failed') {
          assert.match(now.importFailure, /^(import|error)\./, name);
          const said = await page.getByRole('main').textContent();
          assert.ok(!said.includes(now.importFailure), `${name} is told in words`);
        }
        await press(page, 'button', now.import === 'mapping' ? 'Annuler' : 'Accueil');
        await press(page, 'button', 'Fichiers');
      }
      // 257 MB: refused at once, the page stays alive.
      await page.evaluate(() => {
        const given = new DataTransfer();
        given.items.add(new File([new Blob(Array.from({ length: 257 }, () => new Uint8Array(1 << 20)))], 'huge.csv'));
        const input = document.querySelector('input[type=file]');
        input.files = given.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await arrives(page, { import: 'failed', importFailure: 'import.too-big', digest: before });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const tests = [
  { name: 'the real file: 347 places, found, corrected, kept offline', run: realFile },
  { name: 'an import is one step to undo and redo', run: undoImport },
  { name: 'bad files are told in words and lose nothing', run: badInput },
];
