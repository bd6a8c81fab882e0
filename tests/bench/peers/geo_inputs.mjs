// The inputs of tests/bench/geo_inputs.h, for the peers.
const mask = (1n << 64n) - 1n;
export function seeded(seed) {
  let state = BigInt(seed);
  const next = () => {
    state = (state + 0x9E3779B97F4A7C15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94D049BB133111EBn) & mask;
    return z ^ (z >> 31n);
  };
  return { below: (n) => Number(next() % BigInt(n)) };
}
export const unit = 2 ** -32;

/** [x0, y0, x1, y1...] in the Web Mercator square. */
export function places(count) {
  const random = seeded(4);
  const [west, north, window, knot] = [2080374784, 1476395008, 134217728, 2097152];
  const knots = Array.from({ length: 1000 }, () => random.below(window - knot));
  const points = new Float64Array(2 * count);
  for (let i = 0; i < count; i += 1) {
    const which = random.below(625);
    const anywhere = which >= 500;
    points[2 * i] = (west + (anywhere ? random.below(window) : knots[2 * which] + random.below(knot))) * unit;
    points[2 * i + 1] = (north + (anywhere ? random.below(window) : knots[2 * which + 1] + random.below(knot))) * unit;
  }
  return points;
}
