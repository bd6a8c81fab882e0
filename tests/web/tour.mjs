// A walk through every screen of the application, as a person would take it, for what looks at each of them: accessibility
// tests and screenshots. Nothing here needs a mouse: controls are focused and pressed, so that they scroll into view.

import { idle, until } from './harness.mjs';
import { picture } from './picture.mjs';

// What the walk presses, in each language. Regular expressions where the width of the screen changes the words.
export const kWords = {
  fr: {
    home: 'Accueil', atlas: 'Atlas', files: 'Fichiers', sync: 'Recueil', about: 'À propos',
    demonstration: /^Charger les lieux de démonstration/, search: 'Un lieu, une commune, un service',
    correct: 'Corriger', history: 'Historique', remove: 'Retirer de l’atlas', keep: 'Garder le lieu', add: 'Ajouter un lieu',
    name: 'Nom', cancel: 'Annuler', forward: /^Continuer/, save: 'Enregistrer', leave: 'Quitter sans enregistrer', undo: 'Défaire',
    back: 'Retour à la fiche', format: 'Quel fichier ?', saveFile: 'Enregistrer le fichier', close: 'Fermer',
    settings: 'Réglages d’affichage', keepPlaces: /^Garder /, filters: 'Filtres', show: /^Voir /, clearFilters: 'Effacer les filtres', done: 'Terminer', language: 'Langue', textSize: 'Taille du texte', theme: 'Couleurs',
    link: 'Lien de partage', connect: 'Se connecter', log: 'Journal complet',
    workshops: /^Ateliers/, outline: /^Développer la participation/, addCard: 'Ajouter une carte', cardText: 'Texte de la carte', keepCard: 'Garder la carte', giveDot: 'Donner un point', makeSheet: 'En faire une fiche action', title: 'Titre', asList: 'Liste', asWall: 'Mur', cover: 'Cacher les prochaines cartes', hiddenCard: 'Carte cachée', whoVotes: 'Qui vote sur cette tablette ?', print: 'Imprimer le recueil', choose: 'Choisir', chosen: 'Terminé', draw: 'Dessiner', reveal: /^Dévoiler 1 carte/, revealYes: 'Dévoiler', vote: 'Voter', decide: 'Comment décider', way: 'Façon de décider', guide: 'Conduire l’atelier', invite: 'Inviter à cet atelier', code: 'Code de l’atelier', join: 'Rejoindre l’atelier', alike: 'Chercher les cartes voisines', report: 'Ajouter une restitution', keywords: /^Trois mots-clés/, decision: 'Dire ce qui est décidé', who: /^Qui décide/, reason: /^Pourquoi/, present: 'Présenter à la salle', tryIt: 'Faire essayer', likes: 'Cela me plaît', send: 'Envoyer', secret: 'Scrutin secret', cast: 'Mettre dans l’urne', openBox: 'Ouvrir l’urne', addPhoto: 'Ajouter une photo', photo: 'Photo', keepPhoto: 'Garder',
    measures: /^Mesures/, example: 'Voir des mesures d’exemple', station: /^(\d+\. )?Lormont, Bois Fleuri/, shownQuantity: 'Grandeur montrée', hourBefore: 'Heure d’avant', compare: /^Comparer /, reprocessed: 'Retraitée', analyses: { week: 'Semaine type', rose: 'D’où vient le vent', correlation: 'Liens entre grandeurs', consolidated: 'Consolidée', application: 'Application' }, mark: 'Marquer un passage', why: 'Pourquoi ce chiffre ?', table: 'Voir le tableau', year: 'Année',
  },
  en: {
    home: 'Home', atlas: 'Atlas', files: 'Files', sync: 'Collection', about: 'About',
    demonstration: /^Load the demonstration places/, search: 'A place, a town, a service',
    correct: 'Correct', history: 'History', remove: 'Remove from the atlas', keep: 'Keep the place', add: 'Add a place',
    name: 'Name', cancel: 'Cancel', forward: /^Continue/, save: 'Save', leave: 'Leave without saving', undo: 'Undo',
    back: 'Back to the place', format: 'Which file?', saveFile: 'Save the file', close: 'Close',
    settings: 'Display settings', keepPlaces: /^Keep /, filters: 'Filters', show: /^Show /, clearFilters: 'Clear the filters', done: 'Finish', language: 'Language', textSize: 'Text size', theme: 'Colours',
    link: 'Sharing link', connect: 'Connect', log: 'Full log',
    workshops: /^Workshops/, outline: /^Developing the participation/, addCard: 'Add a card', cardText: 'Text of the card', keepCard: 'Keep the card', giveDot: 'Give a dot', makeSheet: 'Make it an action sheet', title: 'Title', asList: 'List', asWall: 'Wall', cover: 'Hide the next cards', hiddenCard: 'Hidden card', whoVotes: 'Who votes?', print: 'Print the collection', choose: 'Choose', chosen: 'Done', draw: 'Draw', reveal: /^Reveal 1 card/, revealYes: 'Reveal', vote: 'Vote', decide: 'How to decide', way: 'Way to decide', guide: 'Lead the workshop', invite: 'Invite to this workshop', code: 'Workshop code', join: 'Join the workshop', alike: 'Look for cards alike', report: 'Add a report', keywords: /^Three keywords/, decision: 'Say what is decided', who: /^Who decides/, reason: /^Why/, present: 'Show to the room', tryIt: 'Let somebody try', likes: 'I like it', send: 'Send', secret: 'Secret vote', cast: 'Put into the box', openBox: 'Open the box', addPhoto: 'Add a photo', photo: 'Photo', keepPhoto: 'Keep',
    measures: /^Measures/, example: 'See example measures', station: /^(\d+\. )?Lormont, Bois Fleuri/, shownQuantity: 'Quantity shown', hourBefore: 'Hour before', compare: /^Compare /, reprocessed: 'Reprocessed', analyses: { week: 'Typical week', rose: 'Where the wind comes from', correlation: 'Links between quantities', consolidated: 'Consolidated', application: 'Application' }, mark: 'Mark a stretch', why: 'Why this figure?', table: 'Show the table', year: 'Year',
  },
};

