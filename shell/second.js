// Owns: the second file of the application (web/split.mjs says what is in it). It is fetched behind the first frame. A call into it
// that comes before it is there makes the page wait for it: late, never wrong.
import { assetUrl, fetchAsset } from './assets.js';

const kName = 'second.wasm';
const kAskAgain = 5_000;  // ms after the network failed

// Synchronous requests give text only: each character is a byte.
function bytesNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`${kName}: ${request.status}`);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}

export function createSecond() {
  let first = null;  // the first file's exports
  let ready = false;
  let waits = 0;

  const imports = () => ({ primary: first });

  function now() {
    waits += 1;
    try {
      new WebAssembly.Instance(new WebAssembly.Module(bytesNow(assetUrl(kName))), imports());
    } catch (error) {
      throw new WebAssembly.RuntimeError(String(error.message));  // the call cannot go on
    }
    ready = true;
  }

  // What the first file's table holds in the place of each function of the second, by the place's number, until that is there.
  const placeholder = new Proxy({}, {
    get: (_, place) => (...given) => {
      if (!ready) now();
      return first.__indirect_function_table.get(Number(place))(...given);
    },
  });

  async function fetchIt() {
    try {
      const module = await WebAssembly.compileStreaming(fetchAsset(kName));
      if (ready) return;
      await WebAssembly.instantiate(module, imports());
      ready = true;
    } catch {
      setTimeout(fetchIt, kAskAgain);
    }
  }

  return {
    placeholder,
    fetch: fetchIt,
    joined: (instance) => (first = instance.exports),
    state: () => ({ ready, waits }),
  };
}
