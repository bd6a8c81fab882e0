// Owns: the service worker: it makes the page open without network, and a new build wait until the person takes it.
import { scriptUrl } from './trusted.js';

const kAskAgain = 3_600_000;  // ms between two looks for a new build while the page stays open

export function createUpdate(ready) {
  let registration = null;
  let asked = 0;

  function watch(worker) {
    worker?.addEventListener('statechange', () => {
      // The first build ever has nobody to wait for. (Its page is controlled by no worker until it is loaded again.)
      if (worker.state === 'installed' && registration.active) ready();
    });
  }

  return {
    async start() {
      if (!navigator.serviceWorker) return;  // private modes and http by address: the page still works while it is served
      try {
        registration = await navigator.serviceWorker.register(scriptUrl('sw.js'), { updateViaCache: 'none' });
      } catch {
        return;
      }
      asked = Date.now();
      if (registration.waiting && registration.active) ready();
      watch(registration.installing);
      registration.addEventListener('updatefound', () => watch(registration.installing));
      document.addEventListener('visibilitychange', () => {
        if (document.hidden || Date.now() - asked < kAskAgain) return;
        asked = Date.now();
        registration.update().catch(() => {});
      });
    },
    take() {
      const waiting = registration?.waiting;
      if (!waiting) return location.reload();
      waiting.addEventListener('statechange', () => waiting.state === 'activated' && location.reload());
      waiting.postMessage('take');
    },
  };
}
