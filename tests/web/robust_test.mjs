// A page that does not break: lost WebGL contexts, a new build in the middle of an edit, a full disk at the start, a page left and
// come back to, a slow machine, a network that comes and goes. Each ends with everything that was written still there.
// A few rounds each; --long does as many as it takes to trust it.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distPath, idle, installed, ready, state, until, withBrowser } from './harness.mjs';
import { button, kWords, loadDemonstration, press } from './tour.mjs';

const words = kWords.fr;
const nameField = (page) => page.getByRole('textbox', { name: words.name, exact: true });
const holds = async (page, text) => assert.equal(await nameField(page).inputValue(), text);

// The form of the first place, with something written in it; resolves once the store has it.
async function writing(page, text) {
  if ((await state(page)).screen !== 'edit') {
    await press(page, button(page, words.atlas));
    await press(page, page.locator('#mirror [data-arrows=column]').first());
    await until(page, (now) => now.screen === 'place');
    await press(page, button(page, words.correct));
    await until(page, (now) => now.screen === 'edit');
  }
  const before = (await state(page)).unsaved;
  await nameField(page).fill(text);
  await until(page, (now) => now.unsaved > 0 && now.unsaved !== before, { what: 'what is written is kept' });
}

// The same drawing and the same words after each loss.
const lose = (page) => page.evaluate(() => new Promise((resolve) => {
  const canvas = document.getElementById('canvas');
  const loss = (canvas.getContext('webgl2') ?? canvas.getContext('webgl')).getExtension('WEBGL_lose_context');
  canvas.addEventListener('webglcontextrestored', () => setTimeout(resolve), { once: true });
  canvas.addEventListener('webglcontextlost', () => setTimeout(() => loss.restoreContext()), { once: true });
  loss.loseContext();
}));

const contextLosses = (rounds) => () => withBrowser(async ({ open, expected }) => {
  expected.push(/CONTEXT_LOST|context/i);
  expected.push(/ImGui_ImplOpenGL3_CreateDeviceObjects|^console: $|\(unknown error\)/);  // lost while shaders were compiled: made again
  const page = await open();
  await ready(page);
  await loadDemonstration(page, words);
  await writing(page, 'Un nom pas encore gardé');
  await page.evaluate(() => document.activeElement.blur());
  await idle(page);
  const before = await page.screenshot();
  for (let round = 0; round < rounds; round += 1) await lose(page);
  await idle(page);
  assert.ok((await page.screenshot()).equals(before), 'the same pixels');
  await holds(page, 'Un nom pas encore gardé');
  await press(page, button(page, words.save));
  await until(page, (now) => now.screen === 'place' && now.pending === 0);
});

// A copy of the packed page whose service worker says another build each round.
function nextBuild(dist, round) {
  const path = join(dist, 'sw.js');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/build = '([0-9a-f]+)[^']*'/, `build = '$1-${round}'`));
  rmSync(`${path}.br`, { force: true });
}

const updates = (rounds) => async () => {
  const dist = mkdtempSync(join(tmpdir(), 'escale-dist-'));
  cpSync(distPath, dist, { recursive: true });
  try {
    await withBrowser(async ({ open }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await loadDemonstration(page, words);
      const { digest } = await state(page);
      for (let round = 1; round <= rounds; round += 1) {
        const text = `Un nom pas encore gardé, ${'x'.repeat(round)}`;
        await writing(page, text);
        nextBuild(dist, round);
        await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
        const reload = page.getByRole('button', { name: 'Recharger' });
        await reload.waitFor();
        await holds(page, text);  // nothing is taken before the person asks
        await Promise.all([page.waitForEvent('load'), press(page, reload).catch(() => {})]);
        await ready(page);
        await until(page, (now) => now.screen === 'edit' && now.digest !== '');
        await holds(page, text);
        assert.equal((await state(page)).digest, digest);
      }
      await press(page, button(page, words.save));
      const kept = await until(page, (now) => now.screen === 'place' && now.pending === 0);
      assert.notEqual(kept.digest, digest);
      assert.equal((await state(page)).unsaved, 0);
      await page.reload();
      await ready(page);
      await until(page, (now) => now.places === 59);
      assert.equal((await state(page)).unsaved, 0, 'what was saved is not taken up again');
      assert.equal((await state(page)).digest, kept.digest);
    }, { dist });
  } finally {
    rmSync(dist, { recursive: true });
  }
};

