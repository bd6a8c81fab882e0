// Owns: what a person did on a mirror element, told to the application as `act` (BRIDGE.md). One path for mouse, touch,
// keyboard and assistive technology: the DOM's own click, input, change and focus events.

export const Act = { activate: 1, value: 2, submit: 3, focus: 4, blur: 5, dismiss: 6, lost: 7, scroll: 8 };

const kChecks = new Set(['checkbox', 'switch', 'radio']);
const kOneLine = new Set(['text', 'searchbox', 'email', 'url', 'tel', 'number', 'date']);
const kTyped = new Set([...kOneLine, 'textarea']);
const kActivated = new Set(['button', 'row', 'tab', 'link']);

// True where keys mean text.
export const isTyped = (node) => kTyped.has(node?.r);

export function listenActs(root, mirror, app, chooseFiles) {
  const disabled = (element) => element.closest('[aria-disabled=true]') !== null;

  root.addEventListener('click', (event) => {
    const node = mirror.nodeOf(event.target);
    if (!node || !kActivated.has(node.r)) return;
    if (node.r === 'link' && event.target.closest('a').getAttribute('href') !== '#' && !disabled(event.target)) return;
    event.preventDefault();
    if (!disabled(event.target)) app.act(node.i, Act.activate);
  });

  root.addEventListener('change', (event) => {
    const node = mirror.nodeOf(event.target);
    if (!node) return;
    if (kChecks.has(node.r)) app.act(node.i, Act.activate, event.target.checked ? '1' : '0', event.target.checked ? 1 : 0);
    else if (node.r === 'select') app.act(node.i, Act.value, event.target.value);
    else if (node.r === 'file') chooseFiles(node.i, [...event.target.files]).then(() => (event.target.value = ''));
    mirror.touched(node.i);
  });

  // While a text is composed (accents, other scripts) it is not yet a text.
  const tellText = (event) => {
    const node = mirror.nodeOf(event.target);
    if (isTyped(node) && !event.isComposing) app.act(node.i, Act.value, event.target.value);
  };
  root.addEventListener('input', tellText);
  root.addEventListener('compositionend', tellText);

  // Ctrl+Z elsewhere would otherwise change the field that was edited last, out of sight.
  root.addEventListener('beforeinput', (event) => {
    if (event.inputType.startsWith('history') && event.target !== document.activeElement) event.preventDefault();
  });

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const node = mirror.nodeOf(event.target);
    if (!kOneLine.has(node?.r)) return;
    event.preventDefault();
    app.act(node.i, Act.submit, event.target.value);
  });
  root.addEventListener('submit', (event) => event.preventDefault());

  // Scrolled by the browser itself, for assistive technology or a search in the page: the canvas follows.
  root.addEventListener('scroll', ({ target }) => {
    const node = mirror.nodeOf(target);
    if (node?.r === 'scroll' && Math.abs(target.scrollTop - target.shownTop) > 1) app.act(node.i, Act.scroll, '', target.scrollTop);
  }, true);

  root.addEventListener('focusin', (event) => {
    const node = mirror.nodeOf(event.target);
    if (node) app.act(node.i, Act.focus, '', event.target.matches(':focus-visible') ? 1 : 0);
  });
  root.addEventListener('focusout', (event) => {
    const node = mirror.nodeOf(event.target);
    if (!node) return;
    app.act(node.i, Act.blur, isTyped(node) || node.r === 'select' ? event.target.value : '');
    mirror.touched(node.i);
  });
}
