// Makes opening_hours.tsv, what the reference implementation says of many opening hours at many moments:
//
//   npm install --no-save opening_hours@3.15.0 && TZ=Europe/Paris node tests/golden/opening_hours.mjs > tests/golden/opening_hours.tsv
//
// One line per expression: the expression, then for each moment "minutes since 1970 UTC:state", state o, c or u (open,
// closed, unknown) and the minutes until the next change when there is one within ten days ("+90"). The region is
// Gironde. Expressions are every combination of the parts below that the library accepts, and hand-written ones.
// Left out, because Escale answers otherwise on purpose: a label ("été": Jul-Aug ...) is a comment to the library, and
// makes its hours unknown; what comes after "-17:00+" it sometimes closes, and is unknown here until late in the night; a
// year that ends without a pause ("2026 Mo-Fr 00:00-24:00") it prolongs by a day.
import OpeningHours from 'opening_hours';

const kPlace = { lat: 44.84, lon: -0.58, address: { country_code: 'fr', country: 'France', state: 'Nouvelle-Aquitaine' } };

const days = ['', 'Mo-Fr', 'Mo,We,Fr', 'Sa-Mo', 'Sa[1]', 'We[-1]', 'PH', 'Mo-Fr,PH', 'Jul-Aug', 'Dec 20-Jan 5', 'Apr 1-Apr 10', 'week 2-52/2 Mo-Sa',
  '2026 Mo-Fr', '2026-2027 Tu', 'easter', 'easter +1 day', 'Sep-Jun Mo-Fr', 'Jul 14', 'PH -1 day', 'Th[2,4]', 'Fr-Sa'];
const times = ['09:00-12:00', '09:00-12:00,14:00-18:30', '22:00-02:00', '00:00-24:00', '18:00-26:00', '08:30-17:30'];
const seconds = ['', '; PH off', '; Sa 10:00-12:00', ', We 14:00-19:00', '; Dec 24-Jan 2 off', '; We off', '; Fr 12:00-13:00 off', ' || "appeler avant"',
  '; Jul-Aug Mo-Fr 10:00-16:00; PH off', ', Th 20:00-23:00; Mo 12:00-14:00 unknown', '; 11:00-11:30 off', '; week 31-33 off', '; PH 10:00-12:00'];
const others = ['24/7', '24/7; PH off', 'Mo-Fr', 'Su off', 'off', 'unknown', 'Mo-Fr 09:00-12:00 "sur rendez-vous"', '"sur rendez-vous"', 'Mo-Fr 20:00+', 'Mo-Su 23:00+',
  'Mo-Fr 09:00-12:00 open "guichet"', 'Mo 14:00-18:00; Tu-Sa 10:00-12:00, 14:00-18:00; PH off', 'Th[1] 14:00-17:00; Th[-1] 09:00-12:00',
  'Mo-Fr 08:00-20:00; Aug off; Aug 20-31 Mo-Fr 09:00-12:00', 'Fr 22:00-04:00, Sa 10:00-12:00', 'Mo-Su,PH 10:00-19:00; Jan 1,May 1,Dec 25 off',
  'Mo-Sa 10:00-12:00; Feb 28-Mar 1 off', '2025-2029/2 Mo-Fr 10:00-12:00', 'week 53 Mo-Fr 10:00-12:00', 'Mo-Fr 10:00-12:00 || Sa 10:00-12:00 || "voir le site"'];

// Around holidays, both changes of the clocks, New Year, and ordinary days; at odd minutes and on the edges.
const moments = [];
let seed = 7;
const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const add = (text) => moments.push(Math.floor(new Date(text).getTime() / 60000));
for (const text of ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T03:30:00Z', '2026-04-06T08:00:00Z', '2026-05-14T07:00:00Z',
  '2026-05-25T13:00:00Z', '2026-07-14T08:00:00Z', '2026-12-31T22:59:00Z', '2026-12-31T23:00:00Z', '2027-01-01T09:30:00Z', '2024-02-29T10:00:00Z', '2028-12-28T10:00:00Z']) add(text);
for (let i = 0; i < 20; i += 1) moments.push(Math.floor(Date.UTC(2026, 0, 1) / 60000 + random() * 2 * 365 * 1440));
for (let i = 0; i < 12; i += 1) moments.push(Math.floor(Date.UTC(2026, 3, 1) / 60000 / 30 + random() * 60 * 48) * 30);

const expressions = [...others];
for (const day of days)
  for (const time of times)
    for (const second of seconds)
      if (!day.startsWith('2026 ') || time !== '00:00-24:00') expressions.push(`${day} ${time}${second}`.trim());

let kept = 0;
for (const expression of expressions) {
  let hours;
  try {
    hours = new OpeningHours(expression, kPlace);
  } catch (error) {
    console.error(`refused: ${expression}: ${String(error).slice(0, 120)}`);
    continue;
  }
  // A few moments of each combination, others for the next one.
  const chosen = kept < others.length ? moments : moments.filter((_, index) => (index * 7 + kept * 3) % 11 === 0);
  kept += 1;
  const cells = chosen.map((minute) => {
    const at = new Date(minute * 60000);
    const state = hours.getUnknown(at) ? 'u' : hours.getState(at) ? 'o' : 'c';
    const change = hours.getNextChange(at, new Date(at.getTime() + 10 * 86400000));
    const until = change ? Math.round((change.getTime() - at.getTime()) / 60000) : null;
    return `${minute}:${state}${until !== null && until <= 14400 ? `+${until}` : ''}`;
  });
  console.log([expression, ...cells].join('\t'));
}
console.error(`${kept} expressions`);
