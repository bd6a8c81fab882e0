import { readdirSync, readFileSync, statSync } from 'node:fs';
import { idle, ready, until, withBrowser } from './harness.mjs';
import { button, kWords, press } from './tour.mjs';
const words = kWords.fr;
const D = '/work/shared/data/';
const walk = (d) => readdirSync(d).flatMap((f) => (statSync(d + '/' + f).isDirectory() ? walk(d + '/' + f) : [d + '/' + f]));
const [what, w = 1280, h = 2400] = process.argv.slice(2);
await withBrowser(async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.setViewportSize({ width: Number(w), height: Number(h) });
  const shot = async (name) => { await idle(page).catch(() => {}); await page.screenshot({ path: `/tmp/me/real-${name}.png` }); };
  await press(page, button(page, words.measures));
  const files = what === 'aberdeen' ? walk(D + 'sensor-community-aberdeen/archive').filter((f) => f.endsWith('.csv'))
    : what === 'marylebone' ? [D + 'openair-marylebone/mydata.csv'] : what === 'noise' ? [D + 'noisemonitor/test_data_laeq1m.csv'] : walk(D + 'opensensemap-berlin-pm25').filter((f) => /csv|json/.test(f));
  const t0 = Date.now();
  await page.locator('#mirror input[type=file]').first().setInputFiles(files);
  await until(page, (now) => now.intake >= 3 && now.pending === 0, { timeout: 60000 });
  console.log('kept', Date.now() - t0);
  await press(page, page.getByRole('button', { name: 'Fermer' }).first());
  if (what === 'aberdeen' || what === 'berlin') {
    const t = Date.now();
    await page.getByRole('combobox', { name: /Grandeur montr/ }).selectOption('pm25');
    await page.getByRole('button', { name: 'Lecture' }).waitFor({ timeout: 60000 });
    await idle(page); console.log('quantity', Date.now() - t);
    await press(page, page.getByRole('button', { name: 'Heure d’avant' }));
    await page.getByRole('button', { name: 'Entre les stations' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Entre les stations' }));
    await shot(what + '-surface');
    return;
  }
  await press(page, page.getByRole('button', { name: /mydata|laeq|Marylebone|test_data/ }).last());
  await button(page, words.why).waitFor({ timeout: 60000 });
  await shot(what);
  const q = page.getByRole('combobox', { name: /Ce qui est mesur/ });
  if (what === 'marylebone') await q.selectOption({ label: (await q.locator('option').allTextContents()).find((t) => /NO2|azote/.test(t)) ?? undefined });
  for (const [n, label] of what === 'noise' ? [['app', 'Application']] : [['rose', /^D’où vient/], ['polar', /^Vent et force/], ['trend', 'Tendance'], ['week', 'Semaine type'], ['app', 'Application']]) {
    const t = Date.now();
    await press(page, page.getByRole('button', { name: label }));
    await idle(page); console.log(n, Date.now() - t);
    await shot(`${what}-${n}`);
  }
});
