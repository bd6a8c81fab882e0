// What assistive technology meets: a real Chromium window on a virtual screen, and the accessibility bus asked which object
// lies at the centre of each element.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Skip, idle, ready, root, startProcess, until, withBrowser } from './harness.mjs';
import { button, kWords, loadDemonstration, press } from './tour.mjs';

const kPython = '/usr/bin/python3';  // Debian's: it has the bindings
const kScreen = { width: 1280, height: 800 };

function missingTool() {
  for (const tool of ['Xvfb', 'dbus-run-session']) if (spawnSync('which', [tool]).status !== 0) return tool;
  if (!existsSync('/usr/libexec/at-spi-bus-launcher')) return 'at-spi2-core';
  const bindings = spawnSync(kPython, ['-c', 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi']);
  return bindings.status === 0 ? '' : 'gir1.2-atspi-2.0 and python3-gi';
}

async function started(command, args, options) {
  const child = startProcess(command, args, options);
  const stream = child.stdio[3] ?? child.stdout;
  const [line] = await Promise.race([
    once(stream, 'data'),
    once(child, 'exit').then(([status]) => Promise.reject(new Error(`${command} ended with ${status}`))),
  ]);
  return { child, said: String(line).trim() };
}

async function stopped({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

// A screen and a session bus of their own; gives the environment in which programs find both.
async function withDesktop(use) {
  const tool = missingTool();
  if (tool) throw new Skip(`${tool} is not installed`);
  const screen = await started('Xvfb', ['-displayfd', '3', '-screen', '0', `${kScreen.width}x${kScreen.height}x24`, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const env = { ...process.env, DISPLAY: `:${screen.said}`, ACCESSIBILITY_ENABLED: '1', NO_AT_BRIDGE: '0' };
  delete env.AT_SPI_BUS_ADDRESS;
  try {
    // The session lasts until its standard input is closed.
    const session = await started('dbus-run-session', ['--', 'sh', '-c', 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'],
      { stdio: ['pipe', 'pipe', 'ignore'], env });
    try {
      await use({ ...env, DBUS_SESSION_BUS_ADDRESS: session.said });
    } finally {
      const ended = once(session.child, 'exit');
      session.child.stdin.end();
      await ended;
    }
  } finally {
    await stopped(screen);
  }
}

// What the bus calls each element, and whether it is a control.
const elements = (page) => page.evaluate(() => {
  const roleOf = (element) => {
    const role = element.getAttribute('role');
    if (role) return { application: ['embedded'], tab: ['page tab'], switch: ['toggle button', 'switch'], status: ['status bar', 'statusbar'], img: ['image'] }[role] ?? [role];
    if (/^H[1-6]$/.test(element.tagName)) return ['heading'];
    if (element.tagName === 'INPUT') return { checkbox: ['check box'], radio: ['radio button'], file: ['push button', 'button'] }[element.type] ?? ['entry'];
    return { BUTTON: ['push button', 'toggle button', 'button'], A: ['link'], SELECT: ['combo box'], TEXTAREA: ['entry'], P: ['paragraph'] }[element.tagName];
  };
  return [...document.querySelectorAll('#mirror :is(.control, .field, .leaf, .map)')].flatMap((element) => {
    const roles = roleOf(element);
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    // Its centre is in view and nothing lies over it.
    if (!roles || element.closest('[inert]') || document.elementFromPoint(x, y) !== element) return [];
    return [{ roles, name: element.getAttribute('aria-label') ?? element.textContent, x, y }];
  });
});

function probe(env, title, points) {
  const run = spawnSync(kPython, [join(root, 'tests/web/atspi_probe.py')], { env, input: JSON.stringify({ title, points }), encoding: 'utf8', timeout: 60_000 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

async function centresAnswer(page, env, screen) {
  await page.getByRole('region', { name: 'Message', exact: true }).waitFor({ state: 'detached' });
  await idle(page);
  const all = await elements(page);
  const { document: box, hits } = probe(env, await page.title(), all.map(({ x, y }) => [x, y]));
  const inner = await page.evaluate(() => [innerWidth, innerHeight]);
  assert.deepEqual(box.slice(2), inner, 'the document is as large as the page');
  const words = (text) => text.replace(/\s+/g, ' ').trim();
  const wrong = all.flatMap(({ roles, name, x, y }, index) => {
    const hit = hits[index];
    // What is named by its content has no name on the bus.
    const unnamed = hit && !hit.name && ['paragraph', 'status bar', 'statusbar'].includes(hit.role);
    const same = hit && roles.includes(hit.role) && (unnamed || words(hit.name) === words(name));
    return same ? [] : [`${screen}: ${roles[0]} "${name}" at ${x}, ${y}: ${hit ? `${hit.role} "${hit.name}"` : 'nothing'}`];
  });
  return { count: all.length, wrong };
}

export const tests = [
  {
    name: 'the accessibility bus finds each element at its centre',
    run: () => withDesktop((env) => withBrowser(async ({ context, open, expected }) => {
      expected.push(/GPU|GL Driver/);
      const page = await open();
      for (const other of context.pages()) if (other !== page) await other.close();
      await ready(page);
      const wrong = [];
      const look = async (screen, least) => {
        const found = await centresAnswer(page, env, screen);
        assert.ok(found.count >= least, `${found.count} elements on ${screen}`);
        wrong.push(...found.wrong);
      };
      await look('home', 10);
      await loadDemonstration(page, kWords.fr);
      await look('atlas', 15);
      await press(page, button(page, kWords.fr.add));
      await until(page, (now) => now.screen === 'edit');
      await look('edit', 15);
      assert.deepEqual(wrong, []);
    }, {
      viewport: null,
      args: ['--force-renderer-accessibility', '--window-position=0,0', `--window-size=${kScreen.width},${kScreen.height}`],
      context: { headless: false, viewport: null, env },
    })),
  },
];
