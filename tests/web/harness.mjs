// What browser tests stand on: the server of the packed page, Debian's Chromium, a page of its own for each test, and what
// nobody may see in a console.
//
// ESCALE_SERVER, ESCALE_TOOL, ESCALE_DIST and CHROMIUM override where these are.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const data = join(root, '..', 'shared', 'data');

export const serverPath = process.env.ESCALE_SERVER ?? join(root, 'build/native-release/escale-server');
export const toolPath = process.env.ESCALE_TOOL ?? join(root, 'build/native-release/escale-tool');
export const distPath = process.env.ESCALE_DIST ?? join(root, 'build/web/dist');
const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const kFlags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // WebGL without a graphics card.
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
];

// A test that cannot run here says why: `throw new Skip('no shared data')`.
export class Skip extends Error {}

export function missingParts() {
  return [serverPath, join(distPath, 'index.html'), chromiumPath].filter((path) => !existsSync(path));
}

// ---- processes of a test: none outlives the runner, however that ends

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export function startProcess(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

// ---- the server

export async function startServer({ port = 0, dist = distPath } = {}) {
  const child = startProcess(serverPath, ['--root', dist, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([status]) => Promise.reject(new Error(`the server ended with ${status}`))),
  ]);
  const address = String(line).trim();
  return {
    address,
    port: Number(new URL(address).port),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

// ---- a browser with a profile of its own: what it stores lives as long as the test

export async function withBrowser(use, options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'escale-profile-'));
  const server = await startServer({ dist: options.dist });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: [...kFlags, ...(options.args ?? [])],
    viewport: options.viewport ?? { width: 1024, height: 768 },
    locale: options.locale ?? 'fr-FR',
    ...options.context,
  });
  const troubles = [];
  const browser = {
    context,
    server,
    // What a test provokes on purpose; everything else that is said in the console fails it.
    expected: [],
    // A page of the application; `path` is relative to its address.
    async open(path = '') {
      const page = await context.newPage();
      watch(page, troubles);
      await page.goto(server.address + path);
      return page;
    },
    // Without any network: the server gone and the browser told so.
    async offline(is = true) {
      if (is) await server.stop();
      else Object.assign(server, await startServer({ port: server.port, dist: options.dist }));
      await context.setOffline(is);
    },
  };
  try {
    await use(browser);
    const unexpected = troubles.filter((text) => !browser.expected.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], 'the console is clean');
  } finally {
    await context.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function watch(page, troubles) {
  page.on('pageerror', (error) => troubles.push(`page: ${error.stack ?? error}`));
  // Violations of the content security policy arrive here too, the workers' as well.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console: ${message.text()}`);
  });
  page.on('crash', () => troubles.push('the page crashed'));
}

// ---- what tests ask of a page

// The application is on screen and the store has opened, or said that it cannot.
export async function ready(page, { storage = 'opfs' } = {}) {
  await page.waitForFunction(() => document.documentElement?.dataset.state === 'ready', null, { timeout: 30_000 });
  if (storage) await page.waitForFunction((wanted) => globalThis.escale.environment().storage === wanted, storage, { timeout: 15_000 });
}

// debug_state() of the application.
export const state = (page) => page.evaluate(() => globalThis.escale.state());

export const frames = (page) => page.evaluate(() => globalThis.escale.frames());

// Waits until `check(state)` holds; says the last state when it never does.
export async function until(page, check, { timeout = 10_000, what = check.toString() } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const now = await state(page);
    if (check(now)) return now;
    if (Date.now() > end) throw new Error(`never happened: ${what}; last state ${JSON.stringify(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Waits until the page draws nothing more.
export async function idle(page, quiet = 300) {
  for (let before = -1, now = await frames(page); before !== now; now = await frames(page)) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, quiet));
  }
}

// The service worker has everything: the page may be opened without network.
export async function installed(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => new Promise((resolve) => {
    const check = () => active.state === 'activated' && resolve();
    active.addEventListener('statechange', check);
    check();
  })));
}
