// Photographs of a workshop: made smaller, without what the camera wrote, drawn where they belong, there again offline and
// after a lost context, printed, and on another tablet by a file.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idle, installed, ready, state, toolPath, until, withBrowser } from './harness.mjs';
import { picture } from './picture.mjs';
import { button, kWords, press } from './tour.mjs';

const words = kWords.fr;
const kWhere = 'taken at 44.8378 north';
const kInk = [200, 30, 160];

const closed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });
const photos = (page) => page.getByLabel('Ajouter une photo');
const give = (page, which, file) => which.setInputFiles(file);
export const kPhoto = { name: 'IMG_2041.PNG', mimeType: 'image/png', buffer: picture(3000, 2000, kInk, kWhere) };

async function keepPhoto(page, text) {
  await page.getByRole('heading', { name: 'Photo', exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Ce qu’elle montre' }).fill(text);
  await press(page, button(page, 'Garder'));
}

// What is drawn in the middle of an element, as far as it is the picture's colour.
async function drawn(page, element) {
  const box = await element.boundingBox();
  const shot = await page.screenshot({ clip: { x: box.x + box.width / 2 - 4, y: box.y + box.height / 2 - 4, width: 8, height: 8 } });
  const pixel = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    const context = Object.assign(document.createElement('canvas'), { width: 8, height: 8 }).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(4, 4, 1, 1).data];
  }, shot.toString('base64'));
  return kInk.every((value, i) => Math.abs(value - pixel[i]) < 12);
}
export async function isDrawn(page, element, what) {
  for (let tries = 0; tries < 40; ++tries) {
    if (await drawn(page, element)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`never drawn: ${what}`);
}

async function loseContext(page) {
  await page.evaluate(() => new Promise((resolve) => {
    const canvas = document.querySelector('canvas');
    const loss = (canvas.getContext('webgl2') ?? canvas.getContext('webgl')).getExtension('WEBGL_lose_context');
    canvas.addEventListener('webglcontextrestored', resolve, { once: true });
    loss.loseContext();
    setTimeout(() => loss.restoreContext(), 200);
  }));
  await idle(page);
}

async function recueil(page) {
  const saved = page.waitForEvent('download');
  await press(page, button(page, words.print));
  return readFileSync(await (await saved).path(), 'utf8');
}
const pictures = (html) => [...html.matchAll(/<img src="data:image\/jpeg;base64,([^"]+)" alt="([^"]*)"/g)].map(([, bytes, alt]) => ({ bytes: Buffer.from(bytes, 'base64'), alt }));

export const tests = [
  {
    name: 'taken up smaller, drawn, offline again, printed, and on another tablet by a file',
    run: () => withBrowser(async ({ open, offline, expected }) => {
      expected.push(/CONTEXT_LOST|context lost|WebGL/i);
      const page = await open();
      await ready(page);
      await installed(page);
      await press(page, button(page, words.workshops));
      await until(page, (now) => now.screen === 'workshops');
      await press(page, button(page, words.outline));
      await until(page, (now) => now.screen === 'board' && now.pending === 0);
      await press(page, button(page, words.asList));

      // Of the wall, put into one of its zones.
      await give(page, photos(page).first(), kPhoto);
      await page.getByRole('heading', { name: 'Photo', exact: true }).waitFor();
      await isDrawn(page, page.getByRole('dialog').getByRole('img', { name: 'Sans légende' }), 'the photograph in its dialog');
      await page.getByLabel('Où la ranger').selectOption({ label: 'Besoins' });
      await keepPhoto(page, 'Le mur de papier, le matin');
      await closed(page);
      const thumb = button(page, /^Photo.*Le mur de papier, le matin$/);
      await thumb.scrollIntoViewIfNeeded();
      await isDrawn(page, thumb, 'the photograph in its zone');

      // Of a card.
      await press(page, page.getByRole('button', { name: words.addCard, exact: true }).first());
      await page.getByRole('textbox', { name: words.cardText }).fill('Un banc près de l’arrêt');
      await press(page, button(page, words.keepCard));
      await closed(page);
      await press(page, button(page, /^Un banc/));
      await page.getByRole('dialog').waitFor();
      await give(page, page.getByRole('dialog').getByLabel('Ajouter une photo'), kPhoto);
      await keepPhoto(page, 'Le banc');
      await page.getByRole('textbox', { name: words.cardText }).waitFor();
      await press(page, button(page, words.keepCard));
      await closed(page);

      // What is no picture.
      await give(page, photos(page).first(), { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('nothing of the kind') });
      await page.getByText('Cette image ne peut pas être lue ici').first().waitFor();

      const html = await recueil(page);
      const printed = pictures(html);
      assert.deepEqual(printed.map(({ alt }) => alt).sort(), ['Le banc', 'Le mur de papier, le matin']);
      for (const { bytes } of printed) {
        assert.ok(!bytes.includes(kWhere), 'what the camera wrote is gone');
        assert.deepEqual(await page.evaluate(async (base64) => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
          return [bitmap.width, bitmap.height];
        }, bytes.toString('base64')), [1600, 1067]);
      }
      assert.deepEqual(printed[0].bytes, printed[1].bytes, 'one blob for both');

      // As a document of its own it shows them.
      const document = await page.context().newPage();
      await document.setContent(html);
      const widths = () => document.evaluate(() => [...document.images].map(({ naturalWidth }) => naturalWidth));
      await document.waitForFunction(() => [...document.images].every(({ complete }) => complete));
      assert.deepEqual(await widths(), [1600, 1600]);
      await document.close();

      await loseContext(page);
      await thumb.scrollIntoViewIfNeeded();
      await isDrawn(page, thumb, 'the photograph after a lost context');

      const { digest } = await until(page, (now) => now.pending === 0);
      await offline();
      await page.reload();
      await ready(page);
      await until(page, (now) => now.screen === 'board' && now.digest === digest, { what: 'the board is there offline' });
      await thumb.scrollIntoViewIfNeeded();
      await isDrawn(page, thumb, 'the photograph offline');

      // Another tablet, and the headless client, by a file.
      await press(page, button(page, words.sync));
      await until(page, (now) => now.screen === 'sync');
      const copied = page.waitForEvent('download');
      await press(page, button(page, 'Faire une copie maintenant'));
      const folder = mkdtempSync(join(tmpdir(), 'escale-photo-'));
      try {
        const [copy, dossier, out] = ['copy.zip', 'a.dossier', 'recueil.html'].map((name) => join(folder, name));
        await (await copied).saveAs(copy);
        assert.equal(spawnSync(toolPath, ['unbundle', copy, '--into', dossier]).status, 0);
        assert.equal(spawnSync(toolPath, ['print', dossier, '--out', out]).status, 0);
        assert.deepEqual(pictures(readFileSync(out, 'utf8')).map(({ bytes }) => bytes), printed.map(({ bytes }) => bytes));
        await withBrowser(async (other) => {
          const second = await other.open();
          await ready(second);
          await press(second, button(second, words.sync));
          await until(second, (now) => now.screen === 'sync');
          await second.locator('#mirror input[type=file]').first().setInputFiles(copy);
          await until(second, (now) => now.bundle === 3 && now.digest === digest, { what: 'the copy is read' });
          await press(second, button(second, words.home));
          await press(second, button(second, words.workshops));
          await press(second, button(second, words.outline));
          await press(second, button(second, words.asList));
          const there = button(second, /^Photo.*Le mur de papier, le matin$/);
          await there.scrollIntoViewIfNeeded();
          await isDrawn(second, there, 'the photograph on the other tablet');
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
      assert.equal((await state(page)).failure, '');
    }),
  },
];
