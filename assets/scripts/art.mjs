// Generates art.h (namespace ui::art): the scene and the sign of assets/art as draw lists that ImDrawList can repeat.
//
//   node assets/scripts/art.mjs --out DIR
//
// Each drawing exists as two SVG files that differ by their colours only; a shape carries both colours.
// Understood: rect, circle, ellipse, and paths of one subpath made of M L H V C S Q Z (and lower case).

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { imColour } from './colour.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'art');
const { values: options } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
if (options.help || !options.out) {
  console.log('usage: art.mjs --out DIR');
  process.exit(options.help ? 0 : 2);
}

// `unit`: how many stored units make one unit of the view box; int16 must hold the result.
const drawings = [
  { name: 'scene', unit: 20, light: 'scene-light.svg', dark: 'scene-dark.svg' },
  { name: 'sign', unit: 500, light: 'logo-ink.svg', dark: 'logo-on-dark.svg' },
];

const curveSteps = 12;
const capSteps = 5;

function bezier(points, t) {
  if (points.length === 1) return points[0];
  const next = points.slice(1).map(([x, y], i) => [
    points[i][0] + (x - points[i][0]) * t, points[i][1] + (y - points[i][1]) * t]);
  return bezier(next, t);
}

/** The single subpath of `d`, curves flattened. */
function flatten(d) {
  const words = d.match(/[a-z]|-?(?:\d*\.\d+|\d+)/gi);
  const points = [];
  let command = '';
  let at = [0, 0];
  let control = null;
  let closed = false;
  let index = 0;
  const counts = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4 };
  while (index < words.length) {
    if (/[a-z]/i.test(words[index])) command = words[index++];
    const upper = command.toUpperCase();
    if (upper === 'Z') {
      closed = true;
      continue;
    }
    if (!(upper in counts)) throw new Error(`path command ${command} in ${d}`);
    if (upper === 'M' && points.length) throw new Error(`two subpaths in ${d}`);
    const numbers = words.slice(index, index + counts[upper]).map(Number);
    index += counts[upper];
    const [baseX, baseY] = command === upper ? [0, 0] : at;
    const pairs = [];
    for (let i = 0; i + 1 < numbers.length; i += 2) pairs.push([numbers[i] + baseX, numbers[i + 1] + baseY]);
    if (upper === 'H') pairs.push([numbers[0] + baseX, at[1]]);
    if (upper === 'V') pairs.push([at[0], numbers[0] + baseY]);
    if (upper === 'S') pairs.unshift(control ? [2 * at[0] - control[0], 2 * at[1] - control[1]] : at);
    if (pairs.length > 1) {
      for (let step = 1; step <= curveSteps; step += 1) points.push(bezier([at, ...pairs], step / curveSteps));
    } else {
      points.push(pairs[0]);
    }
    control = pairs.length > 1 ? pairs[pairs.length - 2] : null;
    at = pairs[pairs.length - 1];
    if (upper === 'M') command = command === 'M' ? 'L' : 'l';
  }
  return { points, closed };
}

function isConvex(points) {
  let sign = 0;
  return points.every((b, i) => {
    const a = points.at(i - 1);
    const c = points[(i + 1) % points.length];
    const cross = Math.sign((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]));
    if (!cross) return true;
    sign ||= cross;
    return cross === sign;
  });
}

/** A straight stroke with round ends as one outline, so that a translucent one has no darker ends. */
function capsule([[x0, y0], [x1, y1]], width) {
  const turn = Math.atan2(y1 - y0, x1 - x0);
  const end = (x, y, from) => Array.from({ length: capSteps + 1 }, (_, step) => {
    const angle = from + (Math.PI * step) / capSteps;
    return [x + (Math.cos(angle) * width) / 2, y + (Math.sin(angle) * width) / 2];
  });
  return [...end(x1, y1, turn - Math.PI / 2), ...end(x0, y0, turn + Math.PI / 2)];
}

/** Clockwise on screen, as Dear ImGui's smooth edges want it. */
function clockwise(points) {
  const doubleArea = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return doubleArea < 0 ? points.slice().reverse() : points;
}

const shape = (kind, points, colour, opacity, width = 0) => ({ kind, points, colour, opacity, width });
const polygon = (points, colour, opacity) =>
  shape(isConvex(points) ? 'kConvex' : 'kConcave', clockwise(points), colour, opacity);

