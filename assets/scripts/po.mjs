// Reads and writes gettext PO files whose ids are keys (`msgid "atlas.title"`), without contexts.
//
// A catalogue is {header: {name: value}, entries: Map(key -> {comments: [string], forms: [string], plural: bool})}.
// `forms` holds one text, or one per plural category in the order of the header's Plural-Forms.

const escapes = { n: '\n', t: '\t', '"': '"', '\\': '\\' };
const unquote = (text) => text.replace(/\\(.)/g, (whole, letter) => escapes[letter] ?? whole);
const quote = (text) =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`;

export function parsePo(source, name) {
  const entries = new Map();
  let header = {};
  let comments = [];
  let current = null;
  let append = null;
  const fail = (number, reason) => {
    throw new Error(`${name}:${number}: ${reason}`);
  };
  const finish = (number) => {
    if (!current) return;
    const { key, forms, plural } = current;
    if (key === '') {
      header = Object.fromEntries(
        forms[0].split('\n').filter(Boolean).map((line) => line.split(/:\s*/, 2)));
    } else {
      if (entries.has(key)) fail(number, `key "${key}" is there twice`);
      entries.set(key, { comments: current.comments, forms, plural });
    }
    current = null;
  };
  source.split('\n').forEach((raw, index) => {
    const number = index + 1;
    const line = raw.trim();
    const directive = /^(msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s+"(.*)"$/.exec(line);
    if (line === '') return finish(number);
    if (line.startsWith('#')) {
      if (line.startsWith('#.')) comments.push(line.slice(2).trim());
      return undefined;
    }
    if (directive) {
      const text = unquote(directive[3]);
      if (directive[1] === 'msgid') {
        finish(number);
        current = { key: text, comments, forms: [], plural: false };
        comments = [];
        append = (more) => { current.key += more; };
      } else if (!current) {
        fail(number, `${directive[1]} before msgid`);
      } else if (directive[1] === 'msgid_plural') {
        current.plural = true;
        append = () => {};
      } else {
        const form = Number(directive[2] ?? 0);
        const entry = current;
        entry.forms[form] = text;
        append = (more) => { entry.forms[form] += more; };
      }
      return undefined;
    }
    const continued = /^"(.*)"$/.exec(line);
    if (!continued || !append) fail(number, `cannot read: ${line}`);
    return append(unquote(continued[1]));
  });
  finish(source.length);
  return { header, entries };
}

export const byteOrder = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function writePo({ header, entries }) {
  const out = ['msgid ""', 'msgstr ""'];
  for (const [name, value] of Object.entries(header)) out.push(quote(`${name}: ${value}\n`));
  for (const key of [...entries.keys()].sort(byteOrder)) {
    const { comments, forms, plural } = entries.get(key);
    out.push('', ...comments.map((comment) => `#. ${comment}`), `msgid ${quote(key)}`);
    if (plural) {
      out.push(`msgid_plural ${quote(key)}`, ...forms.map((form, index) => `msgstr[${index}] ${quote(form)}`));
    } else {
      out.push(`msgstr ${quote(forms[0])}`);
    }
  }
  return `${out.join('\n')}\n`;
}
