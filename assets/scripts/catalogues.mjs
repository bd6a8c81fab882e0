// Checks the message catalogues (assets/i18n/*.po) and compiles them to the blobs the program reads.
//
//   node assets/scripts/catalogues.mjs                      check only
//   node assets/scripts/catalogues.mjs --out DIR [--pseudo] check, then write DIR/<lang>.cat (and qps.cat)
//   node assets/scripts/catalogues.mjs --check-code         every key written in the sources exists
//   node assets/scripts/catalogues.mjs --merge              move pending*.tsv into the POs, sorted by key
//
// pending.tsv (or pending-*.tsv) is where a key is added while working: key TAB French TAB English [TAB comment], plurals as key#0 and
// key#1, `\n` for a line break. It counts as part of the catalogues before it is merged; its French spacing and
// apostrophes are put right on reading.
//
// Blob, little-endian, offsets in bytes from its start:
//   "ESC1", u32 count, count x {u32 key_offset, u32 text_offset} in byte order of the keys, NUL-terminated UTF-8.
// A plural's forms stand under key#0 and key#1, in the order of Plural-Forms (French: 0 for 0 and 1; English: 0 for 1).
// qps is the pseudo-locale: French in brackets, accented, 40 % longer, placeholders untouched.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { byteOrder, parsePo, writePo } from './po.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(root, 'assets', 'i18n');
const pendingFiles = readdirSync(folder).filter((name) => /^pending.*\.tsv$/.test(name)).sort();
const languages = ['fr', 'en'];
const nbsp = '\u00a0';
const keyPattern = /^[a-z][a-z0-9-]*(\.[a-z0-9_-]+)+$/;

const placeholders = (text) => [...new Set(text.match(/\{[a-z][a-z0-9_-]*\}/gi) ?? [])].sort();

function typography(text, lang) {
  const common = text.replaceAll('\u202f', nbsp).replaceAll("'", '’');
  if (lang !== 'fr') return common;
  return common.replace(/ ([:;!?»%€])/g, `${nbsp}$1`).replace(/« /g, `«${nbsp}`);
}

function readCatalogues() {
  return Object.fromEntries(languages.map((lang) => {
    const name = `${lang}.po`;
    return [lang, parsePo(readFileSync(join(folder, name), 'utf8'), name)];
  }));
}

/** Adds the rows of the pending files; returns how many, and what is wrong with them. */
function addPending(catalogues) {
  const problems = [];
  let rows = 0;
  const lines = pendingFiles.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').map((line, index) => [line, `${name}:${index + 1}`]));
  lines.forEach(([line, where]) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    // Texts keep their outer spaces: a thousands separator is one no-break space.
    const [fullKey, fr, en, comment] = line.replace(/\r$/, '').split('\t');
    const [key, form] = fullKey.trim().split('#');
    if (!keyPattern.test(key) || (form !== undefined && !/^[01]$/.test(form))) {
      problems.push(`${where}: not a key: "${fullKey}"`);
      return;
    }
    if (!fr || !en) {
      problems.push(`${where}: ${key} needs a French and an English text, separated by tabs`);
      return;
    }
    rows += 1;
    [fr, en].forEach((text, column) => {
      const { entries } = catalogues[languages[column]];
      const entry = entries.get(key) ?? { comments: [], forms: [], plural: form !== undefined };
      if (comment && !entry.comments.includes(comment)) entry.comments.push(comment);
      entry.plural = form !== undefined;
      entry.forms[Number(form ?? 0)] = typography(text.replaceAll('\\n', '\n'), languages[column]);
      entries.set(key, entry);
    });
  });
  return { rows, problems };
}

function check(catalogues) {
  const problems = [];
  const [source, ...others] = languages;
  for (const lang of languages) {
    for (const [key, { forms, plural }] of catalogues[lang].entries) {
      const say = (reason) => problems.push(`${lang}: ${key}: ${reason}`);
      if (!keyPattern.test(key)) say('not a key');
      if (forms.length !== (plural ? 2 : 1) || forms.some((form) => !form)) say('a text is missing');
      for (const form of forms.filter(Boolean)) {
        if (form.includes('\u202f')) say('holds U+202F, which the font lacks: use U+00A0');
        if (form !== typography(form, lang)) say(`typography: ${form}`);
      }
    }
  }
  const reference = catalogues[source].entries;
  for (const lang of others) {
    const { entries } = catalogues[lang];
    for (const key of reference.keys()) if (!entries.has(key)) problems.push(`${lang}: ${key}: missing`);
    for (const [key, { forms, plural }] of entries) {
      const twin = reference.get(key);
      const say = (reason) => problems.push(`${lang}: ${key}: ${reason}`);
      if (!twin) {
        say(`not in ${source}`);
      } else if (twin.plural !== plural) {
        say(`plural in one language only`);
      } else {
        const used = (all) => placeholders(all.filter(Boolean).join(' ')).join(' ');
        const [mine, theirs] = [used(forms), used(twin.forms)];
        if (mine !== theirs) say(`placeholders "${mine}", ${source} has "${theirs}"`);
      }
    }
  }
  return problems;
}

