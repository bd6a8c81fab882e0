// The peers of polygon_bench.cpp: flatbush and turf for the polygon that holds a point, earcut for triangles.
import Flatbush from 'flatbush';
import earcut from 'earcut';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { seeded, unit } from './geo_inputs.mjs';
import { full, row } from './rows.mjs';

const [side, steps, step] = [32, 64, 1 / 4096];
function border(i, j, down) {
  const random = seeded((i * 100 + j) * 2 + Number(down));
  return Array.from({ length: steps + 1 }, (_, k) => {
    const off = k === 0 || k === steps ? 0 : ((random.below(1024) - 512) / 2560) * step;
    const along = (step * k) / steps;
    return down ? [0.5 + step * i + off, 0.375 + step * j + along] : [0.5 + step * i + along, 0.375 + step * j + off];
  });
}
const rings = [];
for (let i = 0; i < side; i += 1) {
  for (let j = 0; j < side; j += 1) {
    const lines = [border(i, j, false), border(i + 1, j, true), border(i, j + 1, false).reverse(), border(i, j, true).reverse()];
    const ring = lines.flatMap((line) => line.slice(0, -1));
    rings.push([...ring, ring[0]]);
  }
}
const polygons = rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] }));
let index;
await row('polygon load 1024x256', 'flatbush+turf', () => {
  index = new Flatbush(rings.length);
  for (const ring of rings) {
    const [xs, ys] = [0, 1].map((axis) => ring.map((point) => point[axis]));
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index.finish();
  return rings.length * 256;
});
for (const [count, size] of full ? [[1e5, '1e5'], [1e6, '1e6']] : [[1e5, '1e5']]) {
  const random = seeded(8);
  const asked = Array.from({ length: count }, () => [0.5 + random.below(2 ** 25) * unit, 0.375 + random.below(2 ** 25) * unit]);
  await row(`point in polygon ${size}`, 'flatbush+turf', () => {
    let sum = 0;
    for (const point of asked) {
      const found = index.search(point[0], point[1], point[0], point[1]).filter((i) => booleanPointInPolygon(point, polygons[i]));
      if (found.length) sum += Math.min(...found) + 1;
    }
    return sum;
  }, count > 1e5 ? 1 : 3);
}
const flat = rings.map((ring) => ring.slice(0, -1).flat());
await row('triangles 1024x256', 'earcut', () => {
  let indexes = 0;
  for (const ring of flat) indexes += earcut(ring).length;
  return Math.round((indexes / 3 / 254 / 1024) * 100);
});
