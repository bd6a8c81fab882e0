// Owns: requests to a hub, on this site or another, by fetch. What does not arrive whole is told as status 0.

const isLocal = (host) => host === 'localhost' || host === '[::1]' || host.startsWith('127.');

// A page that came over https may reach a plain http hub of its local network only if it says so; the browser then asks
// the person once (Chromium 142 and later; others refuse, and ignore the word).
function addressSpace(url) {
  const { protocol, hostname } = new URL(url);
  return location.protocol === 'https:' && protocol === 'http:' && !isLocal(hostname) ? { targetAddressSpace: 'local' } : {};
}

// The body, or null when it is longer than `limit`.
async function readAll(response, limit) {
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function ask({ method, url, headers, timeout, limit }, body) {
  const response = await fetch(url, {
    method,
    headers,
    body: method === 'PUT' ? body : undefined,
    cache: 'no-store',  // objects have their own place
    credentials: 'omit',
    redirect: 'manual',  // a hub never sends elsewhere; a captive portal does
    signal: AbortSignal.timeout(timeout),
    ...addressSpace(url),
  });
  if (response.type === 'opaqueredirect') return { status: 302, about: {}, bytes: new Uint8Array() };
  const bytes = await readAll(response, limit);
  const about = { type: response.headers.get('Content-Type') ?? '', next: response.headers.get('X-Next') ?? '', boot: response.headers.get('X-Boot') ?? '' };
  return bytes ? { status: response.status, about, bytes } : null;
}

// `reply(id, status, about, bytes)`.
export function createHub(reply) {
  const nothing = (id) => reply(id, 0, {}, new Uint8Array());
  return {
    send(id, request, body) {
      ask(request, body).then((answer) => (answer ? reply(id, answer.status, answer.about, answer.bytes) : nothing(id)), () => nothing(id));
    },
  };
}
