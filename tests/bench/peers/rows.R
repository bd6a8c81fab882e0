# What the peers in R share: reading the inputs, printing a measurement.
library(data.table)

row <- function(name, side, work, times = 5) {
  taken <- numeric(times)
  for (i in seq_len(times)) {
    start <- Sys.time()
    check <- work()
    taken[i] <- as.numeric(Sys.time() - start, units = "secs") * 1000
  }
  cat(sprintf("%s\t%s\t%.4f\t%s\n", name, side, median(taken), check))
}

input <- function(name, what, size, count) readBin(file.path("build/bench", name), what, count, size)
