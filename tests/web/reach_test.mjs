// Reached by everyone: on every screen each control has a name, is found by its role, by Tab and by exploring with a finger,
// and lies inside what holds it; questions by keyboard; text composed in the form's fields arrives exact.

import assert from 'node:assert/strict';
import { idle, ready, state, until, withBrowser } from './harness.mjs';
import { button, kWords, loadDemonstration, press, tour } from './tour.mjs';

const kText = 'éèêëàçœŒ€łøčñ';
const kTarget = 44;  // CSS px
const kMessage = 'Message';  // the region of outcomes, in both languages

// ---- what is asked of one screen: each gives its findings as text

// Of the tree that the browser gives to assistive technology.
const kNamed = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'switch', 'radio', 'tab', 'application', 'dialog',
  'heading', 'image', 'img', 'navigation', 'region', 'form', 'search', 'table', 'list', 'progressbar', 'group']);
async function unnamed(devtools) {
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return nodes.filter((node) => !node.ignored && kNamed.has(node.role?.value) && !node.name?.value.trim()).map((node) => `no name: ${node.role.value}`);
}

// The controls that take part, marked with a number so that they can be found again.
const controls = (page) => page.evaluate((message) => {
  const all = [...document.querySelectorAll('#mirror :is(.control, .field, .map)')].filter(
    (element) => !element.closest('[inert]') && element.getBoundingClientRect().width > 0);
  return all.map((element, number) => {
    element.dataset.control = number;
    const box = element.getBoundingClientRect();
    // What of it can be seen: neither scrolled away nor beyond the window.
    let [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
    for (let around = element.closest('.scroll'); around; around = around.parentElement.closest('.scroll')) {
      const view = around.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, view.left), Math.max(top, view.top), Math.min(right, view.right), Math.min(bottom, view.bottom)];
    }
    const hit = right - left >= 2 && bottom - top >= 2 ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
    // A message that lies over it for a while is what people see there too.
    const covered = hit && hit !== element && !element.matches('.map') && !hit.closest(`section[aria-label="${message}"]`);
    const implicit = { BUTTON: 'button', A: 'link', SELECT: 'combobox', TEXTAREA: 'textbox' }[element.tagName]
      ?? { checkbox: 'checkbox', radio: 'radio', search: 'searchbox', file: 'button' }[element.type] ?? 'textbox';
    return {
      number,
      role: element.getAttribute('role') ?? implicit,
      name: element.getAttribute('aria-label') ?? element.textContent,
      width: box.width,
      height: box.height,
      covered: covered ? `${hit.tagName} "${(hit.ariaLabel ?? hit.textContent).slice(0, 40)}"` : '',
      tabbable: element.tabIndex >= 0 && !element.disabled && !(element.type === 'radio' && !element.checked),
    };
  });
}, kMessage);

// Exploring goes down the tree by boxes: what lies outside its parent's is not found (seen through AT-SPI).
const outsideParent = (page) => page.evaluate(() => [...document.querySelectorAll('#mirror :is(.box, .leaf, .control, .field, .map)')].flatMap((element) => {
  const parent = element.parentElement;
  if (!parent.matches('.box')) return [];
  const [inner, outer] = [element.getBoundingClientRect(), parent.getBoundingClientRect()];
  const beyond = Math.max(outer.left - inner.left, outer.top - inner.top, inner.right - outer.right, inner.bottom - outer.bottom);
  if (beyond <= 1 || !inner.width) return [];
  const said = (one) => `${one.getAttribute('role') ?? one.tagName} "${(one.ariaLabel ?? one.textContent).slice(0, 40)}"`;
  return [`${said(element)} lies ${beyond.toFixed(1)} px outside ${said(parent)}`];
}));

async function byRole(page, all) {
  const found = [];
  const counts = new Map();
  for (const { role, name } of all) counts.set(`${role}\n${name}`, (counts.get(`${role}\n${name}`) ?? 0) + 1);
  for (const [key, count] of counts) {
    const [role, name] = key.split('\n');
    const reached = await page.getByRole(role, { name, exact: true }).count();
    // A message ends by itself, and its buttons with it.
    const numbers = all.filter((one) => one.role === role && one.name === name).map(({ number }) => number);
    const left = reached < count && await page.evaluate((held) => held.filter((number) => document.querySelector(`[data-control="${number}"]`)).length, numbers);
    if (reached < count && left > reached) found.push(`by role: ${role} "${name}": ${reached} of ${count}`);
    // A key of the catalogue that has no words.
    if (/^[a-z]+(\.[a-z0-9-]+)+$/.test(name)) found.push(`not words: ${role} "${name}"`);
  }
  return found;
}

