// Owns: which tab holds the store, and the way of transactions to the worker that does. One tab at a time (a Web Lock);
// another may ask it to let go. Where the browser cannot keep data this is said: there is never a store in memory.
import { assetUrl } from './assets.js';
import { scriptUrl } from './trusted.js';

const kName = 'escale store';
const kPatience = 1_000;  // ms a reloaded page waits for the one before it to be gone
const kSettle = 3_000;  // ms a reload waits for what is being written
const kTakeOver = 10_000;  // ms the other tab has to finish what it was writing
const kTakeOverMessage = 'take over';

// `changed(state)`: "opening", "opfs", "busy", "private", "full", "insecure" or "unavailable". `reply(request, ok, json)`.
export function createStorage(changed, reply) {
  let state = 'opening';
  let worker = null;
  let release = null;
  let closed = null;  // called once the worker has closed the store
  let drained = null;  // called once nothing is pending
  const early = [];  // [request, json] that came before the store was open
  const pending = new Set();

  // Never before the application's own call has returned.
  const refuse = (request, key, detail) => queueMicrotask(() => reply(request, false, JSON.stringify({ key, detail })));
  const refusal = () => (state === 'busy' ? 'store.busy' : 'store.unavailable');

  function become(next) {
    state = next;
    changed(next);
    if (next === 'opening') return;
    for (const [request, json] of early.splice(0)) db(request, json);
  }

  function db(request, json) {
    if (state === 'opening') return void early.push([request, json]);
    if (state !== 'opfs') return refuse(request, refusal(), state);
    pending.add(request);
    worker.postMessage({ request, json });
  }

  function end(next) {
    worker?.terminate();
    worker = null;
    release?.();
    release = null;
    become(next);
    for (const request of pending) refuse(request, 'store.failed', 'the storage worker stopped');
    pending.clear();
  }

  function receive({ data }) {
    if (data.state) return data.state === 'opfs' ? become('opfs') : end(data.state);
    if (data.closed) return closed?.();
    pending.delete(data.request);
    reply(data.request, data.ok, data.json);
    if (!pending.size) drained?.();
  }

  // Resolves to a function that gives the lock back, or to null: another tab holds it. On a slow machine the browser itself may take
  // longer than `patience` ms to answer, and then name this tab's own request, given up, as the holder: it is asked twice.
  async function lock(patience) {
    for (let refusals = 0; refusals < 2;) {
      const release = await tryLock(patience);
      if (release) return release;
      const { held } = await navigator.locks.query();
      if (held.some(({ name }) => name === kName)) refusals += 1;
    }
    return null;
  }
  function tryLock(patience) {
    return new Promise((resolve, reject) => {
      const hold = () => new Promise((free) => resolve(free));
      navigator.locks.request(kName, { signal: AbortSignal.timeout(patience) }, hold).catch((error) => {
        if (error.name === 'TimeoutError') resolve(null);
        else reject(error);
      });
    });
  }

  async function open(patience) {
    become('opening');
    if (!isSecureContext) return become('insecure');
    if (!navigator.locks || !navigator.storage?.getDirectory) return become('unavailable');
    try {
      release = await lock(patience);
    } catch {
      return become('unavailable');
    }
    if (!release) return become('busy');
    worker = new Worker(scriptUrl(assetUrl('storage-worker.js')), { type: 'module' });
    worker.onmessage = receive;
    worker.onerror = () => end('unavailable');
    worker.postMessage({ open: assetUrl('sqlite3.wasm') });
  }

  async function letGo() {
    if (state !== 'opfs') return;
    become('busy');
    if (pending.size) await new Promise((resolve) => (drained = resolve));
    await new Promise((resolve) => {
      closed = resolve;
      worker.postMessage({ close: true });
    });
    end('busy');
  }

  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(kName) : null;
  channel?.addEventListener('message', ({ data }) => data === kTakeOverMessage && letGo());

  return {
    db,
    open: () => open(kPatience),
    // What was asked is done, or there is no hope of it.
    async settled() {
      for (const end = Date.now() + kSettle; pending.size && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    takeOver() {
      if (state !== 'busy') return;
      channel?.postMessage(kTakeOverMessage);
      open(kTakeOver);
    },
  };
}
