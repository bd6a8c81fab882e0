// Access for everyone: axe on every screen in both languages and the three themes, the way through by keyboard alone, text that arrives exact,
// targets large enough, and nothing drawn while nothing happens.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frames, idle, ready, root, state, until, withBrowser } from './harness.mjs';
import { button, kWords, loadDemonstration, press, tour } from './tour.mjs';

const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'EN-301-549', 'best-practice'];
const kTelephone = { width: 360, height: 640 };
const sample = 'éèêëàçœŒ€łøčñ';

async function violations(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async (values) => {
    const { violations: found } = await axe.run(document, { runOnly: { type: 'tag', values } });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' / ')}`);
  }, tags);
}

// Interactive elements on screen under 44 CSS px.
const smallTargets = (page) => page.evaluate(() => {
  const small = [];
  for (const element of document.querySelectorAll('#mirror button, #mirror a, #mirror input, #mirror select, #mirror textarea')) {
    const { width, height } = element.getBoundingClientRect();
    if (width < 43.5 || height < 43.5) small.push(`${element.tagName} ${element.textContent || element.ariaLabel}: ${width} x ${height}`);
  }
  return small;
});

const kAsked = { light: {}, dark: { colorScheme: 'dark' }, 'high-contrast': { contrast: 'more' } };

// The system asks for the theme; large text is chosen in the settings.
async function everyScreen(lang, { theme = 'light', viewport, textSize } = {}) {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    if (textSize) {
      await press(page, button(page, kWords[lang].settings));
      await page.getByRole('combobox', { name: kWords[lang].textSize }).selectOption(String(textSize));
      await press(page, button(page, kWords[lang].close));
    }
    const found = [];
    for await (const screen of tour(page, lang)) {
      found.push(...(await violations(page)).map((text) => `${screen}: ${text}`));
      found.push(...(await smallTargets(page)).map((text) => `${screen}: small target: ${text}`));
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), [lang, theme]);
      if ((await page.evaluate(() => document.activeElement === document.body)) && screen !== 'welcome') found.push(`${screen}: focus fell on BODY`);
    }
    assert.deepEqual(found, []);
  }, { locale: lang === 'fr' ? 'fr-FR' : 'en-GB', viewport, context: kAsked[theme] });
}

// Tab until an element with that name has focus: twice round any screen, and for as long as a screen may take to come.
async function tabTo(page, name, most = 160, limit = 15_000) {
  const end = Date.now() + limit;
  for (let i = 0; i < most || Date.now() < end; i += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      return element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent;
    });
    if (typeof name === 'string' ? here === name : name.test(here ?? '')) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

async function keyboardAlone() {
  await withBrowser(async (browser) => {
    const words = kWords.fr;
    const page = await browser.open();
    await ready(page);
    const enter = async (name) => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
      await idle(page, 150);
    };
    await enter(words.demonstration);
    await until(page, (now) => now.places === 59 && now.screen === 'atlas');
    await tabTo(page, words.search);
    await page.keyboard.type('bois fleuri');
    await until(page, (now) => now.shown === 1);
    await enter('Médiathèque du Bois Fleuri');
    await until(page, (now) => now.screen === 'place');
    await enter(words.correct);
    await until(page, (now) => now.screen === 'edit');
    await tabTo(page, words.name);
    await page.keyboard.press('End');
    await page.keyboard.type(' bis');
    await enter(words.save);
    await until(page, (now) => now.screen === 'place' && now.pending === 0);
    await page.getByRole('heading', { name: 'Médiathèque du Bois Fleuri bis' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { name: 'Médiathèque du Bois Fleuri', exact: true }).waitFor({ state: 'attached' });
    await enter(words.history);
    await until(page, (now) => now.screen === 'history');
    await enter(words.files);
    await until(page, (now) => now.screen === 'files');
    const [download] = await Promise.all([page.waitForEvent('download'), enter(words.saveFile)]);
    assert.match(download.suggestedFilename(), /_escale\.json$/);
    await enter(words.about);
    await until(page, (now) => now.screen === 'about');
    await enter(words.atlas);
    await until(page, (now) => now.screen === 'atlas');
    // The list by arrows, the map by arrows and plus.
    const map = page.getByRole('application');
    await map.focus();
    await idle(page, 200);  // its keys are known once it was drawn with the focus
    const before = (await state(page)).map;
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    await idle(page);
    const after = (await state(page)).map;
    assert.ok(after.x > before.x && after.zoom > before.zoom + 0.9, 'the map moves');
  });
}

async function exactText() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await loadDemonstration(page, kWords.fr);
    const search = page.getByRole('searchbox');
    const arrives = (how) => until(page, (now) => now.query === sample, { what: `${sample} ${how}` });
    await search.focus();
    await page.keyboard.insertText(sample);
    await arrives('typed');
    await search.fill('');
    await until(page, (now) => now.query === '');
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((text) => navigator.clipboard.writeText(text), sample);
    await search.focus();
    await page.keyboard.press('Control+v');
    await arrives('pasted');
    await search.fill('');
    await until(page, (now) => now.query === '');
    await search.focus();
    const devtools = await browser.context.newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'éè', selectionStart: 2, selectionEnd: 2 });
    assert.notEqual((await state(page)).query, sample);
    await devtools.send('Input.insertText', { text: sample });
    await arrives('composed');
    // The same in a field of the form, as far as the kept record.
    await search.fill('');
    await press(page, button(page, kWords.fr.add));
    const name = page.getByRole('textbox', { name: kWords.fr.name, exact: true });
    await name.focus();
    await page.keyboard.insertText(sample);
    await press(page, button(page, kWords.fr.save));
    await page.getByRole('heading', { name: sample }).waitFor({ state: 'attached' });
  });
}

async function stillness() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await loadDemonstration(page, kWords.fr);
    await page.waitForTimeout(6500);  // the message goes
    await idle(page);
    // With each minute what is open may change, and is drawn: not within these ten seconds.
    const second = (Date.now() % 60_000) / 1000;
    if (second > 48) await page.waitForTimeout((62 - second) * 1000);
    await idle(page);
    const before = await frames(page);
    await page.waitForTimeout(10_000);
    assert.equal(await frames(page), before, 'no frame in 10 s');
  });
}

export const tests = [
  { name: 'axe, targets and focus on every screen, in French', run: () => everyScreen('fr') },
  { name: 'axe, targets and focus on every screen, in English, dark', run: () => everyScreen('en', { theme: 'dark' }) },
  { name: 'axe, targets and focus on every screen, in high contrast on a telephone', run: () => everyScreen('fr', { theme: 'high-contrast', viewport: kTelephone }) },
  ...[200, 300].flatMap((textSize) => [{}, { theme: 'dark', viewport: kTelephone }].map((how) => (
    { name: `axe, targets and focus on every screen, text at ${textSize} %, ${how.theme ?? 'light'}`, long: true, run: () => everyScreen('fr', { ...how, textSize }) }))),
  { name: 'everything by keyboard alone', run: keyboardAlone },
  { name: 'text typed, pasted and composed arrives exact', run: exactText },
  { name: 'the atlas at rest draws nothing', run: stillness },
];
