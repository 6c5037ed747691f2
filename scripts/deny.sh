#!/bin/sh
# Has cargo-deny look at what the library is made of (deny.toml): licences, crates that are there twice, where they come
# from; with `advisories` as an argument, also at what is known against them, which it fetches from the network.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
if ! cargo deny --version >/dev/null 2>&1; then
    echo "skipped: there is no cargo-deny (cargo install cargo-deny --locked); tests/supply_chain.rs looks at the most of it"
    exit 77
fi
[ $# -gt 0 ] || set -- bans licenses sources
exec cargo deny --locked check "$@"
