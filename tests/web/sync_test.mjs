// Dossiers and pages that share their work: the same client over the hub and over nginx, through networks that fail and
// answer for others, and by a file.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Skip, idle, ready, root, startProcess, state, toolPath, until, withBrowser } from './harness.mjs';
import { newSpace, startHub } from './hub_test.mjs';
import { button, kWords, loadDemonstration, press } from './tour.mjs';

const nginx = '/usr/sbin/nginx';
const words = kWords.fr;

// ---- dossiers, by the headless client

async function tool(...args) {
  const child = startProcess(toolPath, [...args, '--lang', 'fr']);
  let out = '', said = '';
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (said += part));
  const [status] = await once(child, 'close');
  return { status, out: out.trim(), said };
}
const digest = async (dossier) => (await tool('digest', dossier)).out;

export async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-sync-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Two dossiers with work of their own, and some places in common.
async function twoDossiers(folder) {
  const table = (from, to) => ['Nom;Commune;Latitude;Longitude', ...Array.from({ length: to - from }, (_, i) => `Lieu ${from + i};Bordeaux;44,${8000 + from + i};-0,${5000 + from + i}`)].join('\n');
  const dossiers = [join(folder, 'a.dossier'), join(folder, 'b.dossier')];
  for (const [i, [from, to]] of [[0, 300], [250, 400]].entries()) {
    writeFileSync(join(folder, 'lieux.csv'), table(from, to));
    assert.equal((await tool('import', join(folder, 'lieux.csv'), '--into', dossiers[i])).status, 0);
  }
  return dossiers;
}

