// Pictures of every screen in the four sizes people use, to be held against the design kit.
//
//   node tests/web/screens.mjs --out DIR [--lang fr|en] [--size 360x640] [--theme light|dark|high-contrast] [--text 200]
//        [--file gironde.json --mapping gironde.config.json]
//
// The demonstration places are shown, which are nobody's. --file shows the atlas of a table instead, brought in with the
// mapping it is guessed, or with the file --mapping; real files name real people: keep such pictures to yourself.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { idle, missingParts, ready, until, withBrowser } from './harness.mjs';
import { button, kWords, press, tour } from './tour.mjs';

const kSizes = ['360x640', '768x1024', '1024x768', '1920x1080'];

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' }, lang: { type: 'string', default: 'fr' }, size: { type: 'string' }, file: { type: 'string' }, mapping: { type: 'string' },
    theme: { type: 'string', default: 'light' }, text: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (options.help || !options.out) {
  console.log('usage: screens.mjs --out DIR [--lang fr|en] [--size WxH] [--theme light|dark|high-contrast] [--text PERCENT] [--file TABLE [--mapping FILE]]');
  process.exit(options.help ? 0 : 2);
}
const missing = missingParts();
if (missing.length) {
  console.error(`screens: missing ${missing.join(', ')}`);
  process.exit(1);
}

// What the system asks of pages for each theme.
const kAsked = { light: {}, dark: { colorScheme: 'dark' }, 'high-contrast': { contrast: 'more' } };

async function textSize(page, words) {
  await press(page, button(page, words.settings));
  await page.getByRole('combobox', { name: words.textSize }).selectOption(options.text);
  await press(page, button(page, words.close));
}

async function* realFile(page, words) {
  await press(page, button(page, words.files));
  await until(page, (now) => now.screen === 'files');
  const choose = page.locator('#mirror input[type=file]').first();
  await choose.setInputFiles(options.file);
  await until(page, (now) => now.import === 'mapping', { timeout: 60_000 });
  if (options.mapping) {
    const before = await page.locator('#mirror').innerText();
    await choose.setInputFiles(options.mapping);
    await page.waitForFunction((text) => document.getElementById('mirror').innerText !== text, before);
  }
  await idle(page);
  yield 'file-mapping';
  await press(page, button(page, words.keepPlaces));
  await until(page, (now) => now.import === 'done' && now.pending === 0, { timeout: 120_000 });
  await idle(page);
  yield 'file-done';
  await press(page, button(page, words.atlas));
  await until(page, (now) => now.screen === 'atlas');
  await idle(page);
  yield 'file-atlas';
  await page.getByRole('searchbox').fill('mediatheque lormont');
  await idle(page);
  yield 'file-search';
}

mkdirSync(options.out, { recursive: true });
for (const size of options.size ? [options.size] : kSizes) {
  const [width, height] = size.split('x').map(Number);
  await withBrowser(async ({ open, expected }) => {
    expected.push(/^console: /);  // what is wrong there is for tests to say
    const page = await open();
    await ready(page);
    if (options.text) await textSize(page, kWords[options.lang]);
    let count = 0;
    for await (const name of options.file ? realFile(page, kWords[options.lang]) : tour(page, options.lang)) {
      count += 1;
      await page.screenshot({ path: join(options.out, `${size}-${String(count).padStart(2, '0')}-${name}.png`) });
    }
    console.log(`${size}: ${count} pictures`);
  }, { viewport: { width, height }, locale: options.lang === 'fr' ? 'fr-FR' : 'en-GB', context: kAsked[options.theme] });
}
