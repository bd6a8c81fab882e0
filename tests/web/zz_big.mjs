import { idle, ready, state, until, withBrowser } from './harness.mjs';
import { button, kWords, press } from './tour.mjs';
const words = kWords.fr;
await withBrowser(async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await press(page, button(page, words.measures));
  let t0 = Date.now();
  await page.locator('#mirror input[type=file]').first().setInputFiles('/tmp/big/ten.csv');
  await until(page, (now) => now.intake >= 3 && now.pending === 0, { timeout: 120000 });
  console.log('kept', Date.now() - t0);
  const long = await page.evaluate(() => { globalThis.longest = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) globalThis.longest = Math.max(globalThis.longest, e.duration); }).observe({ type: 'longtask' }); });
  await press(page, page.getByRole('button', { name: 'Fermer' }).first());
  await press(page, page.getByRole('button', { name: /^ten/ }).last());
  t0 = Date.now();
  await button(page, words.why).waitFor({ timeout: 60000 });
  console.log('open', Date.now() - t0, 'longest task', await page.evaluate(() => globalThis.longest));
  await idle(page);
  for (const range of ['Semaine', 'Année', 'Tout', 'Jour']) {
    await press(page, button(page, range)); await idle(page);
    const c = await page.getByRole('img', { name: /en moyenne/ }).first().boundingBox();
    await page.mouse.move(c.x + 500, c.y + 150);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
    const f0 = await page.evaluate(() => globalThis.escale.frames());
    await cdp.send('Profiler.start');
    await page.mouse.down();
    for (let i = 0; i < 60; ++i) { await page.mouse.move(c.x + 500 - i * 4, c.y + 150); await page.waitForTimeout(16); }
    await page.mouse.up();
    const { profile } = await cdp.send('Profiler.stop');
    const f1 = await page.evaluate(() => globalThis.escale.frames());
    const names = new Map(profile.nodes.map((n) => [n.id, n]));
    const self = {}; let busy = 0;
    profile.samples.forEach((id, i) => { const n = names.get(id).callFrame.functionName; const d = profile.timeDeltas[i]; self[n] = (self[n] ?? 0) + d; if (!/idle|program|garbage/.test(n)) busy += d; });
    const top = Object.entries(self).sort((a, b) => b[1] - a[1]).slice(0, 14).map(([n, us]) => `${n.slice(0, 60)} ${(us / 1000).toFixed(1)}`);
    console.log(range, 'frames', f1 - f0, 'js ms/frame', (busy / 1000 / (f1 - f0)).toFixed(2), '\n   ', top.join('\n    '));
  }
  const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize / 1e6);
  console.log('heap MB', memory, JSON.stringify(await state(page)).slice(0, 300));
});