async function startNginx(folder) {
  const data = join(folder, 'nginx');
  for (const name of ['s/atelier', 'incoming']) mkdirSync(join(data, name), { recursive: true });
  const port = 20_000 + (process.pid % 20_000);
  const text = readFileSync(join(root, 'server-stub/nginx.conf'), 'utf8').replace(/^#.*\n/gm, '')
    .replace('USER', userInfo().username).replaceAll('DATA', data).replace('PORT', `127.0.0.1:${port}`).replace('Bearer TOKEN', 'Bearer secret');
  writeFileSync(join(data, 'nginx.conf'), text);
  const child = startProcess(nginx, ['-c', join(data, 'nginx.conf'), '-p', data, '-g', 'daemon off;'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const address = `http://127.0.0.1:${port}/s/atelier/`;
  for (let tries = 0; ; tries += 1) {
    if (await fetch(address).then(() => true, () => false)) break;
    if (tries === 100 || child.exitCode !== null) throw new Error('nginx does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    address,
    token: 'secret',
    objects: join(data, 's/atelier'),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export async function startSpace(folder) {
  const data = join(folder, 'hub');
  const { write } = newSpace(data, 'atelier');
  const hub = await startHub(data);
  return { address: `${hub.address}s/atelier/`, token: write, objects: join(data, 's/atelier'), stop: hub.stop };
}

const syncWith = (dossier, { address, token }, ...more) => tool('sync', dossier, '--hub', address, '--token', token, ...more);

// What both dossiers come to over one server.
async function meet(folder, server, originals) {
  const dossiers = originals.map((path) => `${path}.${server.token}`);
  originals.forEach((path, i) => copyFileSync(path, dossiers[i]));
  try {
    for (const dossier of [...dossiers, dossiers[0]]) {
      const { status, said } = await syncWith(dossier, server);
      assert.equal(status, 0, said);
    }
    const again = await syncWith(dossiers[1], server);
    assert.match(again.said, /^0 envoyés, 0 reçus/);
    const [a, b] = await Promise.all(dossiers.map(digest));
    assert.equal(a, b);
    return { digest: a, objects: readdirSync(server.objects).sort() };
  } finally {
    await server.stop();
  }
}

// A road to a port that breaks and heals: connections are cut at any byte.
async function flappingRoad(port) {
  const open = new Set();
  let up = true;
  const server = createTcpServer((socket) => {
    if (!up) return socket.destroy();
    const there = connect(port, '127.0.0.1');
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      there.destroy();
    });
    there.on('close', () => socket.destroy());
    for (const end of [socket, there]) end.on('error', () => {});
    socket.pipe(there).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    set(is) {
      up = is;
      if (!up) for (const socket of open) socket.destroy();
    },
    close() {
      this.set(false);
      server.close();
    },
  };
}

// ---- pages

const held = (page) => state(page).then(({ digest: hash }) => hash);

async function addPlace(page, name) {
  await press(page, button(page, words.atlas));
  await until(page, (now) => now.screen === 'atlas');
  await press(page, button(page, words.add));
  await until(page, (now) => now.screen === 'edit');
  await page.getByRole('textbox', { name: /^Nom/ }).first().fill(name);
  await press(page, button(page, words.save));
  await until(page, (now) => now.screen === 'place' && now.pending === 0, { what: `${name} saved` });
  await page.keyboard.press('Escape');
}

const toSync = async (page) => {
  await press(page, button(page, words.sync));
  await until(page, (now) => now.screen === 'sync');
};

export async function connectTo(page, link) {
  await toSync(page);
  await page.getByRole('textbox', { name: 'Lien de partage' }).fill(link);
  await press(page, button(page, 'Se connecter'));
  await page.getByRole('dialog').waitFor();
  await press(page, button(page, 'Partager'));
  await until(page, (now) => now.hub !== '');
}

export const settled = (page) => until(page, (now) => now.hubUpToDate && now.unshared === 0 && now.pending === 0, { timeout: 30_000, what: 'all is copied' });

export const tests = [
  {
    name: 'the same dossiers come to the same over the hub and over nginx',
    run: () => withFolder(async (folder) => {
      if (!existsSync(nginx)) throw new Skip('no nginx here');
      const dossiers = await twoDossiers(folder);
      const overHub = await meet(folder, await startSpace(folder), dossiers);
      const overNginx = await meet(folder, await startNginx(folder), dossiers);
      assert.equal(overHub.digest, overNginx.digest);
      assert.deepEqual(overHub.objects, overNginx.objects);
    }),
  },
  {
    name: 'a captive portal is told, and nothing is taken for a copy',
    run: () => withFolder(async (folder) => {
      const portal = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Acceptez les conditions</html>'));
      portal.listen(0, '127.0.0.1');
      await once(portal, 'listening');
      const [dossier] = await twoDossiers(folder);
      const { status, said } = await tool('sync', dossier, '--hub', `http://127.0.0.1:${portal.address().port}/`, '--space', 'atelier', '--wait', '2');
      portal.close();
      assert.equal(status, 1);
      assert.match(said, /^0 envoyés, 0 reçus\nLe point d’accès demande une connexion/);
      const space = await startSpace(folder);
      assert.match((await syncWith(dossier, space)).said, /^[1-9]\d* envoyés/);
      await space.stop();
    }),
  },
  {
    name: 'a wrong token and an unknown space are said in words',
    run: () => withFolder(async (folder) => {
      const [dossier] = await twoDossiers(folder);
      const space = await startSpace(folder);
      const wrong = await syncWith(dossier, { ...space, token: 'wrong' });
      assert.equal(wrong.status, 1);
      assert.match(wrong.said, /refuse ce lien/);
      const unknown = await syncWith(dossier, { ...space, address: space.address.replace('atelier', 'ailleurs') });
      assert.equal(unknown.status, 1);
      assert.match(unknown.said, /ne connaît pas cet espace/);
      assert.equal((await tool('sync', dossier)).status, 2);
      await space.stop();
    }),
  },
  {
    name: 'two pages without network meet by a file',
    run: () => withBrowser(async (one) => withBrowser(async (two) => {
      const pages = [await one.open(), await two.open()];
      for (const page of pages) await ready(page);
      await loadDemonstration(pages[0], words);
      await addPlace(pages[1], 'Écrit sur la deuxième');
      for (const browser of [one, two]) await browser.offline();
      await addPlace(pages[0], 'Écrit sans réseau');
      assert.ok((await state(pages[0])).unshared > 0);
      const carry = async (from, to) => {
        await toSync(from);
        const [download] = await Promise.all([from.waitForEvent('download'), press(from, button(from, 'Faire une copie maintenant'))]);
        assert.match(download.suggestedFilename(), /^\d{4}-\d\d-\d\d_escale\.zip$/);
        await until(from, (now) => now.unshared === 0, { what: 'a saved copy counts' });
        await toSync(to);
        await to.locator('#mirror input[type=file]').first().setInputFiles(await download.path());
        await until(to, (now) => now.bundle === 3 && now.pending === 0, { what: 'the copy is read' });
      };
      await carry(pages[0], pages[1]);
      await carry(pages[1], pages[0]);
      assert.equal(await held(pages[0]), await held(pages[1]));
      assert.ok((await state(pages[1])).places > 2);
    })),
  },
  {
    name: 'two pages meet over a hub whose network comes and goes; what both changed is shown',
    run: () => withFolder(async (folder) => {
      const space = await startSpace(folder);
      const road = await flappingRoad(new URL(space.address).port);
      const link = `http://127.0.0.1:${road.port}/s/atelier/#k=${space.token}`;
      await withBrowser(async (one) => withBrowser(async (two) => {
        for (const browser of [one, two]) browser.expected.push(/Failed to load resource|net::ERR|status of (401|404|412)/);
        const pages = [await one.open(), await two.open()];
        for (const page of pages) await ready(page);
        await loadDemonstration(pages[0], words);
        await connectTo(pages[0], link);
        await settled(pages[0]);
        await connectTo(pages[1], link);
        await until(pages[1], (now) => now.places > 0 && now.hubUpToDate, { timeout: 30_000 });
        assert.equal(await held(pages[0]), await held(pages[1]));

        let flapping = true;
        const flaps = (async () => {
          while (flapping) {
            for (const is of [false, true]) {
              road.set(is);
              await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 800));
            }
          }
          road.set(true);
        })();
        await Promise.all(pages.map((page, i) => addPlace(page, `Lieu ${i} pendant les coupures`)));
        flapping = false;
        await flaps;
        for (const page of pages) await settled(page);
        for (const page of pages) await until(page, (now) => now.places === 61, { timeout: 40_000, what: 'both places are on both' });
        for (const page of pages) await settled(page);
        assert.equal(await held(pages[0]), await held(pages[1]));

        // Cut off, both correct the name of one place.
        road.set(false);
        for (const [i, page] of pages.entries()) {
          await press(page, button(page, words.atlas));
          await page.getByRole('searchbox').fill('pendant les coupures');
          await until(page, (now) => now.shown === 2);
          await press(page, page.locator('#mirror [data-arrows=column]', { hasText: 'Lieu 0' }).first());
          await until(page, (now) => now.screen === 'place');
          await press(page, button(page, words.correct));
          await page.getByRole('textbox', { name: /^Nom/ }).first().fill(`Nom de la tablette ${i}`);
          await press(page, button(page, words.save));
          await until(page, (now) => now.screen === 'place' && now.pending === 0);
        }
        road.set(true);
        for (const page of pages) {
          await toSync(page);
          if (await button(page, 'Réessayer').count()) await press(page, button(page, 'Réessayer'));
          await settled(page);
        }
        // Both see both versions; one of them chooses for all.
        for (const page of pages) await until(page, (now) => now.conflicts === 1, { timeout: 30_000, what: 'both versions are shown' });
        await pages[0].getByText('changement fait en même temps').first().waitFor();
        await press(pages[0], button(pages[0], 'Garder ce qui vient d’ailleurs'));
        for (const page of pages) await until(page, (now) => now.conflicts === 0 && now.pending === 0, { timeout: 30_000, what: 'nobody is asked any more' });
        await settled(pages[0]);
        for (let tries = 0; (await held(pages[0])) !== (await held(pages[1])) && tries < 60; tries += 1) await new Promise((resolve) => setTimeout(resolve, 500));
        assert.equal(await held(pages[0]), await held(pages[1]));
        await idle(pages[0]);
      }));
      road.close();
      await space.stop();
    }),
  },
];
