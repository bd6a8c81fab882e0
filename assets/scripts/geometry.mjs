// Line work in longitude and latitude (degrees), and the Web Mercator unit square.

const metresPerDegree = 111320;

/** Metres between two points a few degrees apart at most. */
export function distance([x0, y0], [x1, y1]) {
  const shrink = Math.cos(((y0 + y1) / 2) * (Math.PI / 180));
  return Math.hypot((x1 - x0) * shrink, y1 - y0) * metresPerDegree;
}

/** Longitude and latitude to [0, 1) x [0, 1), y downwards. */
export function mercator([lon, lat]) {
  const y = Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  return [lon / 360 + 0.5, 0.5 - y];
}

const nodeOf = ([x, y]) => `${x.toFixed(5)},${y.toFixed(5)}`;
export const isClosed = (line) => line.length > 3 && nodeOf(line[0]) === nodeOf(line.at(-1));

/** Joins lines where exactly two ends meet; a junction of three stays a junction. */
export function stitch(lines) {
  const pool = lines.filter((line) => line.length > 1 && (line.length > 2 || nodeOf(line[0]) !== nodeOf(line[1])));
  const chains = new Set(pool.map((line) => line.slice()));
  const ends = new Map();
  const link = (chain) => {
    if (isClosed(chain)) return;
    for (const point of [chain[0], chain.at(-1)]) {
      const node = nodeOf(point);
      if (!ends.has(node)) ends.set(node, new Set());
      ends.get(node).add(chain);
    }
  };
  const unlink = (chain) => {
    for (const point of [chain[0], chain.at(-1)]) ends.get(nodeOf(point))?.delete(chain);
    chains.delete(chain);
  };
  chains.forEach(link);
  // Degrees are those of the input: a node where three lines meet must not become joinable by joining two of them.
  const joinable = [...ends].filter(([, set]) => set.size === 2).map(([node]) => node);
  for (const node of joinable) {
    const [a, b] = ends.get(node);
    if (!a || !b) continue;
    unlink(a);
    unlink(b);
    const head = nodeOf(a.at(-1)) === node ? a : a.slice().reverse();
    const tail = nodeOf(b[0]) === node ? b : b.slice().reverse();
    const joined = [...head, ...tail.slice(1)];
    chains.add(joined);
    link(joined);
  }
  return [...chains];
}

/** Douglas-Peucker; a closed line keeps its first point and the one farthest from it. */
export function simplify(line, tolerance) {
  if (line.length < 3) return line;
  if (isClosed(line)) {
    const fromStart = line.map((point) => distance(point, line[0]));
    const far = fromStart.indexOf(Math.max(...fromStart));
    return [...simplify(line.slice(0, far + 1), tolerance).slice(0, -1), ...simplify(line.slice(far), tolerance)];
  }
  const [a, b] = [line[0], line.at(-1)];
  const shrink = Math.cos((a[1] * Math.PI) / 180);
  const flat = ([x, y]) => [(x - a[0]) * shrink * metresPerDegree, (y - a[1]) * metresPerDegree];
  const [bx, by] = flat(b);
  const length = Math.hypot(bx, by);
  let worst = 0;
  let split = 0;
  for (let i = 1; i + 1 < line.length; i += 1) {
    const [x, y] = flat(line[i]);
    const along = length ? Math.min(1, Math.max(0, (x * bx + y * by) / length ** 2)) : 0;
    const offset = Math.hypot(x - along * bx, y - along * by);
    if (offset > worst) [worst, split] = [offset, i];
  }
  if (worst <= tolerance) return [a, b];
  return [...simplify(line.slice(0, split + 1), tolerance).slice(0, -1), ...simplify(line.slice(split), tolerance)];
}

/** Cuts corners once (Chaikin): takes away the stairs of a traced raster. */
export function soften(line) {
  const closed = isClosed(line);
  const mix = ([x0, y0], [x1, y1], t) => [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t];
  const cut = line.slice(1).flatMap((point, i) => [mix(line[i], point, 0.25), mix(line[i], point, 0.75)]);
  return closed ? [...cut, cut[0]] : [line[0], ...cut.slice(1, -1), line.at(-1)];
}

/** A smooth curve through its control points (Catmull-Rom), `steps` points per span. */
export function curve(points, steps) {
  const at = (i) => points[Math.min(points.length - 1, Math.max(0, i))];
  const out = [];
  for (let i = 0; i + 1 < points.length; i += 1) {
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps;
      out.push([0, 1].map((axis) => {
        const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)].map((point) => point[axis]);
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3);
      }));
    }
  }
  return [...out, points.at(-1)];
}
