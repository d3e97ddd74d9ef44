package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"planwatch/ingest/inbox"
	"planwatch/kpi/words"
	"planwatch/reports"
	"planwatch/reports/web"
)

func newServe(space *workspaceFlag) *cobra.Command {
	var listen string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Load, publish and serve by itself, until it is stopped",
		Long: `Serve watches the inbox and does the jobs when they are due: a return that is dropped in the inbox is loaded,
assessed and published. It serves the published site and its reports to readers, and health, metrics and the
notices for staff at an address of their own. Everything else on the command line works while it runs.

It stops on Ctrl-C or SIGTERM within ten seconds; a load is then kept whole or not at all. The log goes to
standard error.`,
		Example: "  planwatch serve\n  planwatch serve -C office --listen 127.0.0.1:9000",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runServe(cmd, space, listen)
		},
	}
	c.Flags().StringVar(&listen, "listen", "", "`ADDRESS:PORT` to serve at (default: listen in planwatch.yaml)")
	return c
}

func runServe(cmd *cobra.Command, f *workspaceFlag, listen string) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	if listen != "" {
		if !isAddress(listen) {
			return usage("--listen: want an address and a port such as 127.0.0.1:8080, found %q", listen)
		}
		space.config.Listen = listen
	}
	log := newLog(cmd.ErrOrStderr(), space.config)
	o, err := openOffice(space, log)
	if err != nil {
		return err
	}
	unlock, holder, err := o.lockJob(cmd.Context(), "serve")
	switch {
	case err != nil:
		return err
	case unlock == nil:
		return fmt.Errorf("this workspace is served already, by %s; end that one first", holder)
	}
	defer unlock()
	return newServer(o).run(cmd.Context())
}

// server is Planwatch as it runs by itself: the runner of jobs, the watch on the inbox and the two listeners.
type server struct {
	*office
	runner  *runner
	pages   *web.Site
	words   *words.Catalogue // of the language in which readers are spoken to
	meter   *meter
	health  healthCheck
	started time.Time
	ending  atomic.Bool

	wake chan struct{} // somebody should look into the inbox

	mu     sync.Mutex
	pauses map[string]patience // by job
	fault  string              // why the published site could not be read, as last said
}

// mayWant says whether a job may be wanted again: one that failed, or that another process does, is left for a while.
func (s *server) mayWant(job string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.clock().Before(s.pauses[job].until)
}

func newServer(o *office) *server {
	c := o.space.config
	s := &server{office: o, runner: newRunner(o, jobTable()), started: o.clock(), wake: make(chan struct{}, 1), pauses: map[string]patience{}}
	if plan, _ := o.space.checkPlan(); plan != nil { // another language of the plan is taken up when the service starts again
		s.words = plan.Words
	}
	s.pages = web.New(web.Options{Dir: o.space.path(c.Site), Mark: siteMark, Prefix: c.basePath(), HTTPS: strings.HasPrefix(c.BaseURL, "https:"), Words: s.words})
	s.meter = newMeter(o, s.pages)
	s.runner.report = s.afterRun
	return s
}

const (
	// stopTime is how long stopping may take in all; systemd and the promise of ten seconds allow a little more.
	stopTime = 9 * time.Second
	// drainTime is how long readers may take to get what they asked for.
	drainTime = 4 * time.Second
	// siteEvery is how often a look is taken whether another process has published or loaded.
	siteEvery = time.Second
	// mailEvery is how often notices are sent that have come up meanwhile, together.
	mailEvery = 15 * time.Second
)

// run serves until the context ends. It ends with an error when it could not start, or not stop in time.
func (s *server) run(ctx context.Context) error {
	c := s.space.config
	public, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("serve at %s: %s", c.Listen, listenWords(err, "listen"))
	}
	recoverSite(s.space.path(c.Site))
	s.refresh() // before the first reader is answered
	servers := []*http.Server{s.listenOn(public, s.publicHandler())}
	staffAt := "nowhere"
	if staff := s.staffListener(); staff != nil {
		servers = append(servers, s.listenOn(staff, s.staffHandler()))
		staffAt = "http://" + staff.Addr().String() + "/"
	}
	s.log.Info("planwatch serves", "version", version, "site", "http://"+public.Addr().String()+"/", "staff", staffAt, "workspace", s.space.dir)
	s.runner.begin()
	var going sync.WaitGroup
	for _, part := range []func(context.Context){s.runner.loop, s.watchInbox, s.watchSite, s.mailer} {
		going.Go(func() { part(ctx) })
	}
	<-ctx.Done()
	s.ending.Store(true)
	s.log.Info("stopping: no new jobs, readers get what they have asked for")
	return s.stop(servers, &going)
}

func (s *server) stop(servers []*http.Server, going *sync.WaitGroup) error {
	late := time.After(stopTime)
	drain, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	for _, h := range servers {
		if h.Shutdown(drain) != nil {
			_ = h.Close()
		}
	}
	done := make(chan struct{})
	go func() { going.Wait(); close(done) }()
	select {
	case <-done:
		s.log.Info("stopped")
		return nil
	case <-late:
		return codedError{exitFailed, fmt.Errorf("a job did not stop within %s; what it had not finished is done at the next start", stopTime)}
	}
}

// listenOn serves at a listener, with limits on what a slow or greedy client may cost.
func (s *server) listenOn(l net.Listener, h http.Handler) *http.Server {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 60 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	go func() {
		if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.board.set(kindListen, []notice{{Subject: l.Addr().String(), Text: "Nothing is served at " + l.Addr().String() + " any more: " + sentence(err.Error()), Do: "Start planwatch again."}})
		}
	}()
	return server
}

