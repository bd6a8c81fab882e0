# The peer of sensor_parse_bench.cpp by data.table: every column, times told as such.
source("tests/bench/peers/rows.R")
for (name in c("parse 1e6 rows into series", "parse 1e6 rows into columns"))
  row(name, "data.table", function() {
    read <- fread("build/bench/sds011_1e6.csv", sep = ";", showProgress = FALSE)
    sprintf("%d/%.0f", nrow(read), sum(read$P1))
  })
