// Owns: the build's own files, asked for by the names they have in the sources; build.js (written by pack.mjs) knows their
// hashed names and sizes.
import { files } from './build.js';

export function assetUrl(name) {
  if (!(name in files)) throw new Error(`not a file of this build: ${name}`);
  return new URL(files[name].url, document.baseURI).href;
}

export const assetSize = (name) => files[name].size;

// A response whose bytes are counted as they arrive (uncompressed, so that they add up to assetSize).
export async function fetchAsset(name, counted = () => {}) {
  const response = await fetch(assetUrl(name), { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const counter = new TransformStream({
    transform(chunk, out) {
      counted(chunk.byteLength);
      out.enqueue(chunk);
    },
  });
  // The type is given here because instantiateStreaming insists on it and not every static host sends it.
  const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
  return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': type } });
}

export async function fetchBytes(name, counted) {
  return new Uint8Array(await (await fetchAsset(name, counted)).arrayBuffer());
}