// staffListener listens where metrics and notices are served; that it can't stops nothing else.
func (s *server) staffListener() net.Listener {
	at := s.space.config.StaffListen
	if at == "" {
		s.board.set(kindListen, nil)
		return nil
	}
	l, err := net.Listen("tcp", at)
	if err != nil {
		s.board.set(kindListen, []notice{{
			Subject: at, Text: fmt.Sprintf("Metrics and notices for staff can't be served at %s: %s.", at, listenWords(err, "staff_listen")),
			Do: "Then start planwatch again. The site and the jobs are not touched by this.",
		}})
		return nil
	}
	s.board.set(kindListen, nil)
	return l
}

// listenWords says why an address can't be listened at, and what to do. Key is the config's.
func listenWords(err error, key string) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Sprintf("another program listens there already; end it, or give another port with %s in %s", key, configName)
	case errors.Is(err, syscall.EACCES):
		return fmt.Sprintf("this user may not listen there; give a port from 1024 on with %s in %s", key, configName)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Sprintf("this machine has no such address; give one of its own with %s in %s", key, configName)
	}
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err.Error()
	}
	return err.Error()
}

// refresh takes in a newly published site.
func (s *server) refresh() {
	changed, err := s.pages.Refresh()
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		s.mu.Lock()
		said := s.fault == err.Error()
		s.fault = err.Error()
		s.mu.Unlock()
		if !said {
			s.log.Error("the published site can't be read; readers get the one before it", "error", err.Error())
		}
	case changed:
		s.mu.Lock()
		s.fault = ""
		s.mu.Unlock()
		files, size, _, _ := s.pages.Published()
		s.log.Info("site published", "files", files, "size", reports.SizeWords(size))
	}
}

// watchSite notices what another process has published or loaded.
func (s *server) watchSite(ctx context.Context) {
	everySo(ctx, siteEvery, func() {
		s.refresh()
		s.whatChanged(ctx)
	})
}

// everySo calls do again and again, with a pause before each, until the context ends.
func everySo(ctx context.Context, pause time.Duration, do func()) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do()
		}
	}
}

// whatChanged has everything assessed and published again when somebody has loaded or withdrawn something, kept a final
// pack or published by hand, or when publishing has failed. A job that goes on changes these things itself, and what
// follows from it follows anyway.
func (s *server) whatChanged(ctx context.Context) {
	for _, name := range []string{"load", "assess", "publish", "backup"} {
		if s.runner.running(name) {
			return
		}
	}
	s.office.mu.Lock()
	assessed, published := s.assessed, s.published
	s.office.mu.Unlock()
	switch {
	case s.storeStamp() != assessed && s.mayWant("assess"):
		s.runner.want(ctx, "assess", whyChanged)
	case (assessed != published || s.publicationStamp() != s.publishedStamp()) && s.mayWant("publish"):
		s.runner.want(ctx, "publish", whyChanged)
	}
}

func (s *server) mailer(ctx context.Context) {
	everySo(ctx, mailEvery, func() { s.mailNotices(ctx) })
}

// afterRun is called after each run.
func (s *server) afterRun(r runRecord) {
	s.meter.count(r)
	s.mu.Lock()
	p := s.pauses[r.Job]
	p.note(r.Result, s.clock())
	s.pauses[r.Job] = p
	s.mu.Unlock()
	switch {
	case r.Job == "publish":
		s.refresh()
	case r.Job == "load" && r.Result != runSkipped:
		select { // what came meanwhile
		case s.wake <- struct{}{}:
		default:
		}
	}
}

// patience keeps a job that fails again and again, as on a full disk, from being tried at every look.
type patience struct {
	failures int
	until    time.Time
}

const (
	longestPatience = time.Hour
	skippedPatience = 10 * time.Second
)

func (p *patience) note(result string, now time.Time) {
	switch result {
	case runFailed, runPanicked:
	case runSkipped: // another process does it
		p.until = now.Add(skippedPatience)
		return
	default:
		*p = patience{}
		return
	}
	p.failures++
	p.until = now.Add(min(longestPatience, time.Minute<<min(p.failures-1, 10)))
}

// watchInbox has the job load run when something in the inbox has come to rest.
func (s *server) watchInbox(ctx context.Context) {
	go inbox.Watch(ctx, s.box.Dir, s.space.config.Poll, s.wake, func(err error) {
		if err != nil {
			s.log.Warn("inbox", "error", err.Error())
			return
		}
		s.log.Info("the inbox is there again")
		for _, name := range []string{"inbox", "load"} { // what failed meanwhile
			s.runner.want(ctx, name, whyBack)
		}
	})
	for _, name := range []string{"inbox", "assess", "publish"} {
		s.runner.want(ctx, name, whyStarted)
	}
	again := time.NewTimer(0)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-again.C:
		}
		if s.runner.running("load") {
			continue // it looks itself, and wakes us when it has ended
		}
		if sight, err := s.look(ctx); err == nil {
			s.whatArrived(ctx, sight, again)
		}
	}
}

// whatArrived starts a load when something is ready, and sees to it that what still rests is looked at again in time.
func (s *server) whatArrived(ctx context.Context, sight inbox.Sight, again *time.Timer) {
	if len(sight.Waiting) > 0 {
		again.Reset(s.box.Rest/4 + 50*time.Millisecond)
	}
	if len(sight.Ready) > 0 && s.mayWant("load") {
		s.runner.want(ctx, "load", whyArrived)
	}
}
