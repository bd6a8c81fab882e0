"""The peer of sensor_series_bench.cpp by numpy."""
import sys

import numpy as np
from rows import row

for size in ('1e7', '1e8') if '--full' in sys.argv else ('1e7',):
    values = np.fromfile(f'build/bench/series_{size}.f32', dtype=np.float32)
    parts = values.reshape(2000, -1)

    def min_max():
        return f'{parts.min(axis=1).sum(dtype=np.float64) + parts.max(axis=1).sum(dtype=np.float64):.2f}'

    row(f'min/max {size} to 2000', 'numpy', min_max)
