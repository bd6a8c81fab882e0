// The hub's protocol, asked of the real server: each reply by a table, objects that outlive kill -9, and clients that wait.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverPath, startProcess } from './harness.mjs';

const long = process.env.ESCALE_LONG === '1';
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const blob = (bytes) => `b-${sha256(bytes)}.bin`;
const segment = (bytes, seq = 1) => `l-00000000000000ab-${seq.toString(16).padStart(8, '0')}-${sha256(bytes)}.seg`;

export async function startHub(data, ...more) {
  const child = startProcess(serverPath, ['--data', data, '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const stop = async (signal = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { address: String(line).trim(), stop };
}

export function newSpace(data, name = '-', ...more) {
  const made = spawnSync(serverPath, ['--data', data, '--new-space', name, ...more], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return Object.fromEntries(made.stdout.trim().split('\n').map((line) => line.split(' ')));
}

async function withHub(use, ...more) {
  const data = mkdtempSync(join(tmpdir(), 'escale-hub-'));
  try {
    const tokens = newSpace(data, 'atelier');
    const hub = await startHub(data, ...more);
    try {
      const ask = (method, path, { token = tokens.write, body, headers = {} } = {}) =>
        fetch(`${hub.address}s/atelier/${path}`, { method, body, headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers } });
      await use({ ...hub, data, tokens, ask, put: (name, body, more) => ask('PUT', name, { body, ...more }) });
    } finally {
      await hub.stop();
    }
  } finally {
    rmSync(data, { recursive: true });
  }
}

const names = (text) => text.trim().split('\n').filter(Boolean).map((line) => line.split(' ')[1]);

// ---- kill -9 while objects are sent, again and again on the same folder
async function kills(rounds, wanted) {
  const data = mkdtempSync(join(tmpdir(), 'escale-kill-'));
  const { write } = newSpace(data, 'atelier');
  const headers = { Authorization: `Bearer ${write}` };
  const kept = new Set();
  try {
    for (let round = 0; round < rounds || kept.size < wanted; round += 1) {
      const hub = await startHub(data);
      let going = true;
      const sender = async () => {
        while (going) {
          const bytes = randomBytes(32 + Math.floor(Math.random() ** 4 * 200_000));  // long enough that no two are the same object
          const name = segment(bytes, round + 1);
          try {
            const { status } = await fetch(`${hub.address}s/atelier/${name}`, { method: 'PUT', body: bytes, headers });
            assert.equal(status, 201);
            kept.add(name);
          } catch (error) {
            if (going || error instanceof assert.AssertionError) throw error;
          }
        }
      };
      const senders = Promise.allSettled(Array.from({ length: 6 }, sender));
      await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 120));
      going = false;
      await hub.stop('SIGKILL');
      const failed = (await senders).find(({ status }) => status === 'rejected');
      if (failed) throw failed.reason;
    }
    // All that was said to be kept is there, and nothing there is torn.
    const there = readdirSync(join(data, 's/atelier'));
    for (const name of there) assert.ok(name.includes(sha256(readFileSync(join(data, 's/atelier', name)))), `${name} is torn`);
    const found = new Set(there);
    for (const name of kept) assert.ok(found.has(name), `${name} is lost`);
    assert.ok(kept.size >= rounds, `only ${kept.size} objects were kept in ${rounds} rounds`);
    const hub = await startHub(data);
    try {
      assert.deepEqual(readdirSync(join(data, '.incoming')), []);
      assert.equal(names(await (await fetch(`${hub.address}s/atelier/`, { headers })).text()).length, Math.min(5000, there.length));
    } finally {
      await hub.stop();
    }
    console.log(`      ${rounds} rounds, ${kept.size} objects said to be kept, ${there.length} there`);
  } finally {
    rmSync(data, { recursive: true });
  }
}