// Three places by a table whose columns nobody declared; the second has no name, the third no position.
const kTable = [
  'Structure;Ville;Latitude;Longitude;Contact',
  'Médiathèque des Quais;Bordeaux;44,8500;-0,5700;0556000000',
  ';Lormont;44,8790;-0,5217;',
  'Maison du Port;Pauillac;;;0556000001',
].join('\n');

export const button = (page, name) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

// What the page still does, after a key for instance, may give the focus to something else: once it is at rest, or goes on
// moving for a second, the focus is looked at again.
export async function press(page, locator) {
  await locator.focus();
  await page.waitForFunction(() => !globalThis.escale?.awake(), null, { timeout: 1000 }).catch(() => {});
  await locator.focus();
  await page.keyboard.press('Enter');
  await idle(page, 100);
}

const onScreen = (page, screen) => until(page, (now) => now.screen === screen, { what: `the screen ${screen}` });

// The demonstration places, from the first screen.
export async function loadDemonstration(page, words) {
  await press(page, button(page, words.demonstration));
  await until(page, (now) => now.screen === 'atlas' && now.places > 0 && now.pending === 0, { what: 'demonstration places' });
}

async function giveFile(page, name, text) {
  await page.locator('#mirror input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

// Gives the name of each screen once it stands still. What is done there must not leave it.
export async function* tour(page, lang) {
  const words = kWords[lang];
  const named = (name) => button(page, name);
  const go = async (name, screen) => {
    await press(page, named(name));
    await onScreen(page, screen);
  };
  const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' });
  const settled = async (name) => {
    await idle(page);
    return name;
  };

  yield settled('welcome');
  await go(words.atlas, 'atlas');
  yield settled('atlas-empty');
  await go(words.files, 'files');
  yield settled('files-empty');
  await go(words.sync, 'sync');
  yield settled('sync-empty');
  await go(words.about, 'about');
  yield settled('about');
  await press(page, named(words.settings));
  await page.getByRole('dialog').waitFor();
  yield settled('settings');
  await page.keyboard.press('Escape');
  await closed();

  await go(words.home, 'home');
  await loadDemonstration(page, words);
  yield settled('atlas');
  const search = page.getByRole('searchbox');
  await search.fill('zzzz');
  await until(page, (now) => now.shown === 0);
  yield settled('atlas-nothing-found');
  await search.fill('');
  await until(page, (now) => now.shown > 0);
  await press(page, named(words.filters));
  yield settled('atlas-filters');
  await page.getByRole('checkbox').nth(1).press('Space');
  await page.getByRole('combobox').first().selectOption({ index: 1 });
  await until(page, (now) => now.filters === 1 && now.near !== '');
  yield settled('atlas-filters-chosen');
  await press(page, named(words.show));
  yield settled('atlas-filtered');
  await search.fill('zzzz');
  await until(page, (now) => now.shown === 0);
  yield settled('atlas-filtered-to-nothing');
  await press(page, named(words.clearFilters));
  await until(page, (now) => now.filters === 0);
  await search.fill('');
  await until(page, (now) => now.shown > 0 && now.filters === 0);
  await go(words.home, 'home');
  yield settled('home');

  await go(words.atlas, 'atlas');
  await press(page, page.locator('#mirror [data-arrows=column]').first());
  await onScreen(page, 'place');
  yield settled('place');
  await press(page, named(words.remove));
  await page.getByRole('dialog').waitFor();
  yield settled('remove');
  await press(page, named(words.keep));
  await closed();

  await go(words.correct, 'edit');
  for (let step = 1; step <= 5; step += 1) {
    if (step > 1) await press(page, named(words.forward));
    yield settled(`edit-${step}`);
  }
  await press(page, named(words.cancel));
  await onScreen(page, 'place');
  await go(words.history, 'history');
  yield settled('history');
  await go(words.back, 'place');

  await page.keyboard.press('Escape');
  await onScreen(page, 'atlas');
  await go(words.add, 'edit');
  await page.getByRole('textbox', { name: 'Latitude' }).fill('north');
  await press(page, named(words.save));
  yield settled('edit-errors');
  await press(page, named(words.cancel));
  await page.getByRole('dialog').waitFor();
  yield settled('edit-leaving');
  await press(page, named(words.leave));
  await closed();

  await go(words.sync, 'sync');
  yield settled('sync');
  await go(words.log, 'log');
  yield settled('log');
  await go(words.sync, 'sync');
  await page.getByRole('textbox', { name: words.link }).fill('http://hub.invalid/s/atelier/');
  await press(page, named(words.connect));
  await page.getByRole('dialog').waitFor();
  yield settled('sync-asked');
  await page.keyboard.press('Escape');
  await closed();

  await go(words.files, 'files');
  await page.getByRole('combobox', { name: words.format }).selectOption('mednum-csv');
  yield settled('files');
  await giveFile(page, 'structures.csv', kTable);
  await until(page, (now) => now.import === 'mapping');
  yield settled('files-mapping');
  await press(page, named(words.keepPlaces));
  await until(page, (now) => now.import === 'done');
  yield settled('files-done');
  await press(page, named(words.done));
  await until(page, (now) => now.import === 'none');
  await giveFile(page, 'broken.json', '[{"Nom": "Médiathèque"');
  await until(page, (now) => now.import === 'failed');
  yield settled('files-failed');

  await go(words.home, 'home');
  await go(words.workshops, 'workshops');
  await named(words.outline).waitFor();
  yield settled('workshops');
  await go(words.outline, 'board');
  const hasWall = (await named(words.asWall).count()) > 0;  // a telephone has the lists alone
  if (hasWall) {
    yield settled('wall-empty');
    await press(page, named(words.asList));
  }
  yield settled('board-empty');
  await press(page, named(words.addCard));
  await page.getByRole('dialog').waitFor();
  yield settled('card-new');
  await page.getByRole('textbox', { name: words.cardText }).fill('Créer du lien au préalable');
  await press(page, named(words.keepCard));
  await closed();
  await press(page, named(/^Créer du lien/));
  await page.getByRole('dialog').waitFor();
  await press(page, named(words.giveDot));
  yield settled('card');
  await press(page, named(words.keepCard));
  await closed();
  yield settled('board');
  if (hasWall) {
    await press(page, named(words.asWall));
    yield settled('wall');
    await press(page, named(words.choose));
    yield settled('wall-choosing');
    await press(page, named(words.chosen));
    await press(page, named(words.draw));
    yield settled('wall-drawing');
    await press(page, named(words.draw));
    await press(page, named(words.asList));
  }
  await press(page, named(words.cover));
  await press(page, named(words.addCard));
  await page.getByRole('dialog').waitFor();
  await page.getByRole('textbox', { name: words.cardText }).fill('Personne ne me demande jamais rien');
  await press(page, named(words.keepCard));
  await closed();
  yield settled('board-hidden');
  await press(page, named(words.reveal));
  await page.getByRole('dialog').waitFor();
  yield settled('board-reveal');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.revealYes, exact: true }));
  await closed();
  await press(page, named(words.decide));
  await page.getByRole('dialog').waitFor();
  await page.getByRole('combobox', { name: words.way }).selectOption('judgment');
  yield settled('board-decide');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.chosen }));
  await closed();
  await press(page, named(words.vote));
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByRole('combobox').first().selectOption('5');
  yield settled('board-ballot');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.chosen }));
  await closed();
  yield settled('board-judged');
  await press(page, named(/^Créer du lien/));
  await page.getByRole('dialog').waitFor();
  await press(page, named(words.makeSheet));
  await onScreen(page, 'edit');
  yield settled('edit-sheet');
  await page.getByRole('textbox', { name: words.title }).fill('Du lien avant tout');
  await press(page, named(words.save));
  await onScreen(page, 'sheet');
  yield settled('sheet');
  await press(page, named(/^Créer du lien/));
  await onScreen(page, 'board');
  yield settled('board-sheet');
  await press(page, named(words.guide));
  await page.getByRole('dialog').waitFor();
  yield settled('board-guide');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.invite }));
  await page.getByRole('dialog', { name: words.invite }).waitFor();
  yield settled('board-invite');
  await press(page, page.getByRole('dialog', { name: words.invite }).getByRole('button', { name: words.close }));
  await closed();
  await press(page, named(words.guide));
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByLabel(words.addPhoto).setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: picture(640, 420, [94, 124, 104], '') });
  await page.getByRole('heading', { name: words.photo, exact: true }).waitFor();
  yield settled('board-photo');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.keepPhoto, exact: true }));
  await closed();
  await press(page, named(words.guide));
  await page.getByRole('dialog').waitFor();
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.alike }));
  yield settled('board-alike');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.chosen }));
  await closed();
  await press(page, named(words.report));
  await onScreen(page, 'edit');
  await page.getByRole('textbox', { name: words.keywords }).fill('Lien\nQuartier\nBus');
  yield settled('edit-report');
  await press(page, named(words.save));
  await onScreen(page, 'board');
  await press(page, named(words.decision));
  await onScreen(page, 'edit');
  await page.getByRole('combobox').first().selectOption('rejected');
  await page.getByRole('textbox', { name: words.who }).fill('Le conseil municipal');
  await page.getByRole('textbox', { name: words.reason }).fill('La salle ne s’y prête pas encore');
  yield settled('edit-choice');
  await press(page, named(words.save));
  await onScreen(page, 'board');
  yield settled('board-path');
  await press(page, named(words.present).first());
  await onScreen(page, 'present');
  yield settled('present');
  await page.keyboard.press('ArrowRight');
  yield settled('present-cards');
  await page.keyboard.press('Escape');
  await onScreen(page, 'board');
  await press(page, named(/^Créer du lien/));
  await page.getByRole('dialog').waitFor();
  await press(page, named(words.tryIt));
  await onScreen(page, 'trial');
  yield settled('trial-faces');
  await press(page, named(words.likes));
  yield settled('trial-words');
  await press(page, named(words.send));
  yield settled('trial-thanks');
  await page.keyboard.press('Escape');
  await onScreen(page, 'board');
  await press(page, named(words.decide));
  await page.getByRole('checkbox', { name: words.secret }).press('Space');
  yield settled('board-secret');
  await press(page, page.getByRole('dialog').getByRole('button', { name: words.chosen }));
  await closed();
  await press(page, named(words.vote));
  await page.getByRole('dialog').getByRole('combobox').first().selectOption('5');
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror [role=dialog] select')].some((select) => select.value === '5'));
  await idle(page, 100);
  await press(page, named(words.cast));
  await closed();
  await press(page, named(words.openBox));
  await page.getByRole('dialog').waitFor();
  yield settled('board-box');
  await page.keyboard.press('Escape');
  await closed();

  await go(words.home, 'home');
  await go(words.measures, 'measures');
  yield settled('measures-empty');
  const table = ['quand;ou;NO2;bruit', '01/03/2026 10:00;cour;12,5;40', '01/03/2026 11:00;rue;13,5;41', ''].join('\n');
  await page.locator('#mirror input[type=file]').first().setInputFiles({ name: 'releve.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('dialog').waitFor();
  yield settled('measures-columns');
  await page.keyboard.press('Escape');
  await closed();
  await press(page, named(words.example));
  await named(words.station).waitFor();
  await until(page, (now) => now.pending === 0 && now.intake === 3);
  yield settled('measures');
  await page.getByRole('combobox', { name: words.shownQuantity }).selectOption('pm25');
  await press(page, named(words.hourBefore));
  yield settled('measures-hour');
  await go(words.station, 'station');
  await named(words.why).waitFor();
  yield settled('station');
  await press(page, named(words.mark));
  yield settled('station-marked');
  await press(page, named(words.mark));
  await press(page, named(words.compare));
  for (const [name, chip] of Object.entries(words.analyses)) {
    await press(page, named(chip));
    yield settled(`station-${name}`);
  }
  await press(page, named(words.reprocessed));
  await press(page, named(words.table));
  await page.getByRole('table').waitFor();
  await press(page, named(words.year));
  yield settled('station-table');
  await press(page, named(words.why));
  await page.getByRole('dialog').waitFor();
  yield settled('why');
  await page.keyboard.press('Escape');
  await closed();
}
