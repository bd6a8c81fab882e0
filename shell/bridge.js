// Owns: calls into the wasm module as plain JavaScript calls (BRIDGE.md): text, bytes and JSON cross here and nowhere else.

// `woken` is called after everything the application may want to show.
export function connect(module, woken) {
  // The heap moves when it grows: HEAPU8 is read again at each use.
  function withText(text, use) {
    const size = module.lengthBytesUTF8(text) + 1;
    const at = module._malloc(size);
    module.stringToUTF8(text, at, size);
    try {
      return use(at);
    } finally {
      module._free(at);
    }
  }
  function place(bytes) {
    const at = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, at);
    return at;
  }
  function shown(result) {
    woken();
    return result;
  }

  return {
    boot: (maxGl) => module._boot(maxGl) === 1,
    addFont: (bytes, slot) => module._add_font(place(bytes), bytes.length, slot),
    addCatalogue: (lang, bytes) => withText(lang, (at) => module._add_catalogue(at, place(bytes), bytes.length)),
    environment: (state) => shown(withText(JSON.stringify(state), (at) => module._environment(at))),
    address: (fragment) => shown(withText(fragment, (at) => module._address(at))),
    located: (found, refused, latitude, longitude) => shown(module._located(found ? 1 : 0, refused ? 1 : 0, latitude, longitude)),
    updateReady: () => shown(module._update_ready()),
    away: () => module._away(),

    resize: (width, height, backingWidth, backingHeight) => module._resize(width, height, backingWidth, backingHeight),
    frame: (ms, draw) => module._frame(ms, draw ? 1 : 0),
    takeMirror() {
      const text = module.UTF8ToString(module._take_mirror());
      return text ? JSON.parse(text) : null;
    },
    contextLost: () => module._context_lost(),
    contextRestored: () => shown(module._context_restored()),

    act: (node, kind, text = '', number = 0) => shown(withText(text, (at) => module._act(node, kind, at, number))),
    pointer: (phase, id, x, y, button, device) => shown(module._pointer(phase, id, x, y, button, device)),
    wheel: (x, y, dx, dy) => shown(module._wheel(x, y, dx, dy)),
    key: (name, mods) => withText(name, (at) => module._key(at, mods)) === 1 && shown(true),

    dbReply: (request, ok, json) => shown(withText(json, (at) => module._db_reply(request, ok ? 1 : 0, at))),
    hubReply(id, status, about, bytes) {
      const at = place(bytes);
      withText(JSON.stringify(about), (text) => module._hub_reply(id, status, text, at, bytes.length));
      module._free(at);
      woken();
    },
    qrReply: (text, modules) => shown(withText(text, (at) => withText(modules, (rows) => module._qr_reply(at, rows)))),
    fileBegin: (node, name, size) => shown(withText(name, (at) => module._file_begin(node, at, size))) === 1,
    fileChunk(bytes) {
      const at = module._file_buffer(bytes.length);
      module.HEAPU8.set(bytes, at);
      return shown(module._file_chunk(bytes.length));
    },
    fileEnd: (ok) => shown(module._file_end(ok ? 1 : 0)),
    // What host.decode asked for; null where it cannot be decoded.
    image(name, longest, pixels) {
      const at = pixels ? place(pixels.data) : 0;
      withText(name, (text) => module._image(text, longest, pixels?.width ?? 0, pixels?.height ?? 0, at));
      if (at) module._free(at);
      woken();
    },
    asset(name, bytes) {
      const at = bytes ? place(bytes) : 0;
      withText(name, (text) => module._asset(text, at, bytes ? bytes.length : 0, bytes ? 1 : 0));
      if (at) module._free(at);
      woken();
    },

    bytesAt: (at, size) => module.HEAPU8.slice(at, at + size),
    debugState: () => JSON.parse(module.UTF8ToString(module._debug_state())),
  };
}
