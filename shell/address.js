// Owns: the page's address, which says what is shown, its history, and where the device is when a person asks for it.

const kSettle = 300;  // ms: a map that is dragged would otherwise change the address at each frame
const kPatience = 15_000;  // ms to find the position

export function createAddress(app) {
  let waiting = null;
  let fragment = null;
  let told = 0;  // when the fragment was last told, ms

  function write() {
    clearTimeout(waiting);
    waiting = null;
    history.replaceState(null, '', fragment);
  }
  // Each change of the address costs some ms: it waits for a rest, and one timer waits for all that is told meanwhile.
  function settle() {
    const rest = told + kSettle - performance.now();
    if (rest > 0) waiting = setTimeout(settle, rest);
    else write();
  }

  addEventListener('popstate', () => {
    clearTimeout(waiting);
    waiting = null;
    app.address(location.hash);
  });

  return {
    // What the page was opened with; without anything the application chooses.
    start: () => location.hash && app.address(location.hash),
    set(next, push) {
      if (push && waiting !== null) write();  // what is left stands in the history as it was last
      fragment = next;
      told = performance.now();
      if (push) history.pushState(null, '', fragment);
      else waiting ??= setTimeout(settle, kSettle);
    },
    locate() {
      const failed = (error) => app.located(false, error?.code === 1, 0, 0);
      if (!navigator.geolocation) queueMicrotask(failed);
      else
        navigator.geolocation.getCurrentPosition(({ coords }) => app.located(true, false, coords.latitude, coords.longitude), failed, {
          timeout: kPatience, maximumAge: 60_000,
        });
    },
  };
}
