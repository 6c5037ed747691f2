#!/bin/sh
# Gets Julia into .tools/julia of this checkout, where no other is on the PATH:
# .tools/julia/bin/julia then runs it. Nothing is installed into the system, and
# no root is needed.
#
# Debian 11 was the last Debian with Julia in it (1.5.3). Its packages come from
# the mirror that this machine's own apt sources name, signed as ever, through
# an apt state of our own: the system's lists stay as they are. What Julia needs
# and this system lacks comes along; and Debian 11's libunwind8, which Julia
# must find in front of a newer one: with that an exception can crash it.
set -eu
cd "$(dirname "$0")/.."

suite=bullseye
tools=$PWD/.tools
arch=$(gcc -print-multiarch 2>/dev/null || dpkg-architecture -q DEB_HOST_MULTIARCH)

say() { printf 'julia: %s\n' "$*"; }

give_up() {
    say "$*" >&2
    exit 1
}

if [ -x "$tools/julia/bin/julia" ] && "$tools/julia/bin/julia" --version >/dev/null 2>&1; then
    say "is there: $("$tools/julia/bin/julia" --version)"
    exit 0
fi
command -v apt-get >/dev/null || give_up "there is no apt-get on this system"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || give_up "this system does not know Debian's keys ($keyring)"
# The mirror that has the suite which this system was installed from.
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
# The names in this text are apt's, not the shell's.
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(RELEASE) $(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    sed -n "s/^$codename [^ ]* main //p; s/^[^ ]* $codename main //p" | head -n 1)
[ -n "$mirror" ] || give_up "apt's sources name no mirror for $codename main"

work=$tools/julia.part
rm -rf "$work" "$tools/julia"
mkdir -p "$work/apt/lists/partial" "$work/apt/archives/partial" "$work/root" "$work/bin"
trap 'rm -rf "$work"' EXIT
printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$suite" >"$work/apt/sources.list"

apt() {
    apt-get -q -o "Dir::Etc::SourceList=$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o "Dir::State::Lists=$work/apt/lists" -o "Dir::Cache=$work/apt" -o "Dir::Cache::Archives=$work/apt/archives" \
        -o APT::Get::List-Cleanup=0 -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o "APT::Sandbox::User=$(id -un)" -o Debug::NoLocking=1 "$@" </dev/null
}

say "reading what $suite has, from this machine's mirror"
apt update || give_up "the mirror has no $suite"
say "fetching Julia and what it needs (about 55 MB)"
apt -y --no-install-recommends --download-only install julia || give_up "Julia could not be fetched"
(cd "$work/apt/archives" && apt download "libunwind8/$suite") || give_up "libunwind8 could not be fetched"
say "unpacking into .tools/julia"
for package in "$work"/apt/archives/*.deb; do
    dpkg-deb -x "$package" "$work/root"
done
rm -rf "$work/apt"

# Julia's folder of libraries has links to those of the packages; some of these are the system's.
for link in "$work/root/usr/lib/$arch/julia"/*.so; do
    [ -e "$link" ] && continue
    name=$(basename "$(readlink "$link")")
    for folder in "/usr/lib/$arch" "/lib/$arch"; do
        if [ -e "$folder/$name" ]; then ln -sf "$folder/$name" "$link"; fi
    done
done

cat >"$work/bin/julia" <<END
#!/bin/sh
set -eu
root=\$(cd "\$(dirname "\$0")/../root" && pwd)
LD_LIBRARY_PATH=\$root/usr/lib/$arch:\$root/lib/$arch\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec "\$root/usr/bin/julia" "\$@"
END
chmod +x "$work/bin/julia"
"$work/bin/julia" --startup-file=no -e 'using Libdl, Mmap, Test; try error("x") catch end' || give_up "what was unpacked does not run"
mv "$work" "$tools/julia"
say "ready: $("$tools/julia/bin/julia" --version)"
