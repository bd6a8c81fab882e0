// The peer of cluster_bench.cpp: supercluster, zooms 0 to 16, its own radius.
import Supercluster from 'supercluster';
import { places } from './geo_inputs.mjs';
import { full, row } from './rows.mjs';

const lon = (x) => (x - 0.5) * 360;
const lat = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
for (const [count, size] of full ? [[1e5, '1e5'], [1e6, '1e6']] : [[1e5, '1e5']]) {
  const at = places(count);
  const features = Array.from({ length: count }, (_, i) => ({
    type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lon(at[2 * i]), lat(at[2 * i + 1])] },
  }));
  let index;
  await row(`cluster load ${size}`, 'supercluster', () => {
    index = new Supercluster({ maxZoom: 16 }).load(features);
    return features.length; // its own count is not told
  }, count > 1e5 ? 1 : 3);
  await row(`cluster 1000 views ${size}`, 'supercluster', () => {
    let seen = 0;
    for (let zoom = 4; zoom < 14; zoom += 1) {
      for (let tile = 0; tile < 100; tile += 1) {
        const side = 1.25 / 320;
        const west = 0.484375 - 0.00390625 + side * (tile % 10);
        const north = 0.34375 - 0.00390625 + side * Math.floor(tile / 10);
        for (const cluster of index.getClusters([lon(west), lat(north + side), lon(west + side), lat(north)], zoom)) {
          seen += cluster.properties.point_count ?? 1;
        }
      }
    }
    return seen;
  });
}
