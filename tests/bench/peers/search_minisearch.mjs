// The peer of search_bench.cpp in JavaScript: MiniSearch over the same places (tests/support/place_workload.h), drawn in the same order.
import MiniSearch from 'minisearch'

const kinds = ('École Bibliothèque Mairie Marché Théâtre Musée Crèche Piscine Gymnase Église Foyer Jardin Déchèterie Pharmacie ' +
  'Boulangerie Café Épicerie Ressourcerie Lycée Collège').split(' ')
const syllables = ('ba bé bre ca cha cor dé do fa fê ga gué hau île ja ker la lé lou ma mé mont na né nô pa plé pou ra ré ro sa sé sain ' +
  'ta tré val vé ville zac').split(' ')

let state = 4n
function below(n) {
  state = BigInt.asUintN(64, state + 0x9E3779B97F4A7C15n)
  let z = state
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n)
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94D049BB133111EBn)
  return Number((z ^ (z >> 31n)) % BigInt(n))
}
const word = () => Array.from({ length: 2 + below(3) }, () => syllables[below(40)]).join('')
const words = Array.from({ length: 20_000 }, word)
const communes = Array.from({ length: 300 }, () => `${word()}-sur-${word()}`)
function frequent() {
  let most = words.length
  while (most > 1 && below(2) === 0) most = Math.floor(Math.sqrt(most))
  return below(most)
}

const count = 100_000
const places = Array.from({ length: count }, (_, id) => {
  const category = kinds[below(20)]
  const first = words[frequent()]
  const name = `${category} ${first} ${words[below(words.length)]}`
  const commune = communes[below(communes.length)]
  return { id, name, category, commune, description: Array.from({ length: 10 }, () => words[frequent()]).join(' ') }
})
const some = (make) => Array.from({ length: 200 }, () => make(places[below(count)]))
const first = (place) => place.description.split(' ')[0]
const queries = {
  word: some(first),
  and: some((place) => `${place.category} ${place.name.split(' ').pop()}`),
  prefix: some((place) => [...first(place)].slice(0, 4).join('')),
}

const folded = (term) => term.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
const index = new MiniSearch({ fields: ['name', 'category', 'commune', 'description'], processTerm: folded })
const start = performance.now()
index.addAll(places)
console.log(`search-1e5-build\tminisearch\t${(performance.now() - start).toFixed(3)}\t${count}`)
for (const [kind, asked] of Object.entries(queries)) {
  const times = []
  let hits = 0
  for (const query of asked) {
    const last = query.split(' ').length - 1
    const begun = performance.now()
    const found = index.search(query, { combineWith: 'AND', prefix: (_, at) => at === last, boost: { name: 8, category: 2, commune: 5 } })
    times.push(performance.now() - begun)
    found.slice(0, 20)
    hits += found.length
  }
  times.sort((a, b) => a - b)
  console.log(`search-1e5-${kind}-p99\tminisearch\t${times[Math.floor(times.length * 0.99)].toFixed(3)}\t${hits}`)
}
