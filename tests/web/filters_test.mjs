// Finding a place by what it offers and where it is: filters, the address that keeps them, going back and forward, the
// device's position given or refused, and the keys of a long list.

import assert from 'node:assert/strict';
import { idle, ready, state, until, withBrowser } from './harness.mjs';
import { button, kWords, loadDemonstration, press } from './tour.mjs';

const rows = (page) => page.getByRole('list', { name: 'Lieux trouvés' }).getByRole('button');
const focused = (page) => page.evaluate(() => {
  const item = document.activeElement?.closest('[aria-setsize]');
  return item ? [Number(item.ariaPosInSet), Number(item.ariaSetSize)] : null;
});

async function filters() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await loadDemonstration(page, kWords.fr);
    const all = (await state(page)).shown;
    await press(page, button(page, 'Filtres'));
    const free = page.getByRole('checkbox', { name: /^Aide aux démarches administratives \(/ });
    const count = Number((await free.getAttribute('aria-label')).match(/\((\d+)\)/)[1]);
    assert.ok(count > 0 && count < all);
    await free.focus();
    await page.keyboard.press('Space');
    await until(page, (now) => now.filters === 1);
    assert.equal((await state(page)).shown, count, 'the count of a choice is the length of its list');
    await press(page, button(page, /^Voir les/));
    await page.getByRole('searchbox').fill('cenon');
    await until(page, (now) => now.query === 'cenon');
    await idle(page);
    await page.waitForFunction(() => location.hash.includes('q=cenon') && location.hash.includes('service=Aide'));
    const narrowed = (await state(page)).shown;

    // A sheet is a step; back gives the list as it was, forward the sheet; a reload keeps what is shown.
    await press(page, rows(page).first());
    await until(page, (now) => now.screen === 'place');
    await page.goBack();
    await until(page, (now) => now.screen === 'atlas' && now.query === 'cenon' && now.filters === 1);
    await page.goForward();
    await until(page, (now) => now.screen === 'place');
    await page.goBack();
    await until(page, (now) => now.screen === 'atlas');
    await page.reload();
    await ready(page);
    await until(page, (now) => now.screen === 'atlas' && now.query === 'cenon' && now.filters === 1 && now.shown === narrowed);
  });
}

async function around() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await loadDemonstration(page, kWords.fr);
    await press(page, button(page, 'Filtres'));
    await press(page, button(page, 'Autour de moi'));
    await page.getByText('n’a pas été donnée').first().waitFor({ state: 'attached' });
    await browser.context.grantPermissions(['geolocation']);
    await browser.context.setGeolocation({ latitude: 44.8787, longitude: -0.5202 });
    await press(page, button(page, 'Autour de moi'));
    await until(page, (now) => now.near === 'here');
    await press(page, button(page, /^Voir les/));
    await page.waitForFunction(() => location.hash.includes('near=here'));
    assert.ok(!(await page.evaluate(() => location.hash)).includes('44.8787'), 'the position is not in the address');
  }, { context: { permissions: [] } });
}

async function longList() {
  await withBrowser(async (browser) => {
    const page = await browser.open();
    await ready(page);
    await loadDemonstration(page, kWords.fr);
    await rows(page).first().focus();
    await idle(page);
    const size = (await focused(page))[1];
    for (const [key, there] of [['End', size], ['Home', 1], ['ArrowDown', 2], ['End', size], ['ArrowUp', size - 1]]) {
      await page.keyboard.press(key);
      await idle(page);
      assert.deepEqual(await focused(page), [there, size], key);
    }
    await page.keyboard.press('Home');
    await idle(page);
    let before = 1;
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('PageDown');
      await idle(page);
      const [now] = await focused(page);
      assert.ok(now > before, `PageDown goes on from ${before}`);
      before = now;
    }
  });
}

export const tests = [
  { name: 'filters: counts, address, back and forward, reload', run: filters },
  { name: 'filters: around the device, refused then given', run: around },
  { name: 'list: End, Home and PageDown reach every row', run: longList },
];
