// The peer of geojson_bench.cpp: JSON.parse, then the same flat arrays. Same bytes, same check.
import { readFileSync } from 'node:fs';

const once = readFileSync('../shared/data/france-geojson-gironde/communes-33-gironde.geojson', 'utf8');
const from = once.indexOf('[');
const to = once.lastIndexOf(']');
const text = once.slice(0, from + 1) + Array(10).fill(once.slice(from + 1, to)).join(',') + once.slice(to);

function flatten(source) {
  const coordinates = [];
  const ringEnds = [];
  const polygonEnds = [];
  const properties = [];
  const polygon = (rings) => {
    for (const ring of rings) {
      for (const [lon, lat] of ring) coordinates.push(lon, lat);
      ringEnds.push(coordinates.length / 2);
    }
    polygonEnds.push(ringEnds.length);
  };
  for (const feature of JSON.parse(source).features) {
    const geometry = feature.geometry;
    if (geometry.type === 'Polygon') polygon(geometry.coordinates);
    else if (geometry.type === 'MultiPolygon') geometry.coordinates.forEach(polygon);
    properties.push(feature.properties);
  }
  return {
    coordinates: Float64Array.from(coordinates),
    ringEnds: Uint32Array.from(ringEnds),
    polygonEnds: Uint32Array.from(polygonEnds),
    properties,
  };
}

const times = [];
let check = '';
for (let run = 0; run < 9; ++run) {
  const start = performance.now();
  const layer = flatten(text);
  times.push(performance.now() - start);
  let sum = 0;
  for (const degrees of layer.coordinates) sum += degrees;
  check = `${layer.coordinates.length / 2}/${layer.ringEnds.length}/${layer.polygonEnds.length}/${sum.toFixed(6)}`;
}
times.sort((a, b) => a - b);
console.log(`geojson-6MB\tnode\t${times[4].toFixed(3)}\t${check}`);
