// The page around the application: when it cannot open, who holds the store, without network, a new build, and nothing drawn
// while nothing happens.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distPath, frames, idle, installed, ready, root, withBrowser, until } from './harness.mjs';

const pageState = (page) => page.evaluate(() => document.documentElement.dataset.state);
const becomes = (page, wanted) => page.waitForFunction((to) => document.documentElement?.dataset.state === to, wanted);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function showsPlainPage(page) {
  await page.locator('#plain').waitFor();
  assert.equal(await page.locator('#stage').isVisible(), false);
  assert.match(await page.locator('#plain').innerText(), /Mettez votre navigateur à jour[^]*cannot open the application/);
}

async function violations(page) {
  await page.evaluate(readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
}

// A copy of the packed page, to be changed.
async function withCopy(use) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-dist-'));
  cpSync(distPath, folder, { recursive: true });
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Makes of the copy what a next build would be: another build id, another file to keep.
function nextBuild(dist, { broken = false } = {}) {
  const path = join(dist, 'sw.js');
  const worker = readFileSync(path, 'utf8');
  const changed = worker.replace(/build = '([0-9a-f]+)'/, "build = '$1-next'").replace('"index.html"', broken ? '"index.html", "not-there.js"' : '"index.html"');
  assert.notEqual(changed, worker);
  writeFileSync(path, changed);
  rmSync(`${path}.br`, { force: true });
}
const cacheNames = (page) => page.evaluate(() => caches.keys());

export const tests = [
  {
    name: 'without JavaScript: the plain page',
    run: () => withBrowser(async ({ open }) => {
      const page = await open();
      assert.equal(await page.locator('#plain').isVisible(), true);
      assert.equal(await page.locator('noscript p').isVisible(), true);
    }, { context: { javaScriptEnabled: false } }),
  },
  {
    name: 'without WebGL, or with a program it cannot compile: the plain page',
    run: () => withBrowser(async ({ context, open, expected }) => {
      expected.push(/./);
      await context.addInitScript(() => (HTMLCanvasElement.prototype.getContext = () => null));
      const page = await open();
      await showsPlainPage(page);
      assert.deepEqual(await violations(page), []);
      await context.route(/\/first\.\w+\.wasm$/, (route) => route.fulfill({ body: 'not a program' }));
      await showsPlainPage(await open());
    }),
  },
  {
    name: 'a file that does not arrive is said, and reloading helps',
    run: () => withBrowser(async ({ context, open, expected }) => {
      expected.push(/./);
      for (const file of [/\/first\.\w+\.wasm$/, /\/loop\.\w+\.js$/]) {
        await context.route(file, (route) => route.abort());
        const page = await open();
        await becomes(page, 'failed');
        assert.deepEqual(await violations(page), []);
        await context.unroute(file);
        await page.getByRole('button', { name: 'Recharger' }).click();
        await ready(page);
        await page.close();
      }
      // The second file comes behind the first screen, when it can.
      const second = /\/second\.\w+\.wasm$/;
      await context.route(second, (route) => route.abort());
      const page = await open();
      await ready(page);
      assert.equal(await page.evaluate(() => globalThis.escale.second().ready), false);
      await context.unroute(second);
      await page.waitForFunction(() => globalThis.escale.second().ready);
    }, { context: { serviceWorkers: 'block' } }),
  },
  {
    name: 'where nothing can be kept, this is said and nothing is pretended',
    run: () => withBrowser(async ({ context, server, open, expected }) => {
      expected.push(/./);
      const byName = await context.newPage();
      await byName.goto(`http://hub.test:${server.port}/`);
      await ready(byName, { storage: 'insecure' });

      const worker = /\/storage-worker\.\w+\.js$/;
      await context.route(worker, async (route) => {
        const reply = await route.fetch();
        const refusing = "navigator.storage.getDirectory = () => Promise.reject(new DOMException('', 'SecurityError'));";
        await route.fulfill({ response: reply, body: (await reply.text()) + refusing });
      });
      await ready(await open(), { storage: 'private' });
      await context.unroute(worker);

      await context.route(worker, (route) => route.abort());
      await ready(await open(), { storage: 'unavailable' });
    }, { args: ['--host-resolver-rules=MAP hub.test 127.0.0.1'], context: { serviceWorkers: 'block' } }),
  },
  {
    name: 'one tab holds the store; another can take it over, and back',
    run: () => withBrowser(async ({ open }) => {
      const first = await open();
      await ready(first);
      const second = await open();
      await ready(second, { storage: 'busy' });
      for (const [taker, loser] of [[second, first], [first, second]]) {
        await taker.bringToFront();
        await taker.getByRole('button', { name: 'Reprendre ici' }).click();
        await ready(taker);
        await ready(loser, { storage: 'busy' });
      }
      await first.close();
      await second.reload();
      await ready(second);
    }),
  },
  {
    name: 'after the first visit it opens without network',
    run: () => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      await offline();
      for (const path of ['', 'index.html?from=elsewhere#part']) {
        await page.goto(new URL(path, page.url()).href);
        await ready(page);  // a page that is left while its files arrive says so in the console
        await page.reload();
        await ready(page);
        assert.equal(await page.evaluate(() => globalThis.escale.environment().online), false);
        await page.waitForFunction(() => globalThis.escale.second().ready);
        assert.equal(await page.evaluate(() => globalThis.escale.second().waits), 0, 'the first screen needs nothing of the second file');
      }
    }),
  },
  {
    name: 'a new build waits until it is taken',
    run: () => withCopy((dist) => withBrowser(async ({ open, offline }) => {
      const page = await open();
      await ready(page);
      await installed(page);
      const [before] = await cacheNames(page);
      nextBuild(dist);
      const reload = page.getByRole('button', { name: /recharger/i });
      for (let visit = 0; visit < 2; visit += 1) {  // a plain reload does not take it
        await page.reload();
        await ready(page);
        await reload.waitFor();
        assert.deepEqual((await cacheNames(page)).sort(), [before, `${before}-next`]);
      }
      await Promise.all([page.waitForEvent('load'), reload.click()]);
      await ready(page);
      assert.deepEqual(await cacheNames(page), [`${before}-next`]);
      assert.equal(await reload.isVisible(), false);
      await offline();
      await page.reload();
      await ready(page);
    }, { dist })),
  },
  {
    name: 'a build that does not arrive whole leaves nothing behind',
    run: () => withCopy((dist) => withBrowser(async ({ open, expected }) => {
      expected.push(/404|ServiceWorker/);
      const page = await open();
      await ready(page);
      await installed(page);
      const before = await cacheNames(page);
      nextBuild(dist, { broken: true });
      const failed = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const found = new Promise((resolve) => registration.addEventListener('updatefound', () => resolve(registration.installing), { once: true }));
        registration.update();
        const worker = await found;
        return new Promise((resolve) => worker.addEventListener('statechange', () => worker.state === 'redundant' && resolve(true)));
      });
      assert.equal(failed, true);
      assert.deepEqual(await cacheNames(page), before);
      await page.reload();
      await ready(page);
    }, { dist })),
  },
  {
    name: 'nothing is drawn while nothing happens, and little when something does',
    run: () => withBrowser(async ({ open }) => {
      const page = await open();
      await ready(page);
      await until(page, (now) => now.basemap);  // what comes behind the first screen has come
      await pause(2000);
      await idle(page);
      const before = await frames(page);
      await pause(10_000);
      assert.equal(await frames(page), before);
      await page.mouse.move(300, 300);
      await idle(page);
      const moved = (await frames(page)) - before;
      assert.ok(moved >= 1 && moved <= 10, `${moved} frames for a move`);
    }),
  },
  {
    name: 'a lost WebGL context is drawn again as it was',
    run: () => withBrowser(async ({ open, expected }) => {
      expected.push(/CONTEXT_LOST|context/i);
      const page = await open();
      await ready(page);
      await idle(page);
      const before = await page.screenshot();
      for (let round = 0; round < 5; round += 1) {
        await page.evaluate(() => new Promise((resolve) => {
          const canvas = document.getElementById('canvas');
          const loss = (canvas.getContext('webgl2') ?? canvas.getContext('webgl')).getExtension('WEBGL_lose_context');
          canvas.addEventListener('webglcontextrestored', resolve, { once: true });
          canvas.addEventListener('webglcontextlost', () => setTimeout(() => loss.restoreContext()), { once: true });
          loss.loseContext();
        }));
        await idle(page);
      }
      assert.ok((await page.screenshot()).equals(before), 'the same pixels');
      assert.equal(await pageState(page), 'ready');
    }),
  },
];