// ---- 60 clients that wait, and one that works
function ask(agent, method, address, token, body) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = httpRequest(address, { method, agent, headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Length': body.length } : {}) } });
    request.on('error', reject);
    request.on('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString(), ms: performance.now() - start }));
    });
    request.end(body);
  });
}

async function pollers(count, gets, limit) {
  await withHub(async ({ address, tokens, put }) => {
    const space = `${address}s/atelier/`;
    const waiting = new Agent({ keepAlive: true, maxSockets: count });
    const working = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = randomBytes(1000);
    await put(blob(first), first);
    const { headers } = await ask(working, 'GET', space, tokens.write);
    const polls = Array.from({ length: count }, () => ask(waiting, 'GET', `${space}?after=${headers['x-next']}&boot=${headers['x-boot']}&wait=25`, tokens.write));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const times = [];
    for (let i = 0; i < gets; i += 1) times.push((await ask(working, 'GET', space + blob(first), tokens.write)).ms);
    const news = randomBytes(1000);
    const start = performance.now();
    assert.equal((await ask(working, 'PUT', space + blob(news), tokens.write, news)).status, 201);
    for (const reply of await Promise.all(polls)) {
      assert.equal(reply.status, 200);
      assert.deepEqual(names(reply.body), [blob(news)]);
    }
    const told = performance.now() - start;
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)];
    console.log(`      ${count} clients wait: GET p50 ${times[times.length >> 1].toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; all told of news in ${told.toFixed(0)} ms`);
    if (limit) assert.ok(p99 < limit, `p99 ${p99} ms`);
    waiting.destroy();
    working.destroy();
  });
}

