# The peer of sensor_rolling_bench.cpp by R: runmed, and data.table's frollmean.
source("tests/bench/peers/rows.R")
million <- input("series_1e6.f32", "numeric", 4, 1e6)
values <- input("series_1e7.f32", "numeric", 4, 1e7)
whole <- function(sums) sprintf("%.0f", sum(sums[31:(length(sums) - 30)]))
row("rolling median 61 of 1e6", "runmed", function() whole(runmed(million, 61, endrule = "keep")))
row("rolling mean 61 of 1e7", "data.table", function() whole(frollmean(values, 61, align = "center")))
