"""The places and queries of tests/support/place_workload.h, drawn in the same order."""
from math import isqrt

KINDS = ('École Bibliothèque Mairie Marché Théâtre Musée Crèche Piscine Gymnase Église Foyer Jardin Déchèterie Pharmacie '
         'Boulangerie Café Épicerie Ressourcerie Lycée Collège').split()
SYLLABLES = ('ba bé bre ca cha cor dé do fa fê ga gué hau île ja ker la lé lou ma mé mont na né nô pa plé pou ra ré ro sa sé sain '
             'ta tré val vé ville zac').split()
MASK = (1 << 64) - 1


def workload(count):
    state = 4

    def below(n):
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return (z ^ (z >> 31)) % n

    def word():
        return ''.join(SYLLABLES[below(40)] for _ in range(2 + below(3)))

    words = [word() for _ in range(20_000)]
    communes = []
    for _ in range(300):
        first = word()
        communes.append(first + '-sur-' + word())

    def frequent():
        most = len(words)
        while most > 1 and below(2) == 0:
            most = isqrt(most)
        return below(most)

    places = []
    for _ in range(count):
        category = KINDS[below(20)]
        first = words[frequent()]
        name = f'{category} {first} {words[below(len(words))]}'
        commune = communes[below(len(communes))]
        places.append((name, category, commune, ' '.join(words[frequent()] for _ in range(10))))
    queries = {'word': [], 'and': [], 'prefix': []}
    for _ in range(200):
        queries['word'].append(places[below(count)][3].split(' ')[0])
    for _ in range(200):
        place = places[below(count)]
        queries['and'].append(f"{place[1]} {place[0].split(' ')[-1]}")
    for _ in range(200):
        queries['prefix'].append(places[below(count)][3].split(' ')[0][:4])
    return places, queries
