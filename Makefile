# The front door. `make demo` and `make test` set up what they need themselves.
PATH := $(PATH):$(HOME)/.cargo/bin
PREFIX ?= /usr/local

.PHONY: help setup demo test large faults fuzz bench check header abi docs vendor packages install clean bench-docs sanitize soak reproducible hostile
.DEFAULT_GOAL := help

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

setup: ## get the tools that are missing (scripts/setup.sh)
	@sh scripts/setup.sh core

demo: ## build the library and the example simulation, run it, look at its files with NumPy
	@sh scripts/demo.sh

test: ## everything there is: Rust, clippy, C, C++, packages; ends with a summary
	@sh scripts/test.sh

faults: ## fail every allocation, system call and callback, kill a writer at each call, and count what is left: minutes
	@sh scripts/faults.sh

fuzz: ## fuzz each target with libFuzzer for SECONDS_EACH=600, needs a nightly toolchain; TARGETS="a b" for some, ROUNDS=0 for ever
	@sh scripts/fuzz.sh

sanitize: ## the C programs under sanitizers, Rust instrumented too (nightly), and valgrind; ONLY="address thread" for some
	@sh scripts/setup.sh core && sh scripts/sanitize.sh $(ONLY)

hostile: ## crafted files, each by name with the answer that is right, and how many they are: seconds
	@sh scripts/hostile.sh

soak: ## threads and processes at random on growing files and archives, killed at random, for MINUTES=30
	@sh scripts/soak.sh

reproducible: ## build the libraries in two folders and compare them: minutes
	@sh scripts/reproducible.sh

large: ## archives beyond 4 GiB, also deflated ones (after make test): a minute or two
	NPYRW_LARGE=1 ctest --preset default -L large --verbose

bench: setup ## measure beside NumPy and others, in one run; ROWS="a b" for some of it, WORKERS="name=/path" for another library
	sh bench/run.sh $(ROWS) --workers "$(WORKERS)"

bench-docs: setup ## the same, and write docs/performance.md and its plots
	sh bench/run.sh $(ROWS) --docs --workers "$(WORKERS)"

check: ## format, lints, the syntax of scripts, licences (where cargo-deny is): seconds
	sh scripts/syntax.sh && cargo fmt --check && cargo clippy --locked --lib -- -D warnings && { sh scripts/deny.sh || [ $$? = 77 ]; }

header: ## write include/npyrw.h anew from src/ffi
	NPYRW_BLESS=1 cargo test --locked --test header

abi: ## write down anew what the ABI is, after a change that is meant (c-tests/abi)
	cmake --preset default && cmake --build --preset default --target npyrw_cargo && NPYRW_BLESS=1 ctest --preset default -R '^symbols\.(exports|since|shape)$$'

docs: ## make the site of the pages and the headers: build/docs/html
	sh scripts/docs.sh

vendor: ## pack the sources with those of every crate, for machines without a network: build/npyrw-VERSION-vendored.tar.xz
	sh scripts/vendor.sh

packages: ## make the packages (vendored, Debian, Conan, vcpkg, cargo-c) and use each: many minutes; FORMS="a b" for some
	sh scripts/setup.sh build packaging && sh packaging/check.sh $(FORMS)

install: ## install to PREFIX (/usr/local), below DESTDIR if set
	sh scripts/setup.sh build && cmake --preset install -DCMAKE_INSTALL_PREFIX="$(PREFIX)" && cmake --build --preset install && cmake --install build/install

clean: ## remove what was built (not .venv)
	rm -rf build target
