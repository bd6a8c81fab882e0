// Owns: opening without network. Each build has its own cache, filled whole or not at all; the page comes from the build in
// use until the person takes the next one.
const build = '%BUILD%';
const files = ['%FILES%'];

// Caches are shared by all pages of a host: the scope keeps two installations apart.
const prefix = `escale ${registration.scope} `;
const page = new URL('index.html', registration.scope).href;

async function store() {
  try {
    const cache = await caches.open(prefix + build);
    // Asked of the server, so that nothing stale is kept; what has not changed is not sent again.
    await cache.addAll(files.map((name) => new Request(new URL(name, registration.scope), { cache: 'no-cache' })));
  } catch (error) {
    await caches.delete(prefix + build);
    throw error;
  }
}

async function sweep() {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== prefix + build) await caches.delete(name);
}

async function respond(request) {
  const cache = await caches.open(prefix + build);
  const address = new URL(request.url);
  const isPage = request.mode === 'navigate' && (address.href.split(/[?#]/)[0] === registration.scope || address.pathname === new URL(page).pathname);
  return (await cache.match(isPage ? page : request)) ?? fetch(request);
}

addEventListener('install', (event) => event.waitUntil(store()));
addEventListener('activate', (event) => event.waitUntil(sweep()));
// A hub's objects, below s/, are no part of the page.
const isOurs = (url) => url.startsWith(registration.scope) && !url.startsWith(`${registration.scope}s/`);
addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && isOurs(event.request.url)) event.respondWith(respond(event.request));
});
addEventListener('message', (event) => {
  if (event.data === 'take') skipWaiting();
});
