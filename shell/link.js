// Owns: the link by which this page was opened. What it carries after "#" is a right to enter a space: it is handed to the
// application and taken out of the address, so that it stays neither in the history nor on the screen.

export function createLink(tell) {
  const page = location.href.split('#')[0];
  function take() {
    if (!/[#&]s=/.test(location.hash)) return;
    const link = location.href;
    history.replaceState(null, '', page);
    tell({ link });
  }
  addEventListener('hashchange', take);
  return { page, take };
}
