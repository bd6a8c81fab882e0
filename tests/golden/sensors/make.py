#!/usr/bin/env python3
"""Golden values of the real sensor files, by numpy, pandas and scipy: an implementation that shares nothing with core/.

    python3 tests/golden/sensors/make.py > tests/golden/sensors/golden.json     (Debian: python3-pandas python3-scipy)

Reads ../shared/data, which is no part of the repository. tests/unit/native/sensors_real_test.cpp compares.
"""
import glob
import json
import sys

import numpy as np
import pandas as pd
from scipy import stats

DATA = '../shared/data/'
SEP = {'sds011': {'P1': 'pm10', 'P2': 'pm25'}, 'dht22': {'temperature': 'temperature', 'humidity': 'humidity'},
       'bme280': {'pressure': 'pressure', 'temperature': 'temperature', 'humidity': 'humidity'}}


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


def summary(values):
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values)]
    median = np.median(values)
    return {'count': int(values.size), 'mean': number(values.mean()), 'min': number(values.min()), 'max': number(values.max()),
            'p50': number(median), 'p95': number(np.quantile(values, 0.95)), 'mad': number(np.median(np.abs(values - median)))}


def buckets(series, rule):
    """count, mean, p95 of each step that has values, by its beginning in UTC ms."""
    out = []
    for begin, group in series.groupby(series.index.floor(rule) if rule != 'D' else series.index.normalize()):
        stamp = int(begin.tz_convert('UTC').value // 1_000_000)
        out.append([stamp, int(group.size), float(group.mean()), float(group.quantile(0.95))])
    return out


def aberdeen():
    frames = {}
    for path in sorted(glob.glob(DATA + 'sensor-community-aberdeen/archive/*.csv')):
        kind = path.split('/')[-1].split('_')[1]
        frame = pd.read_csv(path, sep=';', dtype={'timestamp': str})
        for column, quantity in SEP[kind].items():
            part = frame[['location', 'sensor_id', 'timestamp', column]].dropna(subset=[column])
            for (location, sensor), rows in part.groupby(['location', 'sensor_id']):
                frames.setdefault(f'{location}/{sensor}/{quantity}', []).append(rows.set_axis(
                    ['location', 'sensor_id', 'timestamp', 'value'], axis=1))
    out = {}
    for name, parts in frames.items():
        rows = pd.concat(parts)
        rows['timestamp'] = pd.to_datetime(rows['timestamp'], utc=True).dt.tz_convert('Europe/London')
        rows = rows.drop_duplicates(subset=['timestamp', 'value'])
        series = rows.set_index('timestamp')['value'].sort_index(kind='stable')
        first = ~series.index.duplicated(keep='first')  # another value at the same time is flagged, and does not count
        entry = summary(series)
        entry['days'] = buckets(series[first], 'D')
        out[name] = entry
    return out


def berlin():
    frame = pd.read_csv(DATA + 'opensensemap-berlin-pm25/pm25_berlin_opensensemap.csv')
    frame['createdAt'] = pd.to_datetime(frame['createdAt'], utc=True)
    out = {}
    for sensor, rows in frame.groupby('sensorId'):
        rows = rows.drop_duplicates(subset=['createdAt', 'value'])
        series = rows.set_index('createdAt')['value'].sort_index(kind='stable')
        entry = summary(series)
        hours = buckets(series[~series.index.duplicated(keep='first')], 'h')
        entry['hours'] = len(hours)
        entry['hour_mean_sum'] = sum(row[2] for row in hours)
        entry['hour_p95_sum'] = sum(row[3] for row in hours)
        out[sensor] = entry
    return out


def theil_sen(x, y):
    slope, intercept, low, high = stats.theilslopes(y, x)
    return {'slope': slope, 'intercept': float(np.median(y - slope * x)), 'low': low, 'high': high}


def mann_kendall(y):
    n = len(y)
    s = sum(int(np.sign(y[j] - y[i])) for i in range(n) for j in range(i + 1, n))
    _, ties = np.unique(y, return_counts=True)
    var = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    z = np.sign(s) * (abs(s) - 1) / np.sqrt(var) if s else 0.0
    return {'s': s, 'variance': float(var), 'z': float(z), 'p': float(2 * stats.norm.sf(abs(z)))}


def marylebone():
    frame = pd.read_csv(DATA + 'openair-marylebone/mydata.csv', parse_dates=['date'])
    out = {'summary': {}, 'hour': {}, 'weekday': {}, 'month': {}, 'daily': {}}
    for column in ['nox', 'no2', 'o3', 'pm10', 'so2', 'co', 'pm25', 'ws']:
        values = frame[column]
        out['summary'][column] = summary(values)
    for column in ['nox', 'pm10']:
        for key, groups in (('hour', frame.date.dt.hour), ('weekday', frame.date.dt.dayofweek), ('month', frame.date.dt.month - 1)):
            grouped = frame[column].groupby(groups)
            out[key][column] = [[float(m), int(n), float(1.96 * s / np.sqrt(n))] for m, n, s in
                                zip(grouped.mean(), grouped.count(), grouped.std())]
        daily = frame[column].groupby(frame.date.dt.normalize())
        table = pd.DataFrame({'mean': daily.mean(), 'count': daily.count(), 'p95': daily.quantile(0.95)})
        table = table[table['count'] > 0]
        out['daily'][column] = {'days': int(len(table)), 'mean_sum': float(table['mean'].sum()), 'p95_sum': float(table['p95'].sum()),
                                'first': [float(v) for v in table['mean'].iloc[:7]], 'worst': float(table['mean'].max())}
    week = frame.pm10.groupby(frame.date.dt.dayofweek * 24 + frame.date.dt.hour)
    out['week'] = [float(v) for v in week.mean()]
    months = frame.set_index('date').nox.resample('MS').mean()
    x = np.arange(len(months), dtype=float)
    keep = months.notna().to_numpy()
    out['trend'] = {'months': [number(v) for v in months], **theil_sen(x[keep], months.to_numpy()[keep])}
    out['mann_kendall'] = mann_kendall(months.to_numpy()[keep])
    wind = frame.dropna(subset=['ws', 'wd'])
    moving = wind[wind.ws > 0]
    sector = (np.floor(((moving.wd + 22.5 / 2) % 360) / 22.5)).astype(int)
    speed = np.digitize(moving.ws, [2, 4, 6], right=True)
    counts = np.zeros((16, 4), dtype=int)
    np.add.at(counts, (sector.to_numpy(), speed), 1)
    out['rose'] = {'total': int(len(wind)), 'calm': int((wind.ws == 0).sum()), 'counts': counts.flatten().tolist()}
    # Polar plot: mean NOx on 20 x 20 cells of wind components up to 12 m/s.
    polar = wind[(wind.ws <= 12) & wind.nox.notna()]
    cell = lambda part: np.minimum(((part / 12 + 1) / 2 * 20).astype(int), 19)
    radians = polar.wd * np.pi / 180
    index = cell(polar.ws * np.cos(radians)) * 20 + cell(polar.ws * np.sin(radians))
    out['polar_centre'] = {str(k): [float(g.mean()), int(len(g))] for k, g in polar.nox.groupby(index) if len(g) >= 300}
    pair = frame[['nox', 'no2']].dropna()
    out['pearson'] = float(stats.pearsonr(pair.nox, pair.no2)[0])
    out['spearman'] = float(stats.spearmanr(pair.nox, pair.no2)[0])
    line = np.polyfit(pair.nox, pair.no2, 1)
    out['line'] = {'slope': float(line[0]), 'intercept': float(line[1])}
    values = frame.pm10
    out['rolling'] = {'mean_sum': float(values.rolling(25, center=True, min_periods=12).mean().sum()),
                      'median_sum': float(values.rolling(25, center=True, min_periods=12).median().sum()),
                      'p90_sum': float(values.rolling(25, center=True, min_periods=12).quantile(0.9).sum())}
    window = values.rolling(7, center=True, min_periods=1)
    middle = window.median()
    mads = values.rolling(7, center=True, min_periods=1).apply(lambda w: np.nanmedian(np.abs(w - np.nanmedian(w))), raw=True)
    spike = (values - middle).abs() > 3 * 1.4826 * mads.clip(lower=2)
    out['hampel'] = int(spike.sum())
    return out


def noise():
    frame = pd.read_csv(DATA + 'noisemonitor/test_data_laeq1m.csv', parse_dates=['datetime'])
    level = frame.iloc[:, 1].to_numpy()
    energy = 10 ** (level / 10)
    shifted = frame.datetime - pd.Timedelta(hours=6)
    hour = frame.datetime.dt.hour
    period = np.where((hour >= 6) & (hour < 18), 'day', np.where((hour >= 18) & (hour < 22), 'evening', 'night'))
    length = {'day': 720, 'evening': 240, 'night': 480}
    days = []
    for date, rows in frame.groupby(shifted.dt.normalize()):
        entry = {'begin': int((date + pd.Timedelta(hours=6)).value // 1_000_000)}
        for name in length:
            its = energy[rows.index][period[rows.index] == name]
            entry[name] = float(10 * np.log10(its.mean())) if its.size >= 0.9 * length[name] else None
        whole = all(entry[name] is not None for name in length)
        entry['lden'] = float(10 * np.log10((12 * 10 ** (entry['day'] / 10) + 4 * 10 ** ((entry['evening'] + 5) / 10) +
                                             8 * 10 ** ((entry['night'] + 10) / 10)) / 24)) if whole else None
        days.append(entry)
    return {'rows': int(level.size), 'laeq': float(10 * np.log10(energy.mean())), 'days': days}


json.dump({'aberdeen': aberdeen(), 'berlin': berlin(), 'marylebone': marylebone(), 'noise': noise()}, sys.stdout, indent=0)
