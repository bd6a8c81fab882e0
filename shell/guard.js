// Owns: what is shown until the modules run. ES5, so that it runs where they cannot: without it, or in a browser that it
// turns away, the plain page of index.html simply stays.
//
// <html data-state>: absent the plain page, "loading", "ready" (the application), "failed".
(function () {
  var root = document.documentElement;

  document.addEventListener('click', function (event) {
    if (event.target.hasAttribute && event.target.hasAttribute('data-reload')) location.reload();
  });

  // The theme of the page until the application says it: the one chosen before, else the system's (tokens.css).
  try {
    var theme = localStorage.getItem('escale theme');
    if (theme) root.setAttribute('data-theme', theme);
  } catch (error) {
    // A browser that keeps nothing.
  }

  if (!('noModule' in HTMLScriptElement.prototype) || typeof WebAssembly !== 'object' || !window.ResizeObserver) return;
  root.setAttribute('data-state', 'loading');

  window.addEventListener('error', function (event) {
    if (root.getAttribute('data-state') !== 'loading') return;
    // A file that did not arrive is a failure to try again; a module that this browser cannot read is one for the plain page.
    if (event.target && event.target.tagName === 'SCRIPT') root.setAttribute('data-state', 'failed');
    else if (event.error instanceof SyntaxError) root.removeAttribute('data-state');
  }, true);
})();
