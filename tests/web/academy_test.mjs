// A whole academy on four tablets without a network: cards that stay hidden until the reveal, votes at each table, files
// carried from hand to hand in two orders, one board and one recueil at the end.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed, ready, startProcess, state, toolPath, until, withBrowser } from './harness.mjs';
import { button, kWords, press } from './tour.mjs';

const words = kWords.fr;
const kTables = 4, kPeople = 24, kDots = 3;
const cardText = (table, n) => `Table ${table + 1}, œuvre n° ${n + 1} à 5 €`;

async function toCopies(page) {
  await press(page, button(page, words.sync));
  await until(page, (now) => now.screen === 'sync');
}

async function copyOf(page, path) {
  await toCopies(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, button(page, 'Faire une copie maintenant'))]);
  await download.saveAs(path);
  return path;
}

const closed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });
const each = (pages, does) => Promise.all(pages.map(does));

// One copy after the other.
async function take(page, copies) {
  await toCopies(page);
  for (const copy of copies) {
    const before = (await state(page)).digest;
    await page.locator('#mirror input[type=file]').first().setInputFiles(copy);
    await until(page, (now) => now.digest !== before && now.bundle === 3 && now.pending === 0, { what: 'the copy is read' });
  }
}

async function toBoard(page) {
  await press(page, button(page, words.home));
  await press(page, button(page, words.workshops));
  await until(page, (now) => now.screen === 'workshops');
  await press(page, button(page, words.outline));
  await until(page, (now) => now.screen === 'board' && now.pending === 0);
  await press(page, button(page, words.asList));
}

async function addCard(page, zone, text) {
  await press(page, page.getByRole('button', { name: words.addCard, exact: true }).nth(zone));
  const field = page.getByRole('textbox', { name: words.cardText });
  await field.waitFor();
  await field.focus();
  await page.keyboard.insertText(text);
  await press(page, button(page, words.keepCard));
  await closed(page);
}

// All that a copy holds, as the lines of a dossier: nothing in it is compressed.
async function told(folder, copy) {
  const dossier = `${copy}.dossier`;
  const child = startProcess(toolPath, ['unbundle', copy, '--into', dossier]);
  const [status] = await once(child, 'close');
  assert.equal(status, 0);
  return readFileSync(dossier);
}

async function academy(cards) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-academy-'));
  const tablets = [];
  const seat = async (table) => {  // browsers within each other, so that each ends what it began
    if (table === kTables) return play();
    await withBrowser(async (browser) => {
      tablets.push(browser);
      await seat(table + 1);
    });
  };
  const copy = (name) => join(folder, `${name}.zip`);

  async function play() {
    const pages = [];
    for (const tablet of tablets) {
      const page = await tablet.open();
      await ready(page);
      await installed(page);
      pages.push(page);
    }
    // The facilitator prepares the board, covers it, and gives it to all; from then on there is no network.
    await toBoard(pages[0]);
    await press(pages[0], button(pages[0], words.cover));
    const prepared = await copyOf(pages[0], copy('prepared'));
    await each(pages.slice(1), (page) => take(page, [prepared]));
    for (const tablet of tablets) await tablet.offline();

    await each(pages, async (page, table) => {
      await toBoard(page);
      for (let n = 0; n < cards; n += 1) await addCard(page, (table + n) % 9, cardText(table, n));
      await until(page, (now) => now.pending === 0);
    });
    const hidden = [];
    for (const [table, page] of pages.entries()) hidden.push(await copyOf(page, copy(`hidden-${table}`)));
    for (const [table, file] of hidden.entries())
      assert.ok(!(await told(folder, file)).includes(cardText(table, 0)), `table ${table + 1}: no hidden card in its copy`);

    // A tablet that ends and begins again still has its cards, and still hides them.
    await pages[2].reload();
    await ready(pages[2]);
    await toBoard(pages[2]);
    await button(pages[2], `Dévoiler ${cards} cartes`).waitFor();
    assert.equal(await pages[2].getByRole('button', { name: words.hiddenCard, exact: true }).count(), cards);

    // The reveal, made by one, travels to the others; each then gives its own cards.
    await toBoard(pages[0]);
    await press(pages[0], button(pages[0], `Dévoiler ${cards} cartes`));
    await press(pages[0], pages[0].getByRole('dialog').getByRole('button', { name: 'Dévoiler', exact: true }));
    await pages[0].getByText(`${cards} cartes dévoilées`).first().waitFor();
    const reveal = await copyOf(pages[0], copy('reveal'));
    assert.ok((await told(folder, reveal)).includes(cardText(0, 0)), 'what was revealed is in the copy');
    await each(pages.slice(1), (page) => take(page, [reveal]));

    // Each table votes, the tablet going from hand to hand.
    await each(pages, async (page, table) => {
      await toBoard(page);
      for (let person = 0; person < kPeople / kTables; person += 1) {
        if (person > 0) await page.getByRole('combobox', { name: words.whoVotes }).selectOption(String(person));
        await press(page, button(page, cardText(table, person % cards)));
        for (let dot = 0; dot < kDots; dot += 1) await press(page, button(page, words.giveDot));
        await press(page, button(page, words.keepCard));
        await closed(page);
      }
      await until(page, (now) => now.pending === 0);
    });

    // Files from hand to hand, in another order on each tablet.
    const last = [];
    for (const [table, page] of pages.entries()) last.push(await copyOf(page, copy(`last-${table}`)));
    await each(pages, (page, table) => {
      const others = last.filter((_, other) => other !== table);
      return take(page, table % 2 ? others.reverse() : others);
    });
    const digests = [];
    for (const page of pages) digests.push((await until(page, (now) => now.pending === 0)).digest);
    assert.equal(new Set(digests).size, 1, `one board on all tablets: ${digests}`);

    await toBoard(pages[3]);
    const saved = pages[3].waitForEvent('download');
    await press(pages[3], button(pages[3], words.print));
    const html = readFileSync(await (await saved).path(), 'utf8');
    for (let table = 0; table < kTables; table += 1)
      for (let n = 0; n < cards; n += 1) assert.ok(html.includes(cardText(table, n)), `${cardText(table, n)} is in the recueil`);
    const dots = [...html.matchAll(/(\d+) points/g)].reduce((sum, [, n]) => sum + Number(n), 0);
    assert.ok(dots >= kPeople * kDots, `${dots} dots are told`);
    for (const page of pages) assert.equal((await state(page)).failure, '');
  }

  try {
    await seat(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const tests = [
  { name: 'an academy on four tablets without a network: hidden cards, reveal, votes, one board', run: () => academy(6) },
  { name: 'an academy of 400 cards on four tablets without a network', long: true, run: () => academy(100) },
];
