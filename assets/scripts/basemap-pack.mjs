// What the basemaps of a département and of Europe share: reading the sources, and writing the format (assets/basemap/FORMAT.md).

import { readFileSync, writeFileSync } from 'node:fs';
import { distance, isClosed, mercator, simplify, soften, stitch } from './geometry.mjs';

// Kinds as in FORMAT.md and core/geo/basemap.h.
export const areaKind = { ground: 0, land: 1, sea: 2, island: 3, lake: 4 };
export const lineKind = { river: 0, region: 1, country: 2 };
export const labelKind = { commune: 0, town: 1, water: 2, region: 3, country: 4 };

export const within = ([x, y], box) => x >= box.west && x <= box.east && y >= box.south && y <= box.north;
export const rectangle = ({ west, south, east, north }) => [[west, south], [east, south], [east, north], [west, north]];
export const smooth = (line, tolerance) => simplify(soften(simplify(line, tolerance)), tolerance / 4);

/** The dump of `gmt pscoast -M`: [{level, points}]. */
export function readDump(path) {
  return readFileSync(path, 'utf8').split(/^>/m).slice(1).map((block) => {
    const [head, ...rows] = block.trim().split('\n');
    const points = rows.map((row) => row.trim().split(/\s+/).map(Number));
    return { level: Number(/Level (\d+)/.exec(head)[1]), points };
  });
}

/** Chains of one level of a dump. */
export const chains = (dump, level) => stitch(dump.filter((part) => part.level === level).map((part) => part.points));

/** A closed ring, without its last point; an open one is closed straight. */
export const ringOf = (line, tolerance) => smooth(isClosed(line) ? line : [...line, line[0]], tolerance).slice(0, -1);

/** Outer rings of the features of GeoJSON, each first point repeated at its end. */
export const outerRings = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates] : coordinates).map((polygon) => polygon[0]);

/** Segments of the features' rings with the features they belong to: those of two are borders, those of one are coasts. */
export function segmentsOf(features) {
  const segments = new Map();
  for (const feature of features) {
    const { type, coordinates } = feature.geometry;
    for (const ring of (type === 'Polygon' ? [coordinates] : coordinates).flat()) {
      for (let i = 1; i < ring.length; i += 1) {
        const segment = [ring[i - 1], ring[i]];
        const id = segment.map(String).sort().join('|');
        const entry = segments.get(id) ?? { segment, owners: new Set() };
        entry.owners.add(feature);
        segments.set(id, entry);
      }
    }
  }
  return [...segments.values()];
}

/**
 * Rings of the sea within a box that shores cross: along the box's edge where it is wet, then along the shore that begins there.
 * `wet`: whether the box's north-west corner is.
 */
export function seaRings(shores, box, wet) {
  const { west, south, east, north } = box;
  const [w, h] = [east - west, north - south];
  const near = 1e-3;
  // Places along the edge, clockwise from the north-west corner.
  const along = ([x, y]) => {
    if (Math.abs(y - north) < near) return x - west;
    if (Math.abs(x - east) < near) return w + north - y;
    if (Math.abs(y - south) < near) return w + h + east - x;
    return Math.abs(x - west) < near ? 2 * w + h + y - south : undefined;
  };
  const corners = [[0, [west, north]], [w, [east, north]], [w + h, [east, south]], [2 * w + h, [west, south]]];
  const ends = shores.filter((line) => !isClosed(line)).flatMap((line) => {
    const [a, b] = [along(line[0]), along(line.at(-1))];
    if (a === undefined || b === undefined) return [];
    const [one, two] = [{ at: a, line }, { at: b, line: line.slice().reverse() }];
    one.other = two;
    two.other = one;
    return [one, two];
  }).sort((a, b) => a.at - b.at);
  if (!ends.length) return wet ? [rectangle(box)] : [];
  const rings = [];
  // The stretch of edge after an end is wet or dry in turn.
  ends.forEach((end, i) => { end.wet = (i % 2 === 1) === wet; end.next = ends[(i + 1) % ends.length]; });
  for (const start of ends.filter((end) => end.wet)) {
    if (start.used) continue;
    const ring = [];
    for (let end = start; !end.used; end = end.next.other) {
      end.used = true;
      const turned = end.next.at > end.at ? 0 : 2 * (w + h);
      for (const [at, corner] of [...corners, ...corners.map(([place, point]) => [place + 2 * (w + h), point])]) {
        if (at > end.at && at < end.next.at + turned) ring.push(corner);
      }
      ring.push(...end.next.line);
    }
    rings.push(ring);
  }
  return rings;
}

/** Writes the file and says what is in it. `bits`: the grid's fineness. */
export function writePack(path, { bits, extent, areas, lines, labels }) {
  const bytes = [];
  const put = (value) => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
    bytes.push(rest);
  };
  const last = [0, 0];
  const stored = (point) => mercator(point).map((value) => Math.min(2 ** bits - 1, Math.max(0, Math.round(value * 2 ** bits))));
  const putPoint = (point) => point.forEach((value, axis) => {
    const step = value - last[axis];
    put(step < 0 ? -2 * step - 1 : 2 * step);
    last[axis] = value;
  });
  // Without points that the grid makes one.
  const distinct = (points, closed) => {
    const kept = points.map(stored).filter((point, i, all) => i === 0 || point.some((value, axis) => value !== all[i - 1][axis]));
    if (closed && kept.length > 1 && kept[0].every((value, axis) => value === kept.at(-1)[axis])) kept.pop();
    return kept;
  };
  const keptAreas = areas.map(({ kind, ring }) => ({ kind, points: distinct(ring, true) })).filter(({ points }) => points.length > 2);
  const keptLines = lines.map(({ kind, width = 0, points }) => ({ kind, width, points: distinct(points, false) }))
    .filter(({ points }) => points.length > 1);
  put(bits);
  putPoint(stored([extent.west, extent.north]));
  putPoint(stored([extent.east, extent.south]));
  put(keptAreas.length);
  for (const { kind, points } of keptAreas) {
    [kind, points.length].forEach(put);
    points.forEach(putPoint);
  }
  put(keptLines.length);
  for (const { kind, width, points } of keptLines) {
    [kind, width, points.length].forEach(put);
    points.forEach(putPoint);
  }
  put(labels.length);
  for (const { kind, name, at, rank } of labels.slice().sort((a, b) => b.rank - a.rank)) {
    const text = Buffer.from(name);
    put(kind);
    putPoint(stored(at));
    [Math.round(rank), text.length].forEach(put);
    bytes.push(...text);
  }
  const file = Buffer.concat([Buffer.from('EBM2', 'latin1'), Buffer.from(bytes)]);
  writeFileSync(path, file);
  const points = (list) => list.reduce((sum, item) => sum + item.points.length, 0);
  console.log(`${path}: ${keptAreas.length} areas (${points(keptAreas)} points), ${keptLines.length} lines (${points(keptLines)} points), ` +
    `${labels.length} labels, ${file.length} bytes`);
}

/** The chain that passes nearest to a point, and how near in metres. */
export function nearestChain(lines, target) {
  const nearest = (line) => Math.min(...line.map((point) => distance(point, target)));
  return lines.reduce((best, line) => {
    const metres = nearest(line);
    return metres < best.metres ? { line, metres } : best;
  }, { line: undefined, metres: Infinity });
}
