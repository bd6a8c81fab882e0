// Owns: the order in which the page starts, and what is shown when it cannot. Each other module owns one thing; this one
// joins them to the application (BRIDGE.md).
import create from './escale.js';
import { listenActs } from './acts.js';
import { createAddress } from './address.js';
import { assetSize, assetUrl, fetchAsset, fetchBytes } from './assets.js';
import { connect } from './bridge.js';
import { build } from './build.js';
import { download } from './download.js';
import { createEnvironment } from './environment.js';
import { listenFiles, nextPiece } from './files.js';
import { createHub } from './hub.js';
import { listenKeys } from './keys.js';
import { createLink } from './link.js';
import { createLoop } from './loop.js';
import { createMirror } from './mirror.js';
import { decodePicture } from './pictures.js';
import { listenPointer } from './pointer.js';
import { qrModules } from './qr.js';
import { createSecond } from './second.js';
import { createStorage } from './storage.js';
import { createUpdate } from './update.js';

const kFonts = ['fonts/atkinson-400.ttf', 'fonts/atkinson-700.ttf', 'fonts/companion-400.ttf', 'fonts/icons.ttf'];  // slots 0-3
const kLanguages = ['fr', 'en'];  // the first is what others fall back to
// Those of the first screen; the others come behind it.
const kFirstLanguages = kLanguages.filter((lang, index) => index === 0 || navigator.language.startsWith(lang));
const kNewestGl = 3;  // OpenGL ES 3: WebGL 2, then 1
const kMirrorMs = 150;  // between two updates of the mirror while a finger drags

const html = document.documentElement;
const stage = document.getElementById('stage');
const canvas = document.getElementById('canvas');
const title = document.title;

let loop = null;

// The browser lacks what the application stands on: the plain page.
class Unsupported extends Error {}

function fail(error) {
  loop?.stop();
  console.error(error);
  const unsupported = error instanceof Unsupported || error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  document.title = title;
  if (unsupported) html.removeAttribute('data-state');
  else html.dataset.state = 'failed';
  document.getElementById('reason').textContent = String(error?.message ?? error);
}

const catalogueOf = (lang) => `catalogues/${lang}.cat`;

function fetchAll() {
  const bar = document.getElementById('progress');
  const names = ['first.wasm', ...kFonts, ...kFirstLanguages.map(catalogueOf)];
  const total = names.reduce((sum, name) => sum + assetSize(name), 0);
  let arrived = 0;
  const counted = (bytes) => {
    arrived += bytes;
    bar.value = arrived / total;
  };
  const [wasm, ...others] = names;
  return { wasm: fetchAsset(wasm, counted), others: Promise.all(others.map((name) => fetchBytes(name, counted))) };
}

function instantiate(host, wasm, second) {
  return new Promise((resolve, reject) => {
    create({
      canvas,
      host,
      locateFile: assetUrl,
      instantiateWasm(imports, done) {
        wasm.then((response) => WebAssembly.instantiateStreaming(response, { ...imports, placeholder: second.placeholder }))
          .then(({ instance, module }) => {
            second.joined(instance);
            done(instance, module);
          })
          .catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

async function start() {
  const host = {};
  const { wasm, others } = fetchAll();
  const second = createSecond();
  const [module, files] = await Promise.all([instantiate(host, wasm, second), others]);
  const app = connect(module, () => loop?.wake());
  const environment = createEnvironment(build, app.environment);
  const storage = createStorage((state) => environment.change({ storage: state }), app.dbReply);
  const hub = createHub(app.hubReply);
  const link = createLink(environment.change);
  environment.change({ page: link.page });
  const update = createUpdate(app.updateReady);
  const address = createAddress(app);
  const mirror = createMirror(document.getElementById('mirror'), app.act);

  Object.assign(host, {
    wake: (count) => loop.wake(count),
    wake_in: (ms) => setTimeout(() => loop.wake(), ms),
    db: storage.db,
    fetch_asset: (name) => fetchBytes(name).then((bytes) => app.asset(name, bytes), () => app.asset(name, null)),
    download: (name, mime, at, size) => download(name, mime, app.bytesAt(at, size)),
    reload: () => storage.settled().then(update.take),
    take_over: () => queueMicrotask(storage.takeOver),  // it tells the application of each step
    persist: environment.persist,
    next_piece: nextPiece,
    qr: (text) => qrModules(text).then((modules) => app.qrReply(text, modules), () => {}),
    hub_send: (id, json, at, size) => hub.send(id, JSON.parse(json), app.bytesAt(at, size)),
    decode: (name, longest, at, size) => decodePicture(app.bytesAt(at, size), longest).then((pixels) => app.image(name, longest, pixels), () => app.image(name, longest, null)),
    locate: address.locate,
    set_address: address.set,
    copy: (text) => navigator.clipboard?.writeText(text).catch(() => {}),
  });

  // Under a finger that drags, what is drawn changes each frame; what is read aloud need not.
  let pointer = null;
  let reflected = 0;  // when the mirror was last brought up to what is drawn
  let behind = false;
  function reflect() {
    reflected = performance.now();
    behind = false;
    const changes = app.takeMirror();
    if (changes) mirror.apply(changes);
  }
  loop = createLoop(canvas, app, {
    afterFrame() {
      behind = pointer?.dragging() && performance.now() - reflected < kMirrorMs;
      if (!behind) reflect();
      if (html.dataset.state === 'loading') opened();
    },
    idle() {
      if (behind) reflect();
      mirror.settle();
    },
  });

  // The rest comes behind the first frame.
  function opened() {
    html.dataset.state = 'ready';
    storage.open();
    second.fetch();
    update.start();
    for (const lang of kLanguages.filter((name) => !kFirstLanguages.includes(name)))
      fetchBytes(catalogueOf(lang)).then((bytes) => app.addCatalogue(lang, bytes), () => {});  // offline before all had come: later
  }

  if (!app.boot(kNewestGl)) throw new Unsupported('WebGL');
  kFonts.forEach((_, slot) => app.addFont(files[slot], slot));
  kFirstLanguages.forEach((lang, index) => app.addCatalogue(lang, files[kFonts.length + index]));
  link.take();
  environment.start();
  address.start();

  const root = document.getElementById('mirror');
  listenActs(root, mirror, app, listenFiles(app));
  listenKeys(mirror, app);
  pointer = listenPointer(stage, app);
  loop.start();

  // What browser tests look at.
  globalThis.escale = { state: app.debugState, frames: loop.frames, awake: loop.awake, environment: environment.now, second: second.state };
}

// A trap leaves the application in the middle of something: nothing more is asked of it.
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || (WebAssembly.Exception && error instanceof WebAssembly.Exception);
addEventListener('error', ({ error }) => isTrap(error) && fail(error));
addEventListener('unhandledrejection', ({ reason }) => isTrap(reason) && fail(reason));

start().catch(fail);
