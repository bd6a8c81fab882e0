"""The peer of sensor_parse_bench.cpp by pandas: every column, times told as such."""
import pandas as pd
from rows import row


def parse():
    read = pd.read_csv('build/bench/sds011_1e6.csv', sep=';', parse_dates=['timestamp'])
    return f'{len(read)}/{read.P1.sum():.0f}'


row('parse 1e6 rows into columns', 'pandas', parse, 3)
