// A workshop on one tablet, by keyboard alone: prepared, filled, voted on, printed; offline after a reload.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idle, installed, ready, state, toolPath, until, withBrowser } from './harness.mjs';
import { button, kWords, press } from './tour.mjs';

const words = kWords.fr;
const closed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });

async function toBoard(page) {
  await press(page, button(page, words.home));
  await press(page, button(page, words.workshops));
  await until(page, (now) => now.screen === 'workshops');
  await press(page, button(page, words.outline));
  await until(page, (now) => now.screen === 'board' && now.pending === 0);
  await press(page, button(page, words.asList));
}

// Into the zone of that number. The text is typed, composed as with a dead key, or put in at once.
async function addCard(page, zone, write) {
  await press(page, page.getByRole('button', { name: words.addCard, exact: true }).nth(zone));
  await page.getByRole('dialog').waitFor();
  const field = page.getByRole('textbox', { name: words.cardText });
  await field.focus();
  await write(field);
  await press(page, button(page, words.keepCard));
  await closed(page);
  await until(page, (now) => now.pending === 0);
}

export const tests = [
  {
    name: 'prepared, filled by keyboard, voted on and printed, and there again offline',
    run: () => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await toBoard(page);
      for (const zone of ['Projet initial', 'Besoins', 'Restitution']) await page.getByRole('heading', { name: zone, level: 2 }).first().waitFor();
      await addCard(page, 0, () => page.keyboard.type('Médiathèque, œuvre, 5 €'));
      await addCard(page, 1, async (field) => {
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Input.imeSetComposition', { text: '^', selectionStart: 1, selectionEnd: 1 });
        await devtools.send('Input.imeSetComposition', { text: 'ê', selectionStart: 1, selectionEnd: 1 });
        await devtools.send('Input.insertText', { text: 'être accueilli' });
        assert.equal(await field.inputValue(), 'être accueilli');
      });
      await addCard(page, 2, (field) => field.fill('Faire tomber les cloisons\nentre secteurs'));
      for (const text of [/^Médiathèque, œuvre, 5 €/, /^être accueilli/, /^Faire tomber les cloisons/]) await button(page, text).waitFor();

      await press(page, button(page, /^Médiathèque/));
      await page.getByRole('dialog').waitFor();
      for (const left of [2, 1, 0]) {
        await press(page, button(page, words.giveDot));
        await page.getByText(`Il vous en reste ${left} sur 3`).waitFor();
      }
      assert.equal(await button(page, words.giveDot).getAttribute('aria-disabled'), 'true', 'the quota is used');
      await page.getByRole('spinbutton', { name: 'Points comptés dans la salle' }).or(page.getByRole('textbox', { name: 'Points comptés dans la salle' })).fill('4');
      await press(page, button(page, words.keepCard));
      await closed(page);
      await page.getByText(/\(7 points/).first().waitFor();

      const { digest } = await until(page, (now) => now.pending === 0);
      await offline();
      await page.reload();
      await ready(page);
      await until(page, (now) => now.screen === 'board' && now.digest === digest, { what: 'the board is there offline' });
      await button(page, /^être accueilli/).waitFor();
      await page.getByText('Il lui reste 0 point sur 3').first().waitFor();  // and who voted does not vote anew

      const saved = page.waitForEvent('download');
      await press(page, button(page, words.print));
      const html = readFileSync(await (await saved).path(), 'utf8');
      for (const text of ['Médiathèque, œuvre, 5 €', 'être accueilli', 'Faire tomber les cloisons<br>entre secteurs', '7 points, dont 4 comptés dans la salle']) assert.ok(html.includes(text), text);

      // The same from the copy of this tablet, by the headless client.
      await press(page, button(page, words.sync));
      await until(page, (now) => now.screen === 'sync');
      const copied = page.waitForEvent('download');
      await press(page, button(page, 'Faire une copie maintenant'));
      const folder = mkdtempSync(join(tmpdir(), 'escale-board-'));
      try {
        const [copy, dossier, printed] = ['copy.zip', 'a.dossier', 'recueil.html'].map((name) => join(folder, name));
        await (await copied).saveAs(copy);
        const tool = (...args) => spawnSync(toolPath, [...args, '--lang', 'fr'], { encoding: 'utf8' });
        assert.equal(tool('unbundle', copy, '--into', dossier).status, 0);
        assert.equal(tool('print', dossier, '--board', 'Pédibus').status, 1);
        const { status, stderr } = tool('print', dossier, '--out', printed);
        assert.equal(status, 0, stderr);
        assert.ok(readFileSync(printed, 'utf8').includes('Médiathèque, œuvre, 5 €'));
      } finally {
        rmSync(folder, { recursive: true });
      }
      await idle(page);
      assert.equal((await state(page)).failure, '');
    }),
  },
  {
    name: 'decided in every way by keyboard, a reload between, and the outcome said',
    run: () => withBrowser(async ({ open }) => {
      const page = await open();
      await ready(page);
      await toBoard(page);
      for (const text of ['Un café des réseaux', 'Un bus numérique', 'Des tutoriels']) await addCard(page, 0, () => page.keyboard.type(text));
      const dialog = page.getByRole('dialog');
      const decide = async (way) => {
        await press(page, button(page, words.decide));
        await dialog.getByRole('combobox', { name: words.way }).selectOption(way);
        await press(page, dialog.getByRole('button', { name: words.chosen }));
        await closed(page);
      };
      const vote = async (mark) => {
        await press(page, button(page, words.vote));
        await dialog.waitFor();
        await mark(dialog);
        await press(page, dialog.getByRole('button', { name: words.chosen }));
        await closed(page);
        await until(page, (now) => now.pending === 0);
      };
      await decide('approval');
      await vote(async () => {
        await dialog.getByRole('checkbox', { name: 'Des tutoriels' }).focus();
        await page.keyboard.press('Space');
      });
      await page.getByText(/En tête.: Des tutoriels \(1 approbation\)/).first().waitFor();
      await decide('ranking');
      const places = { 'Un bus numérique': '1', 'Des tutoriels': '2', 'Un café des réseaux': '2' };
      await vote(async () => {
        for (const [card, place] of Object.entries(places)) await dialog.getByRole('combobox', { name: card }).selectOption(place);
      });
      await page.getByText(/En tête.: Un bus numérique \(préférée à 2 cartes sur 2\)/).first().waitFor();
      await page.reload();
      await ready(page);
      await page.getByText(/En tête.: Un bus numérique/).first().waitFor();
      await decide('judgment');
      await vote(async () => {
        await dialog.getByRole('combobox', { name: 'Un café des réseaux' }).selectOption('6');
        await dialog.getByRole('combobox', { name: 'Un bus numérique' }).selectOption('6');
      });
      await page.getByText(/2 cartes en tête, à égalité \(Excellent/).first().waitFor();
      await press(page, button(page, 'Tirer au sort entre les ex æquo'));
      await page.getByText(/départagés par tirage au sort/).first().waitFor();
      await decide('approval');  // what was given before is there again
      await page.getByText(/Des tutoriels \(1 approbation\)/).first().waitFor();
      assert.equal((await state(page)).failure, '');
    }),
  },
  {
    name: 'a card becomes an action sheet by keyboard, and both are there offline, each leading to the other',
    run: () => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await toBoard(page);
      await addCard(page, 0, () => page.keyboard.type('Un café des réseaux'));
      await press(page, button(page, /^Un café des réseaux/));
      await page.getByRole('dialog').waitFor();
      await press(page, button(page, words.makeSheet));
      await until(page, (now) => now.screen === 'edit');
      const title = page.getByRole('textbox', { name: words.title });
      await title.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Le café du mercredi');
      await press(page, button(page, words.save));
      const { digest } = await until(page, (now) => now.screen === 'sheet' && now.pending === 0);
      await offline();
      await page.reload();
      await ready(page);
      await until(page, (now) => now.screen === 'sheet' && now.digest === digest, { what: 'the sheet is there offline' });
      await page.getByRole('heading', { name: 'Le café du mercredi' }).first().waitFor();
      await press(page, button(page, /^Un café des réseaux/));
      await until(page, (now) => now.screen === 'board');
      await press(page, button(page, /^Le café du mercredi/));
      await until(page, (now) => now.screen === 'sheet');

      await press(page, button(page, 'Retour au tableau'));
      await until(page, (now) => now.screen === 'board');
      const saved = page.waitForEvent('download');
      await press(page, button(page, words.print));
      const html = readFileSync(await (await saved).path(), 'utf8');
      assert.ok(html.includes('<h3>Le café du mercredi</h3>'), 'the sheet is in the recueil');
      assert.equal((await state(page)).failure, '');
    }),
  },
  {
    name: 'rehearsed, timed, closed and taken away by keyboard, offline from the start',
    run: () => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await offline();
      // The device is given another time later on.
      await page.addInitScript(() => {
        const now = Date.now;
        Date.now = () => now() + Number(sessionStorage.getItem('put-forward') ?? 0);
      });
      await page.reload();
      await ready(page);
      await toBoard(page);
      const dialog = page.getByRole('dialog');
      const guide = async (task) => {
        await press(page, button(page, words.guide));
        await press(page, dialog.getByRole('button', { name: task, exact: true }));
      };
      await addCard(page, 0, () => page.keyboard.type('Un bus du numérique'));
      await guide('Répéter l’atelier');
      await closed(page);
      await page.getByText('Ceci est une répétition').first().waitFor();
      await addCard(page, 0, () => page.keyboard.type('Pour essayer'));
      await press(page, button(page, 'Terminer la répétition'));
      await button(page, /^Un bus du numérique/).waitFor();
      assert.equal(await button(page, /^Pour essayer/).count(), 0, 'the rehearsal is gone with its card');

      await press(page, button(page, /^Lancer /));
      const pill = page.getByText(/^Jusqu’à /).first();
      const ending = await pill.textContent();
      await page.evaluate(() => sessionStorage.setItem('put-forward', String(5 * 3_600_000)));
      await page.waitForTimeout(1500);
      assert.equal(await page.getByText('Le temps est écoulé').count(), 0, 'a clock that is put right ends no phase');
      assert.notEqual(await pill.textContent(), ending, 'by the new clock the phase ends later');
      await page.reload();
      await ready(page);
      await pill.waitFor();
      assert.equal(await page.getByText('Le temps est écoulé').count(), 0, 'nor does it after a reload');

      await guide('Clore l’atelier');
      const saved = page.waitForEvent('download');
      await press(page, dialog.getByRole('button', { name: 'Faire une copie maintenant' }));
      assert.match((await saved).suggestedFilename(), /_escale\.zip$/);
      await until(page, (now) => now.unshared === 0, { what: 'the copy is counted' });
      await press(page, dialog.getByRole('button', { name: 'Clore maintenant' }));
      await closed(page);
      await page.getByText(/^Atelier clos le /).first().waitFor();
      assert.equal(await button(page, words.addCard).count(), 0, 'nobody writes any more');
      const { digest } = await until(page, (now) => now.pending === 0);
      await page.reload();
      await ready(page);
      await until(page, (now) => now.screen === 'board' && now.digest === digest);
      await press(page, button(page, /^Un bus du numérique/));
      await dialog.getByText('L’atelier est clos').waitFor();
      await press(page, dialog.getByRole('button', { name: words.close }));
      await closed(page);
      await press(page, button(page, 'Rouvrir l’atelier'));
      await page.getByRole('button', { name: words.addCard, exact: true }).first().waitFor();
      assert.equal((await state(page)).failure, '');
    }),
  },
];