// Tab alone reaches every control that is not reached by arrows.
async function byTab(page, all) {
  const missing = new Map(all.filter((control) => control.tabbable).map((control) => [String(control.number), control]));
  const most = missing.size * 3 + 20;  // a date is several stops
  for (let stop = 0; stop < most && missing.size; stop += 1) {
    await page.keyboard.press('Tab');
    missing.delete(await page.evaluate(() => document.activeElement.dataset.control));
  }
  // A message ends by itself, and its button with it.
  const left = new Set(await page.evaluate(() => [...document.querySelectorAll('[data-control]')].map((element) => element.dataset.control)));
  return [...missing.values()].filter(({ number }) => left.has(String(number))).map(({ role, name }) => `not reached by Tab: ${role} "${name}"`);
}

async function findings(page, devtools, screen) {
  const all = await controls(page);
  assert.ok(all.length > 0);
  const found = [];
  for (const { role, name, width, height, covered } of all) {
    // Positions are sent with a tenth of a px.
    if (Math.min(width, height) < kTarget - 0.1) found.push(`small: ${role} "${name}": ${width} x ${height}`);
    if (covered) found.push(`at the centre of ${role} "${name}" lies ${covered}`);
  }
  found.push(...(await outsideParent(page)), ...(await unnamed(devtools)), ...(await byRole(page, all)), ...(await byTab(page, all)));
  return found.map((text) => `${screen}: ${text}`);
}

const everyScreen = (lang, viewport) => withBrowser(async ({ context, open }) => {
  const page = await open();
  await ready(page);
  const devtools = await context.newCDPSession(page);
  const found = [];
  for await (const screen of tour(page, lang)) found.push(...(await findings(page, devtools, screen)));
  assert.deepEqual(found, []);
}, { locale: lang === 'fr' ? 'fr-FR' : 'en-GB', viewport });
const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const key = async (page, name) => {
  await page.keyboard.press(name);
  await idle(page, 150);
};

const questions = () => withBrowser(async ({ open }) => {
  const page = await open();
  await ready(page);
  await press(page, button(page, kWords.fr.settings));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await idle(page);
  const inside = () => page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null);
  assert.equal(await inside(), true);
  for (const pressed of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
    await key(page, pressed);
    assert.equal(await inside(), true, pressed);
  }
  await key(page, 'Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await focused(page), kWords.fr.settings, 'focus goes back to what opened it');
});

// ---- text

// The ways a text gets into the field that has focus.
const kWays = {
  typed: (page) => page.keyboard.type(kText),
  async pasted(page) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), kText);
    await page.keyboard.press('Control+v');
  },
  // As an input method does: a text that grows, seen and not yet taken, then kept.
  async composed(page, devtools) {
    for (let end = 1; end <= kText.length; end += 1)
      await devtools.send('Input.imeSetComposition', { text: kText.slice(0, end), selectionStart: end, selectionEnd: end });
    await devtools.send('Input.insertText', { text: kText });
  },
};

const textInTheForm = () => withBrowser(async ({ context, open }) => {
  const page = await open();
  await ready(page);
  const devtools = await context.newCDPSession(page);
  await loadDemonstration(page, kWords.fr);
  const search = page.getByRole('searchbox');
  await search.focus();
  await devtools.send('Input.imeSetComposition', { text: 'zz', selectionStart: 2, selectionEnd: 2 });
  await idle(page);
  assert.equal(await search.inputValue(), 'zz');
  assert.equal((await state(page)).query, '', 'what is being composed is not yet a text');
  await devtools.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });

  await press(page, button(page, kWords.fr.add));
  await until(page, (now) => now.screen === 'edit');
  for (const name of [kWords.fr.name, 'Adresse', 'Sites web']) {
    const field = page.getByRole('textbox', { name, exact: true });
    await field.focus();
    for (const [way, enter] of Object.entries(kWays)) {
      await page.keyboard.press('Control+a');
      await enter(page, devtools);
      await idle(page, 100);
      assert.equal(await field.inputValue(), kText, `${name} ${way}`);
    }
  }
  const name = page.getByRole('textbox', { name: kWords.fr.name, exact: true });
  await name.focus();
  for (const enter of Object.values(kWays)) {
    await page.keyboard.press('End');
    await enter(page, devtools);
  }
  await page.getByRole('textbox', { name: 'Sites web', exact: true }).fill('');
  await press(page, button(page, kWords.fr.save));
  await until(page, (now) => now.screen === 'place' && now.pending === 0);
  await page.getByRole('heading', { name: kText.repeat(4), exact: true }).waitFor({ state: 'attached' });
  await page.getByRole('paragraph').filter({ hasText: new RegExp(`^${kText}$`) }).waitFor({ state: 'attached' });
}, { context: { permissions: ['clipboard-read', 'clipboard-write'] } });

export const tests = [
  { name: 'every control of every screen, in French', run: () => everyScreen('fr') },
  { name: 'every control of every screen, in English, on a telephone', run: () => everyScreen('en', { width: 360, height: 640 }) },
  { name: 'a question holds focus and gives it back', run: questions },
  { name: 'text typed, pasted and composed in the form is kept exact', run: textInTheForm },
];
