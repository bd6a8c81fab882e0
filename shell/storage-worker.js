// Owns: the SQLite file in the browser's private file system. One message is one transaction, durable before it is answered.
import init from './sqlite3.js';

const kTries = 15;  // for a worker of a page just left, whose file handles are not released yet
const kPause = 200;  // ms between two tries

let sqlite = null;
let pool = null;
let db = null;
let cause = null;  // what the browser said of the last failed access: SQLite itself knows only "disk I/O error"

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Before it opens, the library makes a file of this name and removes it, to try the browser. A full disk refuses that, and only that:
// a store that is there opens without it.
const kTrial = '.opfs-sahpool-sync-check-';
function skipTrial() {
  const { getFileHandle, removeEntry } = FileSystemDirectoryHandle.prototype;
  const passed = { createSyncAccessHandle: async () => ({ close() {} }) };
  Object.assign(FileSystemDirectoryHandle.prototype, {
    async getFileHandle(name, options) { return name.startsWith(kTrial) ? passed : getFileHandle.call(this, name, options); },
    async removeEntry(name, options) { if (!name.startsWith(kTrial)) await removeEntry.call(this, name, options); },
  });
}

const isFull = (error) => error.name === 'QuotaExceededError';

async function openPool() {
  let full = false;
  for (let tries = 1; ; tries += 1) {
    try {
      return await sqlite.installOpfsSAHPoolVfs({
        name: 'escale',
        directory: '.escale',
        initialCapacity: 6,
        // By default a failed opening deletes the files.
        preserveOnInitFailure: true,
        forceReinitIfPreviouslyFailed: true,
      });
    } catch (error) {
      if (isFull(error) && !full) {
        full = true;
        skipTrial();
      } else {
        if (error.name !== 'NoModificationAllowedError' || tries === kTries) throw error;
        await pause(kPause);
      }
    }
  }
}

async function open(wasm) {
  if (!globalThis.FileSystemFileHandle?.prototype.createSyncAccessHandle) return 'unavailable';
  try {
    await navigator.storage.getDirectory();
  } catch {
    return 'private';  // the browsers that refuse it do so in private windows
  }
  try {
    globalThis.sqlite3ApiConfig = {
      disable: { vfs: { opfs: true, 'opfs-wl': true, kvvfs: true } },
      error: (...parts) => (cause = parts.find((part) => part instanceof Error) ?? cause),
    };
    sqlite = await init({ locateFile: () => wasm, print() {}, printErr() {} });
    pool = await openPool();
    db = new pool.OpfsSAHPoolDb('/escale.db');
    db.exec('pragma journal_mode=TRUNCATE; pragma synchronous=FULL; pragma secure_delete=ON; pragma temp_store=MEMORY');
    return 'opfs';
  } catch (error) {
    if (isFull(error)) return 'full';
    return error.name === 'NoModificationAllowedError' ? 'busy' : 'unavailable';
  }
}

// The last statement's rows, as arrays. A statement's text that comes again is prepared once.
function run(transaction) {
  const prepared = new Map();
  let rows = [];
  db.exec('begin');
  try {
    for (const [sql, params] of transaction) {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      if (params.length) statement.bind(params);
      rows = [];
      while (statement.step()) rows.push(statement.get([]));
      statement.reset(true);
    }
    const json = JSON.stringify(rows);
    for (const statement of prepared.values()) statement.finalize();
    prepared.clear();
    db.exec('commit');
    return json;
  } catch (error) {
    for (const statement of prepared.values()) statement.finalize();
    // SQLite has already rolled back after some errors.
    if (!sqlite.capi.sqlite3_get_autocommit(db)) db.exec('rollback');
    throw error;
  }
}

function explain(error) {
  const code = (error.resultCode ?? 0) & 0xff;
  const { SQLITE_FULL, SQLITE_CORRUPT, SQLITE_NOTADB } = sqlite.capi;
  const damaged = code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
  const full = code === SQLITE_FULL || (cause && isFull(cause));
  const key = damaged ? 'store.damaged' : full ? 'store.full' : 'store.failed';
  return { key, detail: [error, cause].filter(Boolean).map(String).join('; ') };
}

function answer(request, json) {
  cause = null;
  try {
    postMessage({ request, ok: true, json: run(JSON.parse(json).t) });
  } catch (error) {
    postMessage({ request, ok: false, json: JSON.stringify(explain(error)) });
  }
}

function close() {
  db.close();
  pool.pauseVfs();
  postMessage({ closed: true });
}

onmessage = async ({ data }) => {
  if (data.open) postMessage({ state: await open(data.open) });
  else if (data.close) close();
  else answer(data.request, data.json);
};
