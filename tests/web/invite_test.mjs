// An invitation to a workshop: its link brings another tablet there over a hub, with its cards and photographs; each sees
// that the other writes; its code opens it again without any network.
import assert from 'node:assert/strict';
import { idle, installed, ready, until, withBrowser } from './harness.mjs';
import { isDrawn, kPhoto } from './photo_test.mjs';
import { connectTo, settled, startSpace, withFolder } from './sync_test.mjs';
import { button, kWords, press } from './tour.mjs';

const words = kWords.fr;
const closed = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });

export const tests = [
  {
    name: 'a link leads another tablet to the workshop, its cards and its photograph; later its code does, offline',
    run: () => withFolder(async (folder) => {
      const space = await startSpace(folder);
      const link = `${space.address}#k=${space.token}`;
      await withBrowser(async (one) => withBrowser(async (two) => {
        for (const browser of [one, two]) browser.expected.push(/Failed to load resource|net::ERR|status of (401|404|412)/);
        const page = await one.open();
        await ready(page);
        await press(page, button(page, words.workshops));
        await until(page, (now) => now.screen === 'workshops');
        await press(page, button(page, words.outline));
        await until(page, (now) => now.screen === 'board' && now.pending === 0);
        await press(page, button(page, words.asList));
        await press(page, button(page, words.addCard));
        await page.getByRole('textbox', { name: words.cardText }).fill('Un bus du numérique');
        await press(page, button(page, words.keepCard));
        await closed(page);
        await page.getByLabel(words.addPhoto).first().setInputFiles(kPhoto);
        await page.getByRole('textbox', { name: 'Ce qu’elle montre' }).fill('Le mur du matin');
        await press(page, button(page, words.keepPhoto));
        await closed(page);
        await until(page, (now) => now.pending === 0);
        const address = new URL(page.url()).hash;
        await connectTo(page, link);
        await settled(page);
        await page.goBack();
        await until(page, (now) => now.screen === 'board');
        await press(page, button(page, words.guide));
        await press(page, page.getByRole('dialog').getByRole('button', { name: words.invite }));
        await page.getByRole('img', { name: 'Code à lire' }).waitFor();
        const dialog = page.getByRole('dialog');
        const invitation = await dialog.getByText('#s=').textContent();
        const code = await dialog.getByText(/^[0-9A-Z]{3} [0-9A-Z]{3}$/).textContent();
        assert.ok(invitation.includes(`go=${address.slice(1)}`), invitation);

        // The other tablet has its page from elsewhere; the link names the hub.
        const other = await two.open(new URL(invitation).hash);
        await ready(other);
        await installed(other);
        await other.getByRole('dialog').waitFor();
        await press(other, button(other, 'Partager'));
        await until(other, (now) => now.screen === 'board', { timeout: 30_000, what: 'the workshop opens by itself' });
        await press(other, button(other, words.asList));
        await button(other, 'L’atelier maintenant').waitFor();  // whoever is invited takes part; phases are led elsewhere
        assert.equal(await button(other, 'Temps suivant').count(), 0);
        await button(other, /^Un bus du numérique/).waitFor();
        const photo = button(other, /Le mur du matin/).first();
        await photo.waitFor();
        await photo.scrollIntoViewIfNeeded();
        await idle(other);
        await isDrawn(other, photo, 'the photograph that came over the hub');
        await settled(other);

        // Whoever leads sees that somebody writes too, and what.
        await press(page, page.getByRole('dialog').getByRole('button', { name: words.close }));
        await closed(page);
        assert.equal(await button(page, /^Avec vous/).count(), 0, 'nobody has written yet');
        await press(other, button(other, words.addCard));
        await other.getByRole('textbox', { name: words.cardText }).fill('Venir à la maison');
        await press(other, button(other, words.keepCard));
        await closed(other);
        await button(page, 'Avec vous\u00a0: 1').waitFor({ timeout: 30_000 });
        await press(page, button(page, 'Avec vous\u00a0: 1'));
        await page.getByRole('dialog').getByText(/Venir à la maison/).waitFor();
        await page.keyboard.press('Escape');
        await closed(page);
        // A visit of the same device later is not somebody else.
        await page.reload();
        await ready(page);
        await until(page, (now) => now.screen === 'board' && now.hubUpToDate, { timeout: 30_000 });
        await button(page, 'Avec vous\u00a0: 1').waitFor({ timeout: 30_000 });
        await settled(other);

        await two.offline();
        await other.reload();
        await ready(other);
        await press(other, button(other, words.home));
        await press(other, button(other, words.workshops));
        await other.getByRole('textbox', { name: words.code }).fill('k00 00k');
        await press(other, button(other, words.join));
        await other.getByText('Aucun atelier de ce code').first().waitFor({ state: 'attached' });
        await other.getByRole('textbox', { name: words.code }).fill(code.toLowerCase().replace(' ', '-'));
        await other.keyboard.press('Enter');
        await until(other, (now) => now.screen === 'board', { what: 'the code opens it' });
        await button(other, /^Un bus du numérique/).waitFor();
      }));
      await space.stop();
    }),
  },
];
