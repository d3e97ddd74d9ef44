# Planwatch. `make help` lists what can be made.
SHELL := /bin/bash
BIN := out/bin/planwatch
GO_WANTED := 1.26

.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

test: tools ## every test that needs no other machine; ends with what was skipped and why
	@CGO_ENABLED=1 go tool gotestsum --format pkgname-and-test-fails --format-hide-empty-pkg -- -count=1 -timeout 20m ./...

bench: tools ## measure: cells read and figures stored a second; time and peak memory of assess, publish, pack
	@go test -run '^$$' -bench . -benchtime 3x ./ingest/sheet ./data/store ./reports/chart ./cmd/planwatch | grep -E '^(Benchmark|cpu:|pkg:)'

picture: demo ## draw the README's picture again, from the demo
	@cp out/site/charts/vehicle-crime.svg reports/chart/picture.svg

install: build ## install the program into /usr/local/bin (PREFIX=/usr/local)
	@install -D -m 755 $(BIN) $(DESTDIR)$${PREFIX:-/usr/local}/bin/planwatch

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

.PHONY: help tools build demo test bench lint samples assets picture install clean
