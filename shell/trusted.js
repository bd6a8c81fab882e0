// Owns: the page's one Trusted Types policy. Only the two scripts it starts (storage worker, service worker) pass.
import { files } from './build.js';

const allowed = new Set([files['storage-worker.js'].url, 'sw.js'].map((name) => new URL(name, document.baseURI).href));

function check(name) {
  const { href } = new URL(name, document.baseURI);
  if (!allowed.has(href)) throw new TypeError(`not a script of this page: ${href}`);
  return href;
}

const policy = globalThis.trustedTypes?.createPolicy('escale', { createScriptURL: check }) ?? { createScriptURL: check };

export const scriptUrl = (name) => policy.createScriptURL(name);
