// The peer of viewport_bench.cpp: flatbush over points.
import Flatbush from 'flatbush';
import { places } from './geo_inputs.mjs';
import { full, row } from './rows.mjs';

for (const [count, size] of full ? [[1e5, '1e5'], [1e6, '1e6']] : [[1e5, '1e5']]) {
  const at = places(count);
  let index;
  await row(`viewport load ${size}`, 'flatbush', () => {
    index = new Flatbush(count);
    for (let i = 0; i < count; i += 1) index.add(at[2 * i], at[2 * i + 1], at[2 * i], at[2 * i + 1]);
    index.finish();
    return index.numItems;
  });
  await row(`viewport 1000 ${size}`, 'flatbush', () => {
    let sum = 0;
    for (let i = 0; i < 1000; i += 1) {
      const [x, y] = [at[2 * i * 97], at[2 * i * 97 + 1]];
      const side = (1 + (i % 16)) / 16384;
      for (const one of index.search(x - side, y - side, x + side, y + side)) sum += one + 1;
    }
    return sum;
  });
}
