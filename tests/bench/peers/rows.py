"""What the peers in Python share: printing a measurement."""
import time


def row(name, side, work, times=5, parts=1):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        check = work()
        taken.append((time.perf_counter() - start) * 1000 / parts)
    print(f'{name}\t{side}\t{sorted(taken)[times // 2]:.4f}\t{check}')
