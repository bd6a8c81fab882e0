"""The peer of search_bench.cpp in SQLite: an FTS5 table of the same places, ranked by its bm25 with the same weights."""
import sqlite3
import time

from place_workload import workload

count = 100_000
places, queries = workload(count)
db = sqlite3.connect(':memory:')
start = time.perf_counter()
db.execute("create virtual table p using fts5(name, category, commune, description, content='', tokenize='unicode61 remove_diacritics 2')")
db.executemany('insert into p(rowid, name, category, commune, description) values(?,?,?,?,?)', ((i + 1, *place) for i, place in enumerate(places)))
db.commit()
db.execute("insert into p(p) values('optimize')")
print(f'search-1e5-build\tfts5\t{(time.perf_counter() - start) * 1000:.3f}\t{count}')
for kind, asked in queries.items():
    times, hits = [], 0
    for query in asked:
        match = ' '.join(f'"{word}"' for word in query.split(' ')) + '*'  # the last word also as a beginning
        best = None
        for _ in range(3):
            start = time.perf_counter()
            db.execute('select rowid from p where p match ? order by bm25(p, 8, 2, 5, 1) limit 20', (match,)).fetchall()
            taken = time.perf_counter() - start
            best = taken if best is None else min(best, taken)
        times.append(best)
        hits += db.execute('select count(*) from p where p match ?', (match,)).fetchone()[0]
    print(f'search-1e5-{kind}-p99\tfts5\t{sorted(times)[len(times) * 99 // 100] * 1000:.3f}\t{hits}')
