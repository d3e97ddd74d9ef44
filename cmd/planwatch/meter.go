package main

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"planwatch/reports/web"
)

// meter counts what happens, for Prometheus.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	runs     *prometheus.CounterVec
	ran      *prometheus.HistogramVec
	ended    *prometheus.GaugeVec
	files    *prometheus.CounterVec
}

func newMeter(o *office, pages *web.Site) *meter {
	m := &meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "planwatch_http_requests_total", Help: "Requests answered."}, []string{"listener", "method", "code"}),
		took:     prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "planwatch_http_request_seconds", Help: "Time to answer a request.", Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9)}, []string{"listener"}),
		runs:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "planwatch_job_runs_total", Help: "Runs of jobs since the start, by what they came to."}, []string{"job", "result"}),
		ran:      prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "planwatch_job_seconds", Help: "Time that runs of jobs took.", Buckets: prometheus.ExponentialBuckets(0.01, 4, 8)}, []string{"job"}),
		ended:    prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "planwatch_job_last_success_timestamp_seconds", Help: "When a job last ended well."}, []string{"job"}),
		files:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "planwatch_returns_total", Help: "Returns taken from the inbox, by what became of them."}, []string{"became"}),
	}
	m.registry.MustRegister(m.requests, m.took, m.runs, m.ran, m.ended, m.files, state{o, pages},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, r := range o.journal.lastRuns() {
		m.success(r)
	}
	return m
}

func (m *meter) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *meter) request(listener, method string, code int, took time.Duration) {
	if method != http.MethodGet && method != http.MethodHead {
		method = "other" // a client can send any word as one
	}
	m.requests.WithLabelValues(listener, method, strconv.Itoa(code)).Inc()
	m.took.WithLabelValues(listener).Observe(took.Seconds())
}

func (m *meter) count(r runRecord) {
	m.runs.WithLabelValues(r.Job, r.Result).Inc()
	m.ran.WithLabelValues(r.Job).Observe(r.Ended.Sub(r.Started).Seconds())
	m.success(r)
	if r.Job == "load" {
		for _, f := range r.Files {
			m.files.WithLabelValues(f.Became).Inc()
		}
	}
}

func (m *meter) success(r runRecord) {
	if r.Result == runDone || r.Result == runNothing {
		m.ended.WithLabelValues(r.Job).Set(float64(r.Ended.Unix()))
	}
}

// state tells how things are at the moment of asking.
type state struct {
	office *office
	pages  *web.Site
}

var (
	inboxFiles    = prometheus.NewDesc("planwatch_inbox_files", "What lies in the inbox, by state.", []string{"state"}, nil)
	openNotices   = prometheus.NewDesc("planwatch_notices", "Notices that need a person, by kind.", []string{"kind"}, nil)
	siteFiles     = prometheus.NewDesc("planwatch_site_files", "Files of the published site.", nil, nil)
	sitePublished = prometheus.NewDesc("planwatch_site_published_timestamp_seconds", "When the site was published.", nil, nil)
	diskFree      = prometheus.NewDesc("planwatch_disk_free_bytes", "Room on the workspace's disk.", nil, nil)
)

func (s state) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{inboxFiles, openNotices, siteFiles, sitePublished, diskFree} {
		c <- d
	}
}

func (s state) Collect(c chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	s.office.mu.Lock()
	for _, state := range []string{"ready", "waiting", "odd"} {
		gauge(inboxFiles, float64(s.office.counts[state]), state)
	}
	s.office.mu.Unlock()
	kinds := map[string]int{}
	for _, n := range s.office.board.list() {
		kinds[n.group()]++
	}
	for _, kind := range noticeKinds {
		gauge(openNotices, float64(kinds[kind]), kind)
	}
	if files, _, since, ok := s.pages.Published(); ok {
		gauge(siteFiles, float64(files))
		gauge(sitePublished, float64(since.Unix()))
	}
	if free, err := freeSpace(s.office.space.dir); err == nil {
		gauge(diskFree, float64(free))
	}
}
