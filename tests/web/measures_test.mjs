// Measures of sensors in the page: files read several at once, a station looked at by keyboard, a day set aside; all of it
// there offline after a reload, and on another tablet with the points, by a file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idle, installed, ready, state, toolPath, until, withBrowser } from './harness.mjs';
import { button, kWords, press } from './tour.mjs';

const words = kWords.fr;
const kHeader = 'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2';

// What the sensor says at a time: a level that rises by one each day, and a wave over the day. Hundredths, as files have them.
const said = (ms) => Math.round(100 * (10 + Math.floor(ms / 86_400_000) % 10 + 4 * Math.sin((ms / 86_400_000) * 2 * Math.PI))) / 100;
const kEach = 5 * 60_000;

// A day of one sensor in universal time, as the network's archive has it.
function day(date) {
  const begin = Date.parse(`${date}T00:00:00Z`), rows = [kHeader];
  for (let ms = begin; ms < begin + 86_400_000; ms += kEach)
    rows.push(`15092;SDS011;7647;44.840;-0.580;${new Date(ms).toISOString().slice(0, 19)};${(2 * said(ms)).toFixed(2)};;;${said(ms).toFixed(2)};;`);
  return { name: `${date}_sds011_sensor_15092.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}
const kWeek = [5, 6, 7, 8, 9].map((date) => day(`2026-10-0${date}`));

// The mean of a day as people at the station live it, in October two hours before universal time.
function meanOf(date) {
  const end = Date.parse(`${date}T22:00:00Z`), values = [];
  for (let ms = end - 86_400_000; ms < end; ms += kEach) values.push(said(ms));
  return `${(values.reduce((a, b) => a + b) / values.length).toFixed(1).replace('.', ',')}\u00a0µg/m³`;
}

async function toMeasures(page) {
  await press(page, button(page, words.home));
  await press(page, button(page, words.measures));
  await until(page, (now) => now.screen === 'measures');
}

async function giveFiles(page, files) {
  await page.locator('#mirror input[type=file]').first().setInputFiles(files);
  await until(page, (now) => now.intake >= 3 && now.pending === 0, { what: 'the files are read', timeout: 30_000 });
}

async function toStation(page) {
  await toMeasures(page);
  await press(page, button(page, /7647$/));
  await button(page, words.why).waitFor();
}

const figure = (page) => page.getByText(/^[\d,]+\u00a0µg\/m³$/).first().textContent();

export const tests = [
  {
    name: 'files read, a figure explained, a day set aside by keyboard, and there again offline',
    run: () => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await toMeasures(page);
      await giveFiles(page, kWeek);
      await page.getByText('2 880 mesures, 2 séries, 1 station.').waitFor();
      await toStation(page);
      assert.equal(await figure(page), meanOf('2026-10-09'), 'the mean of the last whole day');
      await page.getByRole('img', { name: /en moyenne\. Le plus haut/ }).waitFor();

      await press(page, button(page, words.table));
      await page.getByRole('table').waitFor();
      // A stretch of the curve, by keys: to its note, which has the focus, and back.
      await press(page, button(page, words.mark));
      await page.getByText(/des valeurs attendues y sont/).waitFor();
      await press(page, button(page, 'Noter ce que vous en savez'));
      await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
      await page.keyboard.type('Fête du fleuve');
      await press(page, button(page, 'Ajouter la note'));
      await page.getByText(/^1\. .*Fête du fleuve/).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText(/des valeurs attendues y sont/).waitFor({ state: 'detached' });

      await press(page, button(page, words.why));
      await page.getByRole('dialog').waitFor();
      await page.getByText('Capteur\u00a0: SDS011').waitFor();
      await page.getByText('Aucune mesure mise de côté.').waitFor();
      await press(page, button(page, 'Mettre ce jour de côté'));
      await page.getByText(/^\d+ mises de côté à la main/).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText('Pas de mesure').waitFor();
      await until(page, (now) => now.pending === 0);

      const before = await state(page);
      await offline();
      await page.reload();
      await ready(page);
      await until(page, (now) => now.digest === before.digest, { what: 'the same dossier' });
      await toStation(page);
      assert.equal(await figure(page), meanOf('2026-10-08'), 'the day before: the last one is set aside');
    }),
  },
  {
    name: 'a station travels with its points, by a file',
    run: () => withBrowser(async (one) => withBrowser(async (two) => {
      const pages = [await one.open(), await two.open()];
      for (const page of pages) await ready(page);
      await toMeasures(pages[0]);
      await giveFiles(pages[0], kWeek);
      // The other tablet read some of the same files, and one more.
      await toMeasures(pages[1]);
      await giveFiles(pages[1], [...kWeek.slice(0, 2), day('2026-10-10')]);
      const carry = async (from, to) => {
        for (const page of [from, to]) {
          await press(page, button(page, words.sync));
          await until(page, (now) => now.screen === 'sync');
        }
        const [download] = await Promise.all([from.waitForEvent('download'), press(from, button(from, 'Faire une copie maintenant'))]);
        await to.locator('#mirror input[type=file]').first().setInputFiles(await download.path());
        await until(to, (now) => now.bundle === 3 && now.pending === 0, { what: 'the copy is read' });
      };
      await carry(pages[0], pages[1]);
      await carry(pages[1], pages[0]);
      const digests = await Promise.all(pages.map(async (page) => (await state(page)).digest));
      assert.equal(digests[0], digests[1]);
      const heard = [];
      for (const page of pages) {
        await toStation(page);
        await idle(page);
        heard.push(await page.getByRole('img', { name: /en moyenne\. Le plus haut/ }).getAttribute('aria-label'));
        assert.equal(await figure(page), meanOf('2026-10-10'));
      }
      assert.equal(heard[0], heard[1]);

      // The same dossier without a screen: the copy holds the points, and they are those of the files.
      const folder = mkdtempSync(join(tmpdir(), 'escale-measures-'));
      try {
        const tool = (...given) => {
          const { status, stdout, stderr } = spawnSync(toolPath, given, { encoding: 'utf8' });
          assert.equal(status, 0, stderr);
          return stdout;
        };
        await press(pages[0], button(pages[0], words.sync));
        const [copy] = await Promise.all([pages[0].waitForEvent('download'), press(pages[0], button(pages[0], 'Faire une copie maintenant'))]);
        tool('unbundle', await copy.path(), '--into', join(folder, 'carried'));
        const files = [...kWeek, day('2026-10-10')].map(({ name, buffer }) => {
          writeFileSync(join(folder, name), buffer);
          return join(folder, name);
        });
        tool('import', ...files, '--into', join(folder, 'read'), '--format', 'sensors');
        const stats = ['carried', 'read'].map((name) => tool('series', join(folder, name), 'stats', '--json'));
        assert.equal(stats[0], stats[1]);
        assert.deepEqual(JSON.parse(stats[0]).map(({ count }) => count), [1728, 1728]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    })),
  },
  {
    name: 'a file that is no sensor’s changes nothing and is told in words',
    run: () => withBrowser(async ({ open }) => {
      const page = await open();
      await ready(page);
      await toMeasures(page);
      const before = (await state(page)).digest;
      await giveFiles(page, [{ name: 'lettre.txt', mimeType: 'text/plain', buffer: Buffer.from('Madame, Monsieur') }]);
      await page.getByText('Rien n’a changé ici.', { exact: false }).waitFor();
      assert.equal((await state(page)).digest, before);
    }),
  },
];