// The disk is full when the page starts: what is there is shown, what is written is told not to be kept and stays on screen, and it is
// kept once there is room.
const fullDisk = (rounds) => () => withBrowser(async ({ context, open, server, expected }) => {
  expected.push(/./);
  const page = await open();
  await ready(page);
  await installed(page);
  await loadDemonstration(page, words);
  const { digest } = await state(page);
  const devtools = await context.newCDPSession(page);
  const origin = new URL(server.address).origin;
  for (let round = 1; round <= rounds; round += 1) {
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await page.reload();
    await ready(page);
    const opened = await until(page, (now) => now.places === 59, { what: 'the places are there though the disk is full' });
    assert.equal(opened.digest, digest);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  }
  await writing(page, 'Un nom après le disque plein');
  await press(page, button(page, words.save));
  await until(page, (now) => now.screen === 'place' && now.pending === 0 && now.failure === '');
  await page.reload();
  await ready(page);
  await until(page, (now) => now.places === 59 && now.digest !== digest);
});

// Left for another page and come back to, by the browser's own buttons.
const leftAndBack = () => withBrowser(async ({ open }) => {
  const page = await open();
  await ready(page);
  await loadDemonstration(page, words);
  await writing(page, 'Un nom pas encore gardé');
  await page.goto('about:blank');
  await page.goBack();
  await ready(page);
  await until(page, (now) => now.screen === 'edit');
  await holds(page, 'Un nom pas encore gardé');
});

// Four times slower: a key is on screen soon enough to go on typing.
const slowMachine = () => withBrowser(async ({ context, open }) => {
  const page = await open();
  await ready(page);
  await loadDemonstration(page, words);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const search = page.getByRole('searchbox');
  await search.focus();
  const times = [];
  for (const letter of 'mediatheque') {
    const before = Date.now();
    await page.keyboard.type(letter);
    const typed = await search.inputValue();
    await until(page, (now) => now.query === typed, { what: `${typed} is searched for` });
    times.push(Date.now() - before);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  assert.ok(median < 1000, `${median} ms from a key to its result`);
  await until(page, (now) => now.shown > 0 && now.shown < 59);
});

const flappingNetwork = () => withBrowser(async ({ open, offline }) => {
  const page = await open();
  await ready(page);
  await installed(page);
  await loadDemonstration(page, words);
  for (let round = 0; round < 4; round += 1) {
    await offline(round % 2 === 0);
    await writing(page, `Un nom, ${'x'.repeat(round + 1)}`);
    if (round === 1) await page.reload();
    await ready(page);
    await until(page, (now) => now.screen === 'edit');
    await holds(page, `Un nom, ${'x'.repeat(round + 1)}`);
  }
  await press(page, button(page, words.save));
  await until(page, (now) => now.screen === 'place' && now.pending === 0);
});

// The theme chosen is there from the first picture of the next visit.
const themeIsKept = () => withBrowser(async ({ open }) => {
  const page = await open();
  await ready(page);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'dark', 'the system\'s');
  await press(page, button(page, words.settings));
  for (const [choice, shown] of [['high-contrast', 'high-contrast'], ['system', 'dark'], ['light', 'light']]) {
    await page.getByRole('combobox', { name: words.theme }).selectOption(choice);
    await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, shown);
  }
  await press(page, button(page, words.close));
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.documentElement?.dataset.state === 'loading' || document.documentElement?.dataset.state === 'ready');
  assert.equal(await theme(), 'light');
  await ready(page);
  assert.equal(await theme(), 'light');
  await page.emulateMedia({ forcedColors: 'active' });
  await press(page, button(page, words.settings));
  await page.getByRole('combobox', { name: words.theme }).selectOption('system');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'high-contrast');
}, { context: { colorScheme: 'dark' } });

const sized = (name, make, few, many) => [
  { name: `${name}, ${few} times`, run: make(few) },
  { name: `${name}, ${many} times`, long: true, run: make(many) },
];

export const tests = [
  ...sized('a lost WebGL context in the middle of an edit', contextLosses, 3, 100),
  ...sized('a new build in the middle of an edit', updates, 2, 50),
  ...sized('a start on a full disk', fullDisk, 2, 20),
  { name: 'left in the middle of an edit, and back', run: leftAndBack },
  { name: 'a machine four times slower', run: slowMachine },
  { name: 'a network that comes and goes', run: flappingNetwork },
  { name: 'the theme is the system\'s or the one chosen, from the first picture', run: themeIsKept },
];
