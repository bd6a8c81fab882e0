// Owns: which real element stands for each role of BRIDGE.md, and how a node's members become its attributes.
// HTML first; ARIA where HTML has nothing, or where positioning an element takes its meaning away (tables, lists).

export const Flag = {
  disabled: 1, checked: 2, expanded: 4, selected: 8, invalid: 16, required: 32, pressed: 64, current: 128, collapsed: 256,
  readOnly: 512, roving: 1024, busy: 2048, toggle: 4096,
};

const kSafeLinks = new Set(['https:', 'http:', 'mailto:', 'tel:']);

export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false || value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

const has = (node, flag) => ((node.f ?? 0) & flag) !== 0;
const text = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

// ---- what each family of elements shows of its node

function showBox(element, node) {
  attribute(element, 'aria-label', node.n);
}

function showText(element, node) {
  text(element, node.n ?? '');
}

// Buttons, tabs, rows and links. A disabled one keeps its focus and can be found, so it is said, not removed.
function showControl(element, node) {
  text(element, node.n ?? '');
  attribute(element, 'aria-disabled', has(node, Flag.disabled) && 'true');
  attribute(element, 'aria-pressed', has(node, Flag.toggle) && String(has(node, Flag.pressed)));
}

function showTab(element, node) {
  showControl(element, node);
  attribute(element, 'aria-selected', String(has(node, Flag.selected)));
}

function showRow(element, node) {
  showControl(element, node);
  // aria-selected means nothing on a button: the chosen row is the current one.
  if (has(node, Flag.selected)) attribute(element, 'aria-current', 'true');
}

function showLink(element, node) {
  showControl(element, node);
  const href = node.x?.href;
  const external = href !== undefined && kSafeLinks.has(protocolOf(href));
  attribute(element, 'href', external ? href : '#');
  attribute(element, 'target', external && node.x.blank && '_blank');
  attribute(element, 'rel', external && node.x.blank && 'noopener');
}

function protocolOf(href) {
  try {
    return new URL(href).protocol;
  } catch {
    return '';
  }
}

function showCheck(element, node, group) {
  attribute(element, 'aria-label', node.n);
  element.disabled = has(node, Flag.disabled);
  element.checked = has(node, Flag.checked);
  if (element.type === 'radio') element.name = `group-${group}`;
}

function showField(element, node) {
  attribute(element, 'aria-label', node.n);
  attribute(element, 'maxlength', node.x?.max);
  attribute(element, 'inputmode', node.x?.mode ?? (node.r === 'number' && 'decimal'));
  attribute(element, 'autocomplete', node.x?.auto ?? 'off');
  attribute(element, 'placeholder', node.x?.hint);
  element.style.paddingLeft = node.x?.pad ? `${node.x.pad}px` : '';
  element.disabled = has(node, Flag.disabled);
  element.readOnly = has(node, Flag.readOnly);
  // What is being typed belongs to the person, never to the program.
  const value = node.v ?? '';
  if (document.activeElement !== element && element.value !== value) element.value = value;
}

function showSelect(element, node) {
  attribute(element, 'aria-label', node.n);
  element.disabled = has(node, Flag.disabled);
  const options = JSON.stringify(node.x?.options ?? []);
  if (element.shownOptions !== options) {
    element.shownOptions = options;
    element.replaceChildren(...(node.x?.options ?? []).map(([value, label]) => new Option(label, value)));
  }
  if (element.value !== (node.v ?? '')) element.value = node.v ?? '';
}

function showFile(element, node) {
  attribute(element, 'aria-label', node.n);
  attribute(element, 'accept', node.x?.accept);
  element.multiple = node.x?.multiple === true;
  element.disabled = has(node, Flag.disabled);
}

function showProgress(element, node) {
  attribute(element, 'aria-label', node.n);
  if (node.v) element.value = Number(node.v);
  else element.removeAttribute('value');
}

function showScroll(element, node) {
  attribute(element, 'role', node.n && 'group');
  attribute(element, 'aria-label', node.n);
  const [top = 0, height = 0] = (node.v ?? '').split(' ').map(Number);
  element.firstChild.style.height = `${height}px`;
  element.shownTop = top;  // what differs from it later is the browser's own doing
  element.scrollTop = top;
}

