// escale-server on a small site of its own: types, codings, validators, policies, and paths that lead out.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root, serverPath, startProcess, startServer } from './harness.mjs';

const script = 'export const answer = 42;\n';
const kHashed = 'app.0123456789.js';

async function withSite(use) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-site-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'inner'), { recursive: true });
  for (const name of ['index.html', 'sw.js', 'manifest.webmanifest', 'data.json', 'app.wasm', 'inner/index.html', '.hidden'])
    writeFileSync(join(dist, name), `content of ${name}`);
  writeFileSync(join(dist, kHashed), script);
  writeFileSync(join(dist, `${kHashed}.br`), brotliCompressSync(script));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(dist, 'linked.txt'));
  const server = await startServer({ dist });
  try {
    await use(server, dist);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

// fetch decodes bodies and cleans paths: what is sent byte by byte goes through a socket.
function raw(port, request) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('end', () => {
      const all = Buffer.concat(parts);
      const split = all.indexOf('\r\n\r\n');
      resolve({ head: all.subarray(0, split).toString(), status: Number(all.subarray(9, 12)), body: all.subarray(split + 4) });
    });
  });
}
const get = (port, path, headers = {}) =>
  raw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${Object.entries(headers).map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`);
const header = (reply, name) => reply.head.match(new RegExp(`^${name}: (.*?)\\r?$`, 'im'))?.[1];

// A server that is expected to end by itself: its status and what it said.
async function ending(args) {
  const child = startProcess(serverPath, args);
  let said = '';
  child.stderr.on('data', (part) => (said += part));
  const [status] = await once(child, 'close');
  return { status, said };
}

export const tests = [
  {
    name: 'each file has its media type',
    run: () => withSite(async ({ address }) => {
      const types = {
        '': 'text/html; charset=utf-8', 'index.html': 'text/html; charset=utf-8', 'sw.js': 'text/javascript; charset=utf-8',
        'app.wasm': 'application/wasm', 'manifest.webmanifest': 'application/manifest+json', 'data.json': 'application/json', 'inner/': 'text/html; charset=utf-8',
      };
      for (const [path, type] of Object.entries(types)) {
        const reply = await fetch(address + path);
        assert.equal(reply.status, 200, path);
        assert.equal(reply.headers.get('content-type'), type, path);
      }
      assert.equal(await (await fetch(address)).text(), 'content of index.html');
      const head = await fetch(address, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.equal(head.headers.get('content-length'), String('content of index.html'.length));
    }),
  },
  {
    name: 'policies are on every reply, and the page carries the same one',
    run: () => withSite(async ({ address }) => {
      const page = readFileSync(join(root, 'shell/index.html'), 'utf8');
      const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
      for (const path of ['', kHashed, 'nothing']) {
        const { headers } = await fetch(address + path);
        assert.equal(headers.get('content-security-policy'), `${policy}; frame-ancestors 'self'`);
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.equal(headers.get('referrer-policy'), 'no-referrer');
        assert.equal(headers.get('permissions-policy'), 'geolocation=(self)');
        assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      }
    }),
  },
  {
    name: 'hashed names are kept for ever, the others asked again',
    run: () => withSite(async ({ address }) => {
      assert.match((await fetch(address + kHashed)).headers.get('cache-control'), /immutable/);
      for (const path of ['', 'sw.js', 'manifest.webmanifest', 'data.json'])
        assert.equal((await fetch(address + path)).headers.get('cache-control'), 'no-cache', path);
    }),
  },
  {
    name: 'Brotli for who accepts it, the plain file for the others',
    run: () => withSite(async ({ port }) => {
      const packed = await get(port, `/${kHashed}`, { 'Accept-Encoding': 'gzip, deflate, br' });
      assert.equal(header(packed, 'Content-Encoding'), 'br');
      assert.deepEqual(packed.body, brotliCompressSync(script));
      assert.equal(header(packed, 'Vary'), 'Accept-Encoding');
      for (const accepted of ['gzip', 'br;q=0', 'br;q=0.0, gzip', '']) {
        const plain = await get(port, `/${kHashed}`, { 'Accept-Encoding': accepted });
        assert.equal(header(plain, 'Content-Encoding'), undefined, accepted);
        assert.equal(plain.body.toString(), script, accepted);
        assert.notEqual(header(plain, 'ETag'), header(packed, 'ETag'));
      }
      // No twin: never compressed on the way either.
      const alone = await get(port, '/sw.js', { 'Accept-Encoding': 'gzip, br' });
      assert.equal(header(alone, 'Content-Encoding'), undefined);
      assert.equal(alone.body.toString(), 'content of sw.js');
    }),
  },
  {
    name: 'a part of a file, never what lies behind it',
    run: () => withSite(async ({ port }) => {
      const part = await get(port, '/sw.js', { Range: 'bytes=11-999999999' });
      assert.equal(part.status, 206);
      assert.equal(part.body.toString(), 'sw.js');
      assert.equal((await get(port, '/sw.js', { Range: 'bytes=999-' })).status, 416);
      assert.equal((await get(port, '/sw.js', { Range: 'bytes=0-1,3-4' })).body.toString(), 'content of sw.js');
    }),
  },
  {
    name: 'an unchanged file is not sent again, a changed one is',
    run: () => withSite(async ({ port }, dist) => {
      const tag = header(await get(port, '/'), 'ETag');
      assert.match(tag, /^"[^"]+"$/);
      for (const known of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
        const again = await get(port, '/', { 'If-None-Match': known });
        assert.equal(again.status, 304, known);
        assert.equal(again.body.length, 0);
        assert.equal(header(again, 'ETag'), tag);
      }
      assert.equal((await get(port, '/', { 'If-None-Match': '"other"' })).status, 200);
      writeFileSync(join(dist, 'index.html'), 'CONTENT of index.html');
      const changed = await get(port, '/', { 'If-None-Match': tag });
      assert.equal(changed.status, 200);
      assert.equal(changed.body.toString(), 'CONTENT of index.html');
    }),
  },
  {
    name: 'nothing outside the folder is served',
    run: () => withSite(async ({ port }) => {
      const paths = [
        '/../secret.txt', '/inner/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt',
        '/inner/..', '/.hidden', '//etc/passwd', '/%2fetc/passwd', '/linked.txt', '/inner', '/nothing', '/index.html/', '/index.html%00.js', '/%00',
      ];
      for (const path of paths) {
        const reply = await get(port, path);
        assert.ok([400, 404].includes(reply.status), `${path}: ${reply.status}`);
        assert.ok(!reply.body.includes('secret') && !reply.body.includes('root:'), path);
      }
      assert.equal((await raw(port, 'PUT /index.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx')).status, 404);
      assert.equal((await get(port, '/index.html')).body.toString(), 'content of index.html');
    }),
  },
  {
    name: 'a port in use, a wrong argument and an empty folder are said in words',
    run: () => withSite(async ({ port }, dist) => {
      const taken = await ending(['--root', dist, '--port', String(port)]);
      assert.equal(taken.status, 1);
      assert.match(taken.said, new RegExp(`port ${port}: another program already uses it`));
      const empty = await ending(['--root', join(dist, '..'), '--port', '0']);
      assert.equal(empty.status, 1);
      assert.match(empty.said, /no index\.html/);
      for (const args of [[], ['--root'], ['--root', dist, '--port', '70000'], ['--root', dist, '--port', '80a'], ['--what', 'x']]) {
        const wrong = await ending(args);
        assert.equal(wrong.status, 2, args.join(' '));
        assert.match(wrong.said, /usage/);
      }
    }),
  },
  {
    name: 'SIGINT and SIGTERM end it at once, with open connections',
    run: () => withSite(async (_, dist) => {
      for (const signal of ['SIGINT', 'SIGTERM']) {
        const child = startProcess(serverPath, ['--root', dist, '--port', '0']);
        const [line] = await once(child.stdout, 'data');
        const reply = await fetch(String(line).trim());  // leaves a kept-alive connection
        await reply.text();
        const start = performance.now();
        child.kill(signal);
        assert.deepEqual(await once(child, 'exit'), [0, null]);
        assert.ok(performance.now() - start < 2000, 'it waits for nobody');
      }
    }),
  },
];
