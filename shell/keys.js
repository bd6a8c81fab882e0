// Owns: the keyboard outside text: Escape, arrows that move along a list or the tabs, and shortcuts, which the application
// is asked about first (`key`); what it does not use stays the browser's.
import { Act, isTyped } from './acts.js';

const kArrows = {
  column: { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity },
  line: { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity },
};
const kModifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified']);

function mods(event) {
  const altGr = event.getModifierState('AltGraph');  // reported as ctrl + alt on some systems
  const letter = event.key.length > 1 || event.key.toLowerCase() !== event.key.toUpperCase();
  // "+" is a key of its own on one keyboard and a shifted one on another: the character says it all.
  const shift = event.shiftKey && letter;
  const control = (event.ctrlKey || event.metaKey) && !altGr;
  return (shift ? 1 : 0) | (control ? 2 : 0) | (event.altKey && !altGr ? 4 : 0);
}

// Keys that the focused element itself understands.
function native(event, node) {
  if (event.key === 'Tab') return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (node?.r === 'select' || node?.r === 'radio') return true;
  return node !== null && node.r !== 'map' && (event.key === 'Enter' || event.key === ' ');
}

// Moves focus among the rows of one list or the tabs of one tablist; false where the next one is not in the page, because
// long lists are windowed.
function moveAlong(element, key) {
  const step = kArrows[element.dataset.arrows]?.[key];
  if (step === undefined) return false;
  const group = element.closest('[role=list], [role=tablist]');
  if (!group) return false;
  const all = [...group.querySelectorAll(`[data-arrows=${element.dataset.arrows}]`)].filter(
    (other) => other.closest('[role=list], [role=tablist]') === group);
  const target = all.at(Math.min(all.length - 1, Math.max(0, all.indexOf(element) + step)));
  if (target === element) return false;
  if (!Number.isFinite(step) && !atEdge(target, step)) return false;
  target.focus({ preventScroll: true });
  return true;
}

function atEdge(target, step) {
  const item = target.closest('[aria-setsize]');
  if (!item) return true;
  return item.ariaPosInSet === (step < 0 ? '1' : item.ariaSetSize);
}

// In a dialog, Tab goes round: beyond the last control lies the first.
function goRound(event, dialog) {
  const all = [...dialog.querySelectorAll('button, a, input, select, textarea, [tabindex]')].filter(
    (element) => element.tabIndex >= 0 && !element.disabled);
  const [edge, other] = event.shiftKey ? [all.at(0), all.at(-1)] : [all.at(-1), all.at(0)];
  if (document.activeElement !== edge && dialog.contains(document.activeElement)) return;
  event.preventDefault();
  other?.focus({ preventScroll: true });
}

export function listenKeys(mirror, app) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented || kModifiers.has(event.key)) return;
    const node = mirror.nodeOf(event.target);
    const dialog = mirror.topDialog();
    if (event.key === 'Tab' && dialog) return goRound(event, dialog.element);
    if (event.key === 'Escape') {
      // A search field that holds text is emptied by the browser first.
      if (node?.r === 'searchbox' && event.target.value) return;
      if (dialog) app.act(dialog.node.i, Act.dismiss);
      else if (isTyped(node)) app.act(node.i, Act.dismiss);
      else if (!app.key('Escape', mods(event))) return;
      event.preventDefault();
      return;
    }
    if (isTyped(node) || native(event, node)) return;
    if ((node && mods(event) === 0 && moveAlong(event.target, event.key)) || app.key(event.key, mods(event))) event.preventDefault();
  });
}
