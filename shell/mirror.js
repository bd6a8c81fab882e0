// Owns: the real elements over the canvas, kept equal to the tree of nodes that the application declares (BRIDGE.md).
// The element that has focus is never moved or rebuilt, and the text of a focused field never written.
import { Act } from './acts.js';
import { rememberTheme } from './environment.js';
import { attribute, roles, showCommon } from './roles.js';

const kSayDelay = 50;  // ms: a live region emptied and filled at once is not read
const kSaidFor = 10_000;  // ms a spoken outcome can still be found by reading the page

export function createMirror(root, act) {
  const known = new Map();  // node id -> {node, element, holder}; holder: what its children stand in
  const ids = new WeakMap();  // element -> node id
  const descriptions = document.getElementById('descriptions');
  const regions = { polite: document.getElementById('polite'), assertive: document.getElementById('assertive') };
  const silences = {};
  const unsettled = new Set();
  let moved = false;  // since scroll areas were last held

  const holderOf = (parent) => (parent ? known.get(parent)?.holder : root);

  function describe(node) {
    const id = `description-${node.i}`;
    let element = document.getElementById(id);
    if (!node.d) {
      element?.remove();
      return null;
    }
    if (!element) {
      element = document.createElement('span');
      element.id = id;
      descriptions.append(element);
    }
    element.textContent = node.d;
    return id;
  }

  // True when it is not where it was: writing a style, though the same, costs the browser a layout.
  function place(entry, box = [0, 0, 0, 0]) {
    if (entry.box && box.every((value, i) => value === entry.box[i])) return false;
    entry.box = box;
    const [x, y, width, height] = box;
    Object.assign(entry.element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    return true;
  }

  function show(entry) {
    const { element, node } = entry;
    showCommon(element, node, describe(node));
    roles[node.r].show(element, node, node.p);
  }

  function upsert(node) {
    node.p ??= 0;
    let entry = known.get(node.i);
    const remade = entry && entry.node.r !== node.r;
    if (!entry || remade) {
      const element = roles[node.r].make();
      const holder = node.r === 'scroll' ? element.firstChild : element;
      if (remade) {
        holder.append(...entry.holder.children);
        entry.element.replaceWith(element);
      } else {
        holderOf(node.p).append(element);
      }
      entry = { node, element, holder };
      known.set(node.i, entry);
      ids.set(element, node.i);
    } else if (entry.node.p !== node.p) {
      holderOf(node.p).append(entry.element);
    }
    entry.node = node;
    if (place(entry, node.b) || node.r === 'scroll') moved = true;
    show(entry);
  }

  function remove(id) {
    const entry = known.get(id);
    if (!entry) return;
    known.delete(id);
    unsettled.delete(id);
    document.getElementById(`description-${id}`)?.remove();
    entry.element.remove();
  }

  // From the last to the first, each before its follower, around the child that holds focus.
  function arrange(parent, children) {
    const holder = holderOf(parent);
    let next = null;
    for (const id of children.toReversed?.() ?? [...children].reverse()) {
      const { element } = known.get(id);
      if (element.nextSibling !== next && !element.contains(document.activeElement)) holder.insertBefore(element, next);
      next = element;
    }
  }

  // What scrolls and holds nothing to press is itself a stop of Tab, so that arrows can move it. Where it stands is shown once its
  // content is there.
  function holdScroll(area) {
    if (area.scrollTop !== area.shownTop) area.scrollTop = area.shownTop;
    const alone = area.scrollHeight > area.clientHeight + 1 && !area.querySelector('.control, .field');
    attribute(area, 'tabindex', alone && '0');
  }

  // Everything outside the topmost dialog takes no part.
  function holdDialogs() {
    for (const element of root.querySelectorAll('[inert]')) element.inert = false;
    const top = topDialog();
    if (!top) return;
    for (let inside = top.element; inside !== root; inside = inside.parentElement)
      for (const beside of inside.parentElement.children) if (beside !== inside) beside.inert = true;
  }

  // {node, element}, or null.
  function topDialog() {
    const dialogs = root.querySelectorAll('[role=dialog]');
    return known.get(ids.get(dialogs[dialogs.length - 1])) ?? null;
  }

  function showPage(page) {
    const html = document.documentElement;
    if (page.lang) attribute(html, 'lang', page.lang);
    if (page.theme) {
      attribute(html, 'data-theme', page.theme);
      const bar = document.querySelector('meta[name=theme-color]');
      bar.content = getComputedStyle(html).getPropertyValue('--quay');
    }
    if (page.chosen) rememberTheme(page.chosen);
    if (page.title) document.title = page.title;
    if (page.textScale) html.style.setProperty('--text-scale', page.textScale);
  }

  function say(messages) {
    for (const manner of ['polite', 'assertive']) {
      const words = messages.filter(([how]) => how === manner).map(([, what]) => what).join('\n');
      if (!words) continue;
      regions[manner].textContent = '';
      clearTimeout(silences[manner]);
      setTimeout(() => (regions[manner].textContent = words), kSayDelay);
      silences[manner] = setTimeout(() => (regions[manner].textContent = ''), kSaidFor);
    }
  }

  function focus(id) {
    const element = known.get(id)?.element;
    if (!element) return;
    element.focus({ preventScroll: true });
    if (document.activeElement === element) return;
    element.tabIndex = -1;  // a heading or a region, focused so that reading goes on from there
    element.focus({ preventScroll: true });
  }

  return {
    apply(changes) {
      const hadFocus = root.contains(document.activeElement);
      const dialog = topDialog();
      for (const node of changes.up ?? []) upsert(node);
      for (const id of changes.rm ?? []) remove(id);
      for (const [parent, children] of changes.order ?? []) arrange(parent, children);
      if (dialog || topDialog()) holdDialogs();
      // Asking where they are scrolled makes the browser lay out at once what only said other words.
      if (moved || changes.rm || changes.order) for (const area of root.querySelectorAll('.scroll')) holdScroll(area);
      moved = false;
      if (changes.page) showPage(changes.page);
      if (changes.focus) focus(changes.focus);
      if (changes.say) say(changes.say);
      const focused = document.activeElement;
      if (hadFocus && (!root.contains(focused) || focused.closest('[inert]'))) act(0, Act.lost);
    },
    // Once the application has answered: what it did not accept, or put in another form, is shown as it holds it.
    settle() {
      for (const id of unsettled) show(known.get(id));
      unsettled.clear();
    },
    // A control's own state changed under a person's hand.
    touched: (id) => known.has(id) && unsettled.add(id),
    // The node an element belongs to; none for what has just been removed.
    nodeOf(element) {
      for (let at = element; at && at !== root; at = at.parentElement)
        if (ids.has(at)) return known.get(ids.get(at))?.node ?? null;
      return null;
    },
    topDialog,
  };
}
