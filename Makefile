# Planwatch. `make help` lists what can be made.
SHELL := /bin/bash
BIN := out/bin/planwatch
GO_WANTED := 1.26

.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# What is missing is named, with what to install, instead of failing somewhere in a build.
tools: ## say whether what a build needs is here
	@command -v go >/dev/null || { echo "Go is missing: install Go $(GO_WANTED) or later from go.dev/doc/install" >&2; exit 1; }
	@go version | awk '{split(substr($$3,3),v,"."); split("$(GO_WANTED)",w,"."); exit !(v[1]>w[1] || v[1]==w[1] && v[2]+0>=w[2]+0)}' || { echo "Go $(GO_WANTED) or later is needed, here is $$(go version | cut -d' ' -f3): see go.dev/doc/install" >&2; exit 1; }
	@command -v "$$(go env CC | cut -d' ' -f1)" >/dev/null || { echo "A C compiler is missing (DuckDB needs one): on Debian and Ubuntu, sudo apt-get install gcc g++ libc6-dev" >&2; exit 1; }
	@command -v "$$(go env CXX | cut -d' ' -f1)" >/dev/null || { echo "A C++ compiler is missing (DuckDB links with it): on Debian and Ubuntu, sudo apt-get install g++" >&2; exit 1; }

build: tools ## build the program into out/bin/planwatch
	@mkdir -p out/bin
	@CGO_ENABLED=1 go build -trimpath -o $(BIN) ./cmd/planwatch

demo: build ## load the samples, compute, write out/site and out/packs
	@rm -rf out/workspace out/site out/packs
	@$(BIN) init out/workspace --samples >/dev/null
	@$(BIN) check -C out/workspace
	@$(BIN) load -C out/workspace out/workspace/samples/published/*.csv out/workspace/samples/illustrative/*.xlsx
	@echo
	@$(BIN) assess -C out/workspace
	@echo
	@$(BIN) publish -C out/workspace --out out/site
	@$(BIN) pack panel -C out/workspace --out out/packs
	@$(BIN) pack review -C out/workspace --out out/packs

test: tools ## every test that needs no other machine; ends with what was skipped and why
	@CGO_ENABLED=1 go tool gotestsum --format pkgname-and-test-fails --format-hide-empty-pkg -- -count=1 -timeout 20m ./...

bench: tools ## measure: cells read a second beside other readers; figures stored a second; time and peak memory of assess (the demo; 85 indicators of 8 areas), publish, pack; time from drop to page
	@set -o pipefail; go test -run '^$$' -bench . -benchtime 3x ./ingest/sheet ./ingest/layout ./kpi/stats ./data/store ./reports/chart ./cmd/planwatch | grep -E '^(Benchmark|cpu:|pkg:|note:)'

# 43 forces, 340 areas, 85 indicators, 120 months; SCALE_PARTS=6 adds six figures by breakdown to each, 24 million in all.
bench-scale: tools ## measure: all forces' figures loaded and assessed at three sizes: seconds, peak memory, disk, and how time grows (SCALE=43 forces, SCALE_PARTS=0)
	@set -o pipefail; PLANWATCH_SCALE=$${SCALE:-43} PLANWATCH_SCALE_PARTS=$${SCALE_PARTS:-0} go test -count=1 -timeout 6h -run '^TestScale$$' -v ./cmd/planwatch | grep -E '^(scale:|ok|FAIL|---)'

fuzz: tools ## try every parser of returns with made-up input, each for a minute (FUZZ=1m); stops at the first finding
	@.ci/fuzz $${FUZZ:-1m} ./ingest/sheet ./ingest/layout ./kpi

soak: tools ## serve for ten minutes while returns arrive and readers read; prints latencies and memory (SOAK=10m)
	@PLANWATCH_SOAK=$${SOAK:-10m} go test -count=1 -timeout 60m -run '^TestServeSoak$$' -v ./cmd/planwatch

picture: demo ## draw the README's picture again, from the demo
	@cp out/site/charts/vehicle-crime.svg reports/chart/picture.svg

# `sudo make install` after `make build` builds nothing: root need not have Go. Files are put in place by renaming, so
# that a program that is just running goes on with the old one until it is started again.
PREFIX ?= /usr/local
INSTALL := cmd/planwatch/install
TO = $(DESTDIR)$(PREFIX)
UNIT = $(TO)/lib/systemd/system/planwatch.service
SYSUSERS = $(TO)/lib/sysusers.d/planwatch.conf
COMPLETION = $(TO)/share/bash-completion/completions/planwatch

install: ## install the program, its systemd unit, user and shell completion (PREFIX=/usr/local)
	@if [ ! -x $(BIN) ] || [ -n "$$(find cmd kpi ingest reports data go.mod go.sum -type f -newer $(BIN) ! -name '*_test.go' -print -quit)" ]; then $(MAKE) --no-print-directory build; fi
	@mkdir -p "$(TO)/bin" "$(dir $(UNIT))" "$(dir $(SYSUSERS))" "$(dir $(COMPLETION))"
	@install -m 755 $(BIN) "$(TO)/bin/planwatch.new"
	@sed 's|/usr/local|$(PREFIX)|' $(INSTALL)/planwatch.service >"$(UNIT).new"
	@cp $(INSTALL)/planwatch.sysusers "$(SYSUSERS).new"
	@$(BIN) completion bash >"$(COMPLETION).new"
	@chmod 644 "$(UNIT).new" "$(SYSUSERS).new" "$(COMPLETION).new"
	@for f in "$(TO)/bin/planwatch" "$(UNIT)" "$(SYSUSERS)" "$(COMPLETION)"; do mv -f "$$f.new" "$$f" || exit; done
	@echo "Installed $(TO)/bin/planwatch, with a systemd unit and shell completion. Next, once, for a service:"
	@echo "  sudo systemd-sysusers"
	@echo "  sudo install -d -o planwatch -g planwatch -m 750 /var/lib/planwatch"
	@echo "  sudo -u planwatch planwatch init /var/lib/planwatch"
	@echo "  sudo systemctl enable --now planwatch"
	@echo "README.md, For the administrator, has the rest. After an upgrade: sudo systemctl restart planwatch"

uninstall: ## remove what install has put in place; an office's figures and files stay
	@rm -f "$(TO)/bin/planwatch" "$(UNIT)" "$(SYSUSERS)" "$(COMPLETION)"

lint: tools ## go vet, staticcheck, gofumpt
	@go vet ./...
	@go tool staticcheck ./...
	@test -z "$$(go tool gofumpt -l cmd kpi ingest reports data .ci)" || { echo "gofumpt would change:"; go tool gofumpt -l cmd kpi ingest reports data .ci; exit 1; } >&2

samples: tools ## make the illustrative return again (the same bytes)
	@go run ./data/samples/generate

assets: ## build the front-end assets again (needs Node.js and npm; the built files are committed)
	@cd reports/site/assets && npm ci && npm run build

clean: ## remove what was made
	@rm -rf out

.PHONY: help tools build demo test bench bench-scale fuzz soak lint samples assets picture install uninstall clean
