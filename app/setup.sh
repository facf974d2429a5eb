#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sourced by app/run and tests/run: says what is missing, installs it where that is possible without asking, and builds.
# The first name of a|b|c that this system's package list knows is taken: Debian 12 and 13 and Ubuntu 24.04 differ.

PACKAGES="cmake ninja-build g++ pkg-config|pkgconf qt6-base-dev libqt6sql6-sqlite qt6-svg-dev|libqt6svg6-dev
    qt6-image-formats-plugins qtkeychain-qt6-dev libsqlite3-dev libcpp-httplib-dev libsimdjson-dev fonts-inter fonts-jetbrains-mono"

say() { printf '%s\n' "pixelmeter: $*" >&2; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Prints the name to install for one a|b|c entry, or nothing when one of them is there.
missing_name() {
    local name first=''
    for name in ${1//|/ }; do
        installed "$name" && return
        if [ -z "$first" ] && apt-cache show "$name" >/dev/null 2>&1; then first=$name; fi
    done
    printf '%s ' "${first:-${1%%|*}}"
}

missing_packages() {
    local entry any=''
    for entry in "$@"; do
        # Without a package list apt-cache knows nothing, so the alternatives are asked again after the update.
        any+=$(missing_name "$entry")
    done
    printf '%s' "$any"
}

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian or Ubuntu. Needed: C++20, CMake 3.25, Qt 6.4 with Svg and SQLite, cpp-httplib, sqlite3, simdjson. Trying the build."
        return 0
    fi
    local need as_root=() command
    need=$(missing_packages "$@")
    [ -n "$need" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            say "these packages are missing: $need"
            say "type this once, then start again:"
            say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $need"
            exit 1
        fi
    fi
    say "installing what is missing: $need"
    command=(apt-get -qq -o DPkg::Lock::Timeout=120)
    "${as_root[@]}" "${command[@]}" update >&2 || say "the package list could not be renewed, going on with the old one"
    need=$(missing_packages "$@")
    # shellcheck disable=SC2086 # the names are words
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}" install -y --no-install-recommends $need >&2; then
        say "the packages could not be installed: $need"
        exit 1
    fi
}

# configure DIR [-DOPTION…]: once, and again only when the options change.
configure() {
    local dir=$1 stamp
    shift
    stamp="$dir/.options"
    if [ ! -f "$dir/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
        say "configuring in $dir"
        mkdir -p "$dir"
        cmake -S . -B "$dir" -G Ninja "$@" >"$dir/configure.log" 2>&1 || { cat "$dir/configure.log" >&2; exit 1; }
        printf '%s' "$*" >"$stamp"
    fi
}

# build DIR TARGET…: quiet when there is nothing to do, a progress line while there is.
build() {
    local dir=$1 status=0
    shift
    if [ -t 2 ]; then
        ninja -C "$dir" "$@" >&2 || status=$?
    else
        NINJA_STATUS='[%f/%t] ' ninja -C "$dir" "$@" >"$dir/build.log" 2>&1 || status=$?
        [ "$status" = 0 ] || grep -vE '^\[[0-9]+/[0-9]+\] ' "$dir/build.log" >&2
    fi
    [ "$status" = 0 ] || { say "the build failed"; exit 1; }
}
