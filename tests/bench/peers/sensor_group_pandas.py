"""The peer of sensor_group_bench.cpp by pandas, from columns in memory."""
import numpy as np
import pandas as pd
from rows import row

readings = pd.DataFrame({
    'sensor': np.fromfile('build/bench/readings_sensor.i32', dtype=np.int32),
    'ts': np.fromfile('build/bench/readings_ts.i32', dtype=np.int32),
    'v': np.fromfile('build/bench/readings_value.f32', dtype=np.float32),
})


def by_hour():
    return readings.groupby([readings.sensor, readings.ts // 3600]).v


def told(found):
    sums = [found[name].astype(np.float64).sum() for name in ('mean', 'min', 'max')]
    return f"{len(found)}/{found['count'].sum()}/" + '/'.join(f'{one:.1f}' for one in sums)


def with_quantiles():
    groups = by_hour()
    found = groups.quantile([0.5, 0.95]).unstack()
    return f"{told(groups.agg(['count', 'mean', 'min', 'max']))}/{found[0.5].sum():.0f}/{found[0.95].sum():.0f}"


def week():
    found = readings.v.groupby((readings.ts // 3600 + 72) % 168).mean().astype(np.float64)
    return f'{found.sum():.3f}/{(found * found.index).sum():.1f}'


row('by sensor and hour 1e7', 'pandas', lambda: told(by_hour().agg(['count', 'mean', 'min', 'max'])), 3)
row('by sensor and hour 1e7, p50, p95', 'pandas', with_quantiles, 1)
row('7x24 of 1e7', 'pandas', week, 3)
