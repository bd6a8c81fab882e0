"""The peer of sensor_rolling_bench.cpp by pandas and numpy."""
import numpy as np
import pandas as pd
from rows import row

million, values = (np.fromfile(f'build/bench/series_{size}.f32', dtype=np.float32) for size in ('1e6', '1e7'))
short, long = (pd.Series(one.astype(np.float64)) for one in (million, values))

row('rolling median 61 of 1e6', 'pandas', lambda: f'{short.rolling(61, center=True).median().sum():.0f}', 3)
row('rolling mean 61 of 1e7', 'pandas', lambda: f'{long.rolling(61, center=True).mean().sum():.0f}', 3)
row('MAD 1e7', 'numpy', lambda: f'{np.median(np.abs(values - np.median(values))):.4f}')
