# make test      every test that belongs to every commit
# make check     format, lints, docs, and that the core compiles for wasm (make test builds it and runs it in Node)
# make test-all  the slow ones as well, and the licences of all dependencies
# make bench     the measurements
# Each installs what it needs, and only where it is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

TOOLCHAIN := $(shell sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
WASM := wasm32-unknown-unknown
CARGO_DENY := 0.20.2
# Each alone, since no feature may lean on another in silence. `cli` is all of them together; none at all and `tabular` alone go to
# wasm, and `parallel` alone to Python.
FEATURES := gb18030 xlsx

# tests/model draws every round a second time in python3 (standard library only, 3.9 or later), which must be there;
# DOUBLE_RANDOM_FULL=1 draws 2,500 rounds instead of 600.
# tests/doors runs the vectors in CPython 3.11 or later, Node 18 or later and Chromium.
.PHONY: test built test-all engines check bench toolchain doors npm deny advisories format lints docs wasm

TESTED := -p double-random-house -p double-random --features double-random/cli
# Unit tests ask for little: they are built without optimising, which takes a quarter of the time.
# The rooms of the other languages have no tests of their own: `doors` in the house builds and runs them, the core without features
# among them.
test: built
	cargo test $(TESTED) --test '*' --bins --examples
	cargo test $(TESTED) --doc
	cargo test $(TESTED) --lib --profile dev

# What building takes both cores for; running takes one, and leaves the other to `check`.
built: toolchain doors
	cargo test $(TESTED) --test '*' --bins --examples --no-run

# A bench that is run without `--bench` checks its results and measures nothing.
test-all: test deny engines
	cargo test --profile dev -p double-random --no-default-features --test stability --test same_matches
	DOUBLE_RANDOM_FULL=1 cargo test $(TESTED) --test cli
	DOUBLE_RANDOM_FULL=1 cargo test --release --workspace --all-targets

# what the tests of SQL and of the door from Java run beside what pip installs
engines:
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v javac >/dev/null \
		|| apt-get install -y --no-install-recommends postgresql openjdk-17-jdk-headless

# A folder of its own, so that it runs beside the tests.
check lints docs wasm: export CARGO_TARGET_DIR = $(CURDIR)/target/check
check: format lints docs wasm

bench: toolchain
	cargo bench --workspace

format: toolchain
	cargo fmt --all -- --check

lints: toolchain
	cargo clippy --workspace --all-targets --all-features -- -D warnings
	for feature in $(FEATURES); do \
		cargo clippy -p double-random --no-default-features --features $$feature -- -D warnings; \
	done
	cargo clippy -p double-random -p double-random-wasm --target $(WASM) --no-default-features --features double-random-wasm/records \
		-- -D warnings

docs: toolchain
	RUSTDOCFLAGS="-D warnings" cargo doc -p double-random --no-deps --all-features

wasm: toolchain
	cargo check -p double-random --target $(WASM) --no-default-features --features tabular

# The npm package; prints where it is.
npm: toolchain
	cargo run -q -p double-random-wasm-build

# Bans, licences and sources need no network; the list of advisories does, so it stands alone.
deny: toolchain
	command -v cargo-deny >/dev/null || cargo install cargo-deny --version $(CARGO_DENY) --locked
	cargo deny check bans licenses sources

advisories: deny
	cargo deny check advisories

# rust-toolchain.toml installs nothing where RUSTUP_AUTO_INSTALL=0, and never a missing target.
# Without rustup, whatever cargo is there is used.
toolchain:
	@command -v cargo >/dev/null || { echo "cargo is missing: install Rust $(TOOLCHAIN) from https://rustup.rs"; exit 1; }
	@if command -v rustup >/dev/null; then \
		has() { grep -q "$$1" <<<"$$2"; }; \
		if ! has "^$(TOOLCHAIN)-" "$$(rustup toolchain list)"; then \
			rustup toolchain install $(TOOLCHAIN) --profile minimal -c rustfmt -c clippy -t $(WASM) --no-self-update; \
		fi; \
		for component in rustfmt clippy; do \
			has "^$$component" "$$(rustup component list --toolchain $(TOOLCHAIN) --installed)" \
				|| rustup component add $$component --toolchain $(TOOLCHAIN); \
		done; \
		has "^$(WASM)$$" "$$(rustup target list --toolchain $(TOOLCHAIN) --installed)" \
			|| rustup target add $(WASM) --toolchain $(TOOLCHAIN); \
	fi

# What the doors to other languages are opened with; Debian's package where a command is missing.
doors:
	@missing=; \
	need() { command -v $$1 >/dev/null || missing="$$missing $$2"; }; \
	need node nodejs; need npm npm; need $${CHROMIUM:-chromium} chromium; \
	python3 -c 'import ensurepip' 2>/dev/null || missing="$$missing python3 python3-venv"; \
	if [ -n "$$missing" ]; then \
		apt-get update -q && apt-get install -y -q --no-install-recommends $$missing \
			|| { echo "missing:$$missing"; exit 1; }; \
	fi
