// Owns: what the application is told of the browser around it; told again whenever something changes.

export function createEnvironment(version, tell) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const state = {
    lang: navigator.language,
    online: navigator.onLine,
    reducedMotion: calm.matches,
    storage: 'opening',
    version,
    persisted: false,
    page: '',
    link: '',
  };
  let telling = false;

  function change(part) {
    if (Object.entries(part).every(([name, value]) => state[name] === value)) return;
    Object.assign(state, part);
    if (telling) tell(state);
  }

  addEventListener('online', () => change({ online: true }));
  addEventListener('offline', () => change({ online: false }));
  addEventListener('languagechange', () => change({ lang: navigator.language }));
  calm.addEventListener('change', () => change({ reducedMotion: calm.matches }));
  navigator.storage?.persisted?.().then((persisted) => change({ persisted }), () => {});

  return {
    change,
    now: () => ({ ...state }),
    start() {
      telling = true;
      tell(state);
    },
    async persist() {
      change({ persisted: (await navigator.storage?.persist?.()) ?? false });
    },
  };
}