export const tests = [
  {
    name: 'each request has its reply',
    run: () => withHub(async ({ address, tokens, ask, put }) => {
      const hello = Buffer.from('hello');
      const name = blob(hello);
      const status = async (...args) => (await ask(...args)).status;
      assert.equal((await put(name, hello, { token: '' })).status, 401);
      assert.equal((await put(name, hello, { token: 'wrong' })).status, 401);
      assert.equal(await status('GET', name), 404);
      assert.equal((await put(name, hello, { headers: { 'If-None-Match': '*' } })).status, 201);
      assert.equal((await put(name, hello, { headers: { 'If-None-Match': '*' } })).status, 412);
      assert.equal((await put(segment(hello), hello)).status, 201);
      assert.equal((await put(`s-${sha256(hello)}.snp`, hello)).status, 201);
      assert.equal((await put(blob('other'), hello)).status, 422);
      assert.equal(await status('GET', blob('other')), 404);
      for (const bad of ['x', `${name}x`, name.toUpperCase(), `b-${'0'.repeat(63)}.bin`, '.hidden', 'b-..%2f..%2fx.bin']) {
        assert.equal((await put(bad, hello)).status, 400, bad);
        assert.equal(await status('GET', bad), 404, bad);
      }
      assert.equal((await put('', hello)).status, 400);
      assert.equal((await put(segment(Buffer.alloc(262_145)), Buffer.alloc(262_145))).status, 413);
      assert.equal((await put(segment(Buffer.alloc(262_144)), Buffer.alloc(262_144))).status, 201);
      for (const other of ['nothing', 'Atelier', '..', '-x', 'a'.repeat(65)]) assert.equal((await fetch(`${address}s/${other}/${name}`)).status, 404, other);
      assert.equal(await status('DELETE', name), 403);
      assert.equal(await status('DELETE', segment(hello), { token: tokens.admin }), 403);
      assert.equal(await status('DELETE', name, { token: tokens.admin }), 204);
      assert.equal(await status('DELETE', name, { token: tokens.admin }), 404);
      assert.equal(await status('GET', name), 404);
    }),
  },
  {
    name: 'an object never changes: strong tag, ranges, kept for ever',
    run: () => withHub(async ({ ask, put }) => {
      const bytes = randomBytes(200_000);
      const name = blob(bytes);
      await put(name, bytes);
      const whole = await ask('GET', name);
      assert.equal(whole.headers.get('etag'), `"${sha256(bytes)}"`);
      assert.match(whole.headers.get('cache-control'), /immutable/);
      assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes);
      assert.equal((await ask('HEAD', name)).headers.get('content-length'), '200000');
      assert.equal((await ask('GET', name, { headers: { 'If-None-Match': `"${sha256(bytes)}"` } })).status, 304);
      const ranges = { 'bytes=0-9': [0, 10], 'bytes=199990-': [199_990, 200_000], 'bytes=-5': [199_995, 200_000], 'bytes=199999-999999999': [199_999, 200_000], 'bytes=-999999999': [0, 200_000] };
      for (const [range, [from, to]] of Object.entries(ranges)) {
        const part = await ask('GET', name, { headers: { Range: range } });
        assert.equal(part.status, 206, range);
        assert.equal(part.headers.get('content-range'), `bytes ${from}-${to - 1}/200000`);
        assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(from, to), range);
      }
      const beyond = await ask('GET', name, { headers: { Range: 'bytes=200000-200001' } });
      assert.equal(beyond.status, 416);
      assert.equal(beyond.headers.get('content-range'), 'bytes */200000');
    }),
  },
  {
    name: 'the listing goes on from a number, in pages of 5,000, and finds what was copied into the folder',
    run: () => withHub(async ({ ask, put, data }) => {
      const contents = Array.from({ length: 5003 }, (_, i) => Buffer.from(String(i)));
      for (const bytes of contents) writeFileSync(join(data, 's/atelier', blob(bytes)), bytes);
      writeFileSync(join(data, 's/atelier/notes.txt'), 'no object');
      const page = await ask('GET', '');
      const first = names(await page.text());
      assert.equal(first.length, 5000);
      assert.equal(page.headers.get('x-next'), '5000');
      const boot = page.headers.get('x-boot');
      const rest = await ask('GET', `?after=5000&boot=${boot}`);
      const lines = (await rest.text()).trim().split('\n');
      assert.equal(lines.length, 3);
      assert.deepEqual(new Set([...first, ...names(lines.join('\n'))]), new Set(contents.map(blob)));
      for (const line of lines) assert.match(line, /^[1-4] b-[0-9a-f]{64}\.bin$/);
      // Another boot's number, or none of ours, begins again.
      for (const query of ['?after=5000&boot=0', '?after=5000', `?after=x&boot=${boot}`]) assert.equal(names(await (await ask('GET', query)).text()).length, 5000, query);
      // Whoever waits is told at once of what is put, and within a second or two of what is copied.
      const tell = async (action) => {
        const start = performance.now();
        const told = ask('GET', `?after=${page.next ?? 5003}&boot=${boot}&wait=25`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await action();
        const reply = await told;
        page.next = reply.headers.get('x-next');
        return [names(await reply.text()), performance.now() - start];
      };
      const put1 = Buffer.from('put'), copied = Buffer.from('copied');
      assert.deepEqual((await tell(() => put(blob(put1), put1)))[0], [blob(put1)]);
      const [there, ms] = await tell(() => writeFileSync(join(data, 's/atelier', blob(copied)), copied));
      assert.deepEqual(there, [blob(copied)]);
      assert.ok(ms < 10_000);
      const start = performance.now();
      assert.equal(await (await ask('GET', `?after=${page.next}&boot=${boot}&wait=1`)).text(), '');
      assert.ok(performance.now() - start > 900);
    }),
  },
  {
    name: 'a file copied only in part is replaced by the whole object',
    run: () => withHub(async ({ ask, put, data }) => {
      const bytes = randomBytes(5000);
      writeFileSync(join(data, 's/atelier', blob(bytes)), bytes.subarray(0, 2000));
      assert.equal((await put(blob(bytes), bytes)).status, 201);
      assert.deepEqual(Buffer.from(await (await ask('GET', blob(bytes))).arrayBuffer()), bytes);
    }),
  },
  {
    name: 'a full space says so, and takes the next one that fits',
    run: () => withHub(async ({ put }) => {
      const most = randomBytes(900_000), more = randomBytes(300_000), less = randomBytes(100_000);
      assert.equal((await put(blob(most), most)).status, 201);
      assert.equal((await put(blob(more), more)).status, 507);
      assert.equal((await put(blob(less), less)).status, 201);
    }, '--space-limit', '1'),
  },
  {
    name: 'rights are lines of a file that holds no token',
    run: () => withHub(async ({ ask, data, tokens, put }) => {
      const file = readFileSync(join(data, 'atelier.tokens'), 'utf8');
      assert.equal(file, `write ${sha256(tokens.write)}\nadmin ${sha256(tokens.admin)}\n`);
      assert.equal((await ask('GET', '', { token: '' })).status, 401);
      writeFileSync(join(data, 'atelier.tokens'), `read *\n${file}read ${sha256('reader')}\n`);
      assert.equal((await ask('GET', '', { token: '' })).status, 200);
      const hello = Buffer.from('hello');
      for (const token of ['', 'reader', '*']) assert.equal((await put(blob(hello), hello, { token })).status, 403, token);
      rmSync(join(data, 'atelier.tokens'));
      assert.equal((await ask('GET', '', { token: tokens.admin })).status, 401);
    }),
  },
  {
    name: 'a page of another origin may ask, also from the internet to the local network',
    run: () => withHub(async ({ address, put }) => {
      const preflight = await fetch(`${address}s/atelier/${blob('x')}`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://escale.example', 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization,if-none-match', 'Access-Control-Request-Private-Network': 'true' },
      });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
      assert.match(preflight.headers.get('access-control-allow-methods'), /PUT/);
      assert.match(preflight.headers.get('access-control-allow-headers'), /Authorization.*If-None-Match/);
      assert.equal(preflight.headers.get('access-control-allow-private-network'), 'true');
      const hello = Buffer.from('hello');
      for (const reply of [await put(blob(hello), hello), await put(blob(hello), hello, { token: '' })]) assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    }),
  },
  {
    name: 'a refused body does not spoil the connection',
    run: () => withHub(async ({ address, tokens }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const space = `${address}s/atelier/`;
      const body = Buffer.alloc(300_000, 'GET / HTTP/1.1\r\n\r\n');
      for (const [name, token, status] of [[blob(body), 'wrong', 401], ['x', tokens.write, 400], [segment(body), tokens.write, 413], [blob('x'), tokens.write, 422], [blob(body), tokens.write, 201], [blob(body), tokens.write, 412]])
        assert.equal((await ask(agent, 'PUT', space + name, token, body)).status, status, `${status}`);
      assert.equal((await ask(agent, 'GET', space, tokens.write)).status, 200);
      agent.destroy();
    }),
  },
  {
    name: 'one server to a folder, and a space is made once',
    run: () => withHub(async ({ data }) => {
      const second = spawnSync(serverPath, ['--data', data, '--port', '0'], { encoding: 'utf8' });
      assert.equal(second.status, 1);
      assert.match(second.stderr, /another server uses this folder/);
      assert.equal(spawnSync(serverPath, ['--data', data, '--new-space', 'atelier'], { encoding: 'utf8' }).status, 1);
      assert.equal(spawnSync(serverPath, ['--data', data, '--new-space', 'A B'], { encoding: 'utf8' }).status, 2);
      assert.match(newSpace(data).space, /^[0-9a-f]{16}$/);
    }),
  },
  { name: 'killed while objects arrive, nothing acknowledged is lost or torn', run: () => kills(20, 0) },
  { name: 'killed 500 times', long: true, run: () => kills(500, 30_000) },
  { name: 'sixty clients wait and nobody is delayed', run: () => pollers(60, long ? 2000 : 200, 0) },
  { name: 'sixty clients wait: p99 of a GET under 100 ms', long: true, run: () => pollers(60, 2000, 100) },
];