function compile(entries) {
  const pairs = [];
  for (const [key, { forms, plural }] of entries) {
    if (plural) forms.forEach((form, index) => pairs.push([`${key}#${index}`, form]));
    else pairs.push([key, forms[0]]);
  }
  pairs.sort(([a], [b]) => byteOrder(a, b));
  const index = Buffer.alloc(8 + 8 * pairs.length);
  index.write('ESC1', 0, 'latin1');
  index.writeUInt32LE(pairs.length, 4);
  const strings = [];
  let offset = index.length;
  pairs.forEach((pair, row) => {
    pair.forEach((text, column) => {
      const bytes = Buffer.from(`${text}\0`);
      index.writeUInt32LE(offset, 8 + 8 * row + 4 * column);
      strings.push(bytes);
      offset += bytes.length;
    });
  });
  return Buffer.concat([index, ...strings]);
}

const plainLetters = 'aceinosuyzACEINOSUYZ';
const accentedLetters = 'åčëïñøšüýžÅČËÏÑØŠÜÝŽ';
function pseudo(text) {
  const accented = text
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith('{') ? part
      : [...part].map((letter) => accentedLetters[plainLetters.indexOf(letter)] ?? letter).join('')))
    .join('');
  const padding = 'ō'.repeat(Math.ceil(text.length * 0.4 / 5)) + ' ēłğøß'.repeat(Math.ceil(text.length / 19));
  return `[${accented} ${padding.slice(0, Math.max(1, Math.round(text.length * 0.4) - 3)).trim()}]`;
}

function* sourceFiles(directory) {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* sourceFiles(path);
    else if (['.cpp', '.h', '.js', '.mjs'].includes(extname(name))) yield path;
  }
}

// First words of keys of which the catalogues may not hold one yet.
const newPrefixes = ['catalogue', 'check', 'field', 'form', 'format', 'kind', 'list', 'log', 'mapping', 'place', 'store'];

/**
 * String literals that look like a key and start like one must be a key, the stem of several ("error.x" of
 * "error.x.what"), or the beginning of some ("date.month-"). A line that says `not a key` is left alone, and so are
 * file names and includes. A plural is asked for as one, and nothing else is.
 */
function checkCode(entries) {
  const keys = [...entries.keys()];
  const prefixes = new Set([...newPrefixes, ...keys.map((key) => key.split('.')[0])]);
  const stemsOf = (key) => key.split('.').map((_, end, parts) => parts.slice(0, end + 1).join('.'));
  const stems = new Set(keys.flatMap(stemsOf));
  const literal = /"([a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)+)"/g;
  const fileName = /\.(json|csv|bin|cat|cpp|h|js|mjs|css|wasm|ttf|woff2|png|svg|html|sqlite|txt|tsv|po)$/;
  const problems = [];
  let used = 0;
  for (const directory of ['core', 'web', 'shell']) {
    for (const path of sourceFiles(join(root, directory))) {
      readFileSync(path, 'utf8').split('\n').forEach((line, index) => {
        if (/^\s*(#include|import )/.test(line) || line.includes('not a key')) return;
        for (const [, key] of line.matchAll(literal)) {
          if (!prefixes.has(key.split('.')[0]) || fileName.test(key)) continue;
          used += 1;
          const known = stems.has(key) || (key.endsWith('-') && keys.some((other) => other.startsWith(key)));
          if (!known) problems.push(`${relative(root, path)}:${index + 1}: no text for "${key}"`);
        }
        for (const [, how, key] of line.matchAll(/\b(tr|plural)\("([^"]+)"/g)) {
          const entry = entries.get(key);
          if (entry && Boolean(entry.plural) !== (how === 'plural')) problems.push(`${relative(root, path)}:${index + 1}: "${key}" is ${entry.plural ? 'a plural' : 'no plural'}`);
        }
      });
    }
  }
  return { used, problems };
}

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    pseudo: { type: 'boolean' },
    merge: { type: 'boolean' },
    'check-code': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log('usage: catalogues.mjs [--merge] [--check-code] [--out DIR [--pseudo]]');
  process.exit(0);
}

const catalogues = readCatalogues();
const pending = addPending(catalogues);
const problems = [...pending.problems, ...check(catalogues)];
const summary = [`${catalogues.fr.entries.size} messages`];
if (options['check-code']) {
  const code = checkCode(catalogues.fr.entries);
  problems.push(...code.problems);
  summary.push(`${code.used} uses in the sources`);
}
if (problems.length) {
  console.error(problems.join('\n'));
  console.error(`catalogues: ${problems.length} problem(s)`);
  process.exit(1);
}
if (options.merge) {
  for (const lang of languages) writeFileSync(join(folder, `${lang}.po`), writePo(catalogues[lang]));
  for (const name of pendingFiles) rmSync(join(folder, name));
  summary.push(`${pending.rows} rows merged`);
}
if (options.out) {
  mkdirSync(options.out, { recursive: true });
  for (const lang of languages) writeFileSync(join(options.out, `${lang}.cat`), compile(catalogues[lang].entries));
  if (options.pseudo) {
    const entries = new Map([...catalogues.fr.entries].map(
      ([key, entry]) => [key, { ...entry, forms: entry.forms.map(pseudo) }]));
    writeFileSync(join(options.out, 'qps.cat'), compile(entries));
  }
}
console.log(`catalogues: ${summary.join(', ')}`);