// ---- the table

const attributesOf = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const role = (tag, kind, show, attributes = {}) => ({
  show,
  make() {
    const element = attributesOf(document.createElement(tag), attributes);
    element.className = kind;
    return element;
  },
});
const box = (tag, attributes) => role(tag, 'box', showBox, attributes);
const leaf = (tag, attributes) => role(tag, 'leaf', showText, attributes);
const control = (show, attributes) => role('button', 'control', show, { type: 'button', ...attributes });
const check = (attributes) => role('input', 'control', showCheck, attributes);
const field = (attributes) => role('input', 'field', showField, attributes);

export const roles = {
  banner: box('header'),
  nav: box('nav'),
  main: box('main'),
  aside: box('aside'),
  region: box('section'),
  form: box('form'),
  search: box('div', { role: 'search' }),
  group: box('div', { role: 'group' }),
  list: box('ul', { role: 'list' }),
  item: box('li', { role: 'listitem' }),
  dl: box('dl'),
  tablist: box('div', { role: 'tablist' }),
  tabpanel: box('div', { role: 'tabpanel' }),
  table: box('table', { role: 'table' }),
  tr: box('tr', { role: 'row' }),
  dialog: box('div', { role: 'dialog', 'aria-modal': 'true' }),
  scroll: {
    show: showScroll,
    make() {
      const element = document.createElement('div');
      element.className = 'box scroll';
      element.append(document.createElement('div'));
      return element;
    },
  },

  h1: leaf('h1'),
  h2: leaf('h2'),
  h3: leaf('h3'),
  h4: leaf('h4'),
  p: leaf('p'),
  dt: leaf('dt'),
  dd: leaf('dd'),
  th: leaf('th', { role: 'columnheader', scope: 'col' }),
  td: leaf('td', { role: 'cell' }),
  // Said through the live regions when it changes: here it is only found.
  status: leaf('div', { role: 'status', 'aria-live': 'off' }),

  button: control(showControl),
  row: control(showRow, { 'data-arrows': 'column' }),
  tab: control(showTab, { role: 'tab', 'data-arrows': 'line' }),
  link: role('a', 'control', showLink),
  checkbox: check({ type: 'checkbox' }),
  switch: check({ type: 'checkbox', role: 'switch' }),
  radio: check({ type: 'radio' }),

  text: field({ type: 'text' }),
  searchbox: field({ type: 'search' }),
  email: field({ type: 'email' }),
  url: field({ type: 'url' }),
  tel: field({ type: 'tel' }),
  // Not type=number: it hides from the program what it cannot read, which then cannot be explained.
  number: field({ type: 'text' }),
  date: field({ type: 'date' }),
  textarea: role('textarea', 'field', showField),
  select: role('select', 'field', showSelect),
  file: role('input', 'control', showFile, { type: 'file' }),

  img: role('div', 'leaf', showBox, { role: 'img' }),
  map: role('div', 'map', showBox, { role: 'application', tabindex: '0' }),
  progress: role('progress', 'leaf', showProgress, { max: '1' }),
  separator: role('hr', 'leaf', () => {}),
};

// What any role may carry.
export function showCommon(element, node, description) {
  attribute(element, 'lang', node.x?.lang);
  attribute(element, 'aria-describedby', description);
  attribute(element, 'aria-required', has(node, Flag.required) && 'true');
  attribute(element, 'aria-invalid', has(node, Flag.invalid) && 'true');
  attribute(element, 'aria-busy', has(node, Flag.busy) && 'true');
  attribute(element, 'aria-expanded', has(node, Flag.expanded) ? 'true' : has(node, Flag.collapsed) && 'false');
  attribute(element, 'aria-current', has(node, Flag.current) && (element.closest('nav') ? 'page' : 'true'));
  attribute(element, 'aria-posinset', node.x?.pos);
  attribute(element, 'aria-setsize', node.x?.size);
  // Roving is for controls. What else has a tabindex keeps it: the map, and a heading that holds focus to be read from.
  if (has(node, Flag.roving)) element.tabIndex = -1;
  else if (element.classList.contains('control')) element.removeAttribute('tabindex');
  element.style.fontSize = node.x?.fs ? `${node.x.fs}px` : '';
}
