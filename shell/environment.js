// Owns: what the application is told of the browser around it; told again whenever something changes.

// The theme chosen here before (guard.js reads it too): the first picture already has it. The store knows it as well.
const kTheme = 'escale theme';
function remembered() {
  try {
    return localStorage.getItem(kTheme);
  } catch {
    return null;  // a browser that keeps nothing
  }
}
export function rememberTheme(chosen) {
  try {
    if (chosen === 'system') localStorage.removeItem(kTheme);
    else localStorage.setItem(kTheme, chosen);
  } catch {
    // Told by the store's own banner.
  }
}

export function createEnvironment(version, tell) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  // Colours that the system forces reach real elements alone: the canvas then has the theme made for it.
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const state = {
    lang: navigator.language,
    online: navigator.onLine,
    reducedMotion: calm.matches,
    dark: dark.matches,
    moreContrast: contrast.matches,
    theme: remembered() ?? 'system',
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
  dark.addEventListener('change', () => change({ dark: dark.matches }));
  contrast.addEventListener('change', () => change({ moreContrast: contrast.matches }));
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
