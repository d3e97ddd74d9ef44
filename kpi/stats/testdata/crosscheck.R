# Makes crosscheck.json: values of R's own functions (package stats, R 4.2 or later, and jsonlite to write them) for
# inputs that the reference files do not have. Run it in this folder: Rscript crosscheck.R
suppressWarnings(RNGversion("3.6.0"))
set.seed(20261127)
out <- list(source = R.version.string)

# STL with straight lines and every value computed, as statsmodels has it: months, quarters and days, up to ten years.
# Robust fits are of odd lengths: of an even number of remainders R's compiled code asks its partial sort for the two in
# the middle in falling order, which that sort does not promise to find, and so weighs by something else than the median.
stl_case <- function(id, y, period, window, robust) {
  fit <- stl(ts(y, frequency = period), s.window = window, s.degree = 1, t.degree = 1, l.degree = 1,
             l.window = period + 1 + period %% 2, s.jump = 1, t.jump = 1, l.jump = 1, robust = robust,
             inner = if (robust) 2 else 5, outer = if (robust) 15 else 0)$time.series
  s <- fit[, "seasonal"]; r <- fit[, "remainder"]; t <- fit[, "trend"]
  list(id = id, y = y, period = period, seasonal_window = window, robust = robust,
       trend = as.numeric(t), seasonal = as.numeric(s), resid = as.numeric(r),
       strength_seasonal = max(0, 1 - var(r) / var(s + r)), strength_trend = max(0, 1 - var(r) / var(t + r)))
}
wave <- function(n, period, level, amp, sd, slope = 0)
  round(level + slope * seq_len(n) + amp * sin(2 * pi * seq_len(n) / period) + rnorm(n, 0, sd), 3)
wild <- wave(71, 12, 500, 60, 15, -1); wild[c(9, 40, 41)] <- c(900, 120, 110)
small <- wave(41, 12, 0, 3, 1)
out$stl <- list(
  stl_case("months_25", wave(25, 12, 1000, 100, 20), 12, 7, FALSE),
  stl_case("months_41_about_zero", small, 12, 7, FALSE),
  stl_case("months_41_robust", small, 12, 7, TRUE),
  stl_case("months_71_wild", wild, 12, 7, FALSE),
  stl_case("months_71_wild_robust", wild, 12, 7, TRUE),
  stl_case("months_119_window_13_robust", wave(119, 12, 2000, 300, 80, 5), 12, 13, TRUE),
  stl_case("quarters_12", wave(12, 4, 100, 10, 3), 4, 7, FALSE),
  stl_case("quarters_31_robust", wave(31, 4, 100, 10, 3, 1), 4, 7, TRUE),
  stl_case("weeks_of_days_50", wave(50, 7, 40, 10, 4), 7, 9, FALSE))

# Exact intervals of counts, from a few to very many, at three levels.
grid <- expand.grid(x = c(0, 1, 2, 5, 9, 10, 37, 250, 4321, 98765, 1234567), level = c(0.9, 0.95, 0.998))
out$poisson <- lapply(seq_len(nrow(grid)), function(i) with(grid[i, ], {
  ci <- poisson.test(x, conf.level = level)$conf.int
  list(x = x, level = level, lower = ci[1], upper = ci[2])
}))

# Ratios of two rates: exact interval and probability.
pairs <- list(c(0, 900, 12, 7000), c(1, 10, 1, 10), c(3, 100, 0, 120), c(4, 2000, 9, 2000), c(12, 1500, 9, 3000),
              c(55, 31, 40, 28), c(310, 28, 355, 31), c(4021, 365, 3977, 366), c(20000, 365, 21000, 365), c(7, 70000, 300000, 3000000000))
out$ratios <- lapply(pairs, function(p) {
  r <- poisson.test(c(p[1], p[3]), c(p[2], p[4]))
  list(a = p[1], n = p[2], b = p[3], m = p[4], lower = r$conf.int[1], upper = if (is.finite(r$conf.int[2])) r$conf.int[2] else NA, p = r$p.value)
})

# Kendall: tau-b and the exact probability, without ties.
out$kendall <- lapply(c(5, 9, 20, 48), function(n) {
  y <- round(rnorm(n) + seq_len(n) / n, 6)
  exact <- cor.test(seq_len(n), y, method = "kendall", exact = TRUE)
  list(y = y, tau = unname(exact$estimate), p = exact$p.value)
})

# A straight line through proportions.
out$proportion_trend <- lapply(1:6, function(i) {
  n <- sample(200:5000, 5); x <- rbinom(5, n, 0.2 + 0.01 * i * (1:5))
  list(x = x, n = n, chi2 = unname(prop.trend.test(x, n, 1:5)$statistic))
})

# Weighted straight lines.
out$weighted_trend <- lapply(1:6, function(i) {
  y <- round(50 + i * (1:5) + rnorm(5), 2); half <- round(runif(5, 0.5, 3), 2)
  fit <- summary(lm(y ~ x, data.frame(x = 1:5, y = y), weights = (3.92 / (2 * half))^2))
  b <- fit$coefficients["x", 1]; se <- fit$coefficients["x", 2] / fit$sigma
  list(y = y, lower = y - half, upper = y + half, slope = b, se = se, chi2 = (b / se)^2)
})

# Runs and crossings that chance explains.
out$runs <- lapply(c(1, 2, 3, 5, 8, 10, 12, 17, 24, 36, 48, 60, 100, 120, 181, 400, 1000), function(n)
  list(n = n, longest = round(log2(n)) + 3, crossings = qbinom(0.05, n - 1, 0.5)))

# Rare events: g and t charts by their formulas (Provost and Murray 2011; Nelson 1994), screened once.
amr <- function(y) { m <- abs(diff(y)); k <- m[m < 3.267 * mean(m)]; mean(k) }
out$rare <- lapply(1:4, function(i) {
  g <- rgeom(20 + i, 0.15); t <- round(rexp(20 + i, 1 / 30), 2) + 0.01
  m <- mean(g); s <- sqrt(m * (m + 1)); z <- t^(1 / 3.6); d <- amr(z) / 1.128; low <- mean(z) - 3 * d
  list(g = g, g_centre = median(g), g_lower = max(0, m - 3 * s), g_upper = m + 3 * s,
       t = t, t_centre = mean(z)^3.6, t_lower = if (low < 0) 0 else low^3.6, t_upper = (mean(z) + 3 * d)^3.6)
})

jsonlite::write_json(out, "crosscheck.json", auto_unbox = TRUE, digits = NA, na = "null", null = "null")