function shapesOf(svg) {
  const shapes = [];
  for (const [, tag, text] of svg.matchAll(/<(rect|circle|ellipse|path)\b([^>]*?)\/?>/g)) {
    const attributes = Object.fromEntries([...text.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
    const value = (name, fallback = 0) => Number(attributes[name] ?? fallback);
    const opacity = value('opacity', 1);
    const { fill = '#000000', stroke } = attributes;
    if (tag === 'rect') {
      const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => value(name));
      shapes.push(polygon([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], fill, opacity));
    } else if (tag === 'circle' || tag === 'ellipse') {
      const radii = tag === 'circle' ? [value('r'), value('r')] : [value('rx'), value('ry')];
      shapes.push(shape('kEllipse', [[value('cx'), value('cy')], radii], fill, opacity));
    } else {
      const { points, closed } = flatten(attributes.d);
      const width = value('stroke-width', 1);
      const filled = closed && fill !== 'none';
      if (filled) shapes.push(polygon(points, fill, opacity * value('fill-opacity', 1)));
      if (stroke && points.length === 2 && attributes['stroke-linecap'] === 'round') {
        shapes.push(polygon(capsule(points, width), stroke, opacity));
      } else if (stroke) {
        const kind = closed ? 'kLoop' : attributes['stroke-linecap'] === 'round' ? 'kRoundLine' : 'kLine';
        shapes.push(shape(kind, points, stroke, opacity, width));
      }
    }
  }
  return shapes;
}

function emit({ name, unit, light, dark }) {
  const [lightSvg, darkSvg] = [light, dark].map((file) => readFileSync(join(folder, file), 'utf8'));
  const [, width, height] = /viewBox="0 0 (\S+) (\S+)"/.exec(lightSvg);
  const shapes = shapesOf(lightSvg);
  const twins = shapesOf(darkSvg);
  const geometry = (list) => JSON.stringify(list.map(({ kind, points }) => [kind, points]));
  if (geometry(shapes) !== geometry(twins)) throw new Error(`${light} and ${dark} differ by more than colours`);
  const stored = (value) => {
    const rounded = Math.round(value * unit);
    if (Math.abs(rounded) > 32767) throw new Error(`${light}: ${value} does not fit`);
    return rounded;
  };
  let first = 0;
  const rows = shapes.map(({ kind, points, colour, opacity, width: stroke }, index) => {
    const row = `    {Kind::${kind}, ${points.length}, ${first}, ${Math.fround(stroke).toFixed(2)}f, ` +
      `${imColour(colour, opacity)}, ${imColour(twins[index].colour, opacity)}},`;
    first += points.length;
    return row;
  });
  const coordinates = shapes.flatMap(({ points }) => points.map(([x, y]) => `{${stored(x)}, ${stored(y)}}`));
  const lines = [];
  for (let i = 0; i < coordinates.length; i += 8) lines.push(`    ${coordinates.slice(i, i + 8).join(', ')},`);
  const title = name[0].toUpperCase() + name.slice(1);
  return [
    `inline constexpr std::array<Point, ${coordinates.length}> k${title}Points{{`, ...lines, '}};',
    `inline constexpr std::array<Shape, ${rows.length}> k${title}Shapes{{`, ...rows, '}};',
    `inline constexpr Picture k${title}{${width}.0f, ${height}.0f, ${unit}.0f, k${title}Points, k${title}Shapes};`,
    '',
  ];
}

const header = [
  '// Generated by assets/scripts/art.mjs from assets/art.',
  '//',
  '// A picture is a list of shapes to draw in order. To draw one at scale s from the top left corner o, point p is at',
  '// o + p / unit * s and a width is width * s; shapes may reach outside [0, width] x [0, height]: push a clip rectangle.',
  '//   kConvex     AddConvexPolyFilled    (closed)',
  '//   kConcave    AddConcavePolyFilled   (closed, does not cross itself)',
  '//   kEllipse    AddEllipseFilled       (first point: centre; second: radii)',
  '//   kLine       AddPolyline            (open, flat ends)',
  '//   kRoundLine  AddPolyline, and a disc of half the width at both ends',
  '//   kLoop       AddPolyline            (closed)',
  '// Polygons are clockwise on screen, as Dear ImGui wants them for smooth edges.',
  '#pragma once',
  '',
  '#include <array>',
  '#include <cstdint>',
  '#include <span>',
  '',
  'namespace ui::art {',
  '',
  'enum class Kind : std::uint8_t { kConvex, kConcave, kEllipse, kLine, kRoundLine, kLoop };',
  '',
  'struct Point {',
  '  std::int16_t x, y;',
  '};',
  '',
  'struct Shape {',
  '  Kind kind;',
  '  std::uint16_t count;  // points',
  '  std::uint16_t first;  // index of the first point',
  '  float width;          // of a line, in view box units',
  '  std::uint32_t light;  // ImU32; the sign: ink on a light ground',
  '  std::uint32_t dark;   // the sign: on the dark quay',
  '};',
  '',
  'struct Picture {',
  '  float width, height;  // view box',
  '  float unit;           // stored units per view box unit',
  '  std::span<const Point> points;',
  '  std::span<const Shape> shapes;',
  '};',
  '',
  ...drawings.flatMap(emit),
  '}  // namespace ui::art',
  '',
].join('\n');

mkdirSync(options.out, { recursive: true });
writeFileSync(join(options.out, 'art.h'), header);
