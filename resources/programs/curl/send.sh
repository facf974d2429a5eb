#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Does one piece of work and sends its usage event. Meter: {{meter}}, unit: {{unit}}.
{{#count}}
#   bash send.sh         does the work and sends its event
{{/count}}
{{#measured}}
#   bash send.sh AMOUNT  does the work and sends its event; {{amount}} when left out
{{/measured}}
#   bash send.sh send    only sends what is still queued
set -euo pipefail
shopt -s nullglob

event_name={{event_name}} # as JSON; the meter's event name, letter for letter
most_per_request=1000
tries=4
accepted=0 fresh=0 refused=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

: "${DODO_PAYMENTS_BASE_URL:?Set it: without the address line the official client talks to live}"
: "${DODO_PAYMENTS_API_KEY:?Set it}"
: "${DODO_CUSTOMER_ID:?Set it}"
case $DODO_CUSTOMER_ID in *[!A-Za-z0-9_.-]*) echo "DODO_CUSTOMER_ID does not look like an id." >&2 && exit 1 ;; esac

# What you charge for happens here. It prints what the meter reads, as JSON.
{{#count}}
work() {
    printf '%s' {{metadata}}
}
{{/count}}
{{#measured}}
work() {
    local amount=$1
    printf '%s' {{metadata}}
}
{{/measured}}

new_event_id() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# UTC, with the fraction where this Bash has one: an event must not be older than the subscription it belongs to.
now() {
    local at=${EPOCHREALTIME:-}
    if [ -n "$at" ]; then
        TZ=UTC printf '%(%Y-%m-%dT%H:%M:%S)T.%sZ' "${at%[.,]*}" "${at#*[.,]}"
    else
        date -u +%Y-%m-%dT%H:%M:%SZ
    fi
}

# One file an event, whole or not there: whatever fails after this, it is sent at the next start.
record() { # ID METADATA
    printf '{"event_id":"%s","customer_id":"%s","event_name":%s,"timestamp":"%s","metadata":%s}' \
        "$1" "$DODO_CUSTOMER_ID" "$event_name" "$(now)" "$2" >"queue/$1.part"
    mv "queue/$1.part" "queue/$1.json"
}

# One request, repeated with the same ids. Sets status; the answer is in $scratch/answer.
post() { # FILE…
    local attempt file hint wait comma=
    {
        printf '{"events":['
        for file in "$@"; do
            printf '%s' "$comma"
            printf '%s' "$(<"$file")"
            comma=,
        done
        printf ']}'
    } >"$scratch/request"
    for ((attempt = 0; attempt < tries; attempt++)); do
        # The key comes from a pipe, so that no list of processes shows it.
        status=$(curl --silent --max-time 60 --write-out '%{http_code}' \
            --output "$scratch/answer" --dump-header "$scratch/head" \
            --header @<(printf 'Authorization: Bearer %s\n' "$DODO_PAYMENTS_API_KEY") \
            --header 'Content-Type: application/json' --data-binary @"$scratch/request" \
            "${DODO_PAYMENTS_BASE_URL%/}/events/ingest") || status=000
        case $status in
        000 | 408 | 409 | 429 | 5??) ;;
        *) return ;;
        esac
        ((attempt + 1 < tries)) || return 0
        # Growing waits with chance in them; a wait the service asks for, up to a minute, comes first.
        wait=$((500 * (1 << attempt) * (75 + RANDOM % 26) / 100))
        hint=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,2\}\)[^0-9]*$/\1/p' "$scratch/head" 2>/dev/null | head -n 1)
        [ "$status" != 000 ] && [ "${hint:-0}" -gt 0 ] && [ "$hint" -le 60 ] && wait=$((hint * 1000))
        sleep "$((wait / 1000)).$(printf '%03d' $((wait % 1000)))"
    done
}

send_batch() { # FILE…
    local half=$((($# + 1) / 2))
    post "$@"
    case $status in
    2??)
        rm -f "$@"
        accepted=$((accepted + $#))
        fresh=$((fresh + $(sed -n 's/.*"ingested_count": *\([0-9]*\).*/\1/p' "$scratch/answer")))
        ;;
    400 | 413 | 422)
        # One bad event fails the whole request, so the batch is halved until the bad one stands alone.
        if (($# > 1)); then
            send_batch "${@:1:half}"
            send_batch "${@:half+1}"
            return
        fi
        # Kept, not lost: it can be mended and put back into the queue by hand.
        printf 'Event %s was refused: %s\n' "$(basename "$1" .json)" "$(cat "$scratch/answer")" >&2
        mv "$1" queue/refused/
        refused=$((refused + 1))
        ;;
    *)
        all=(queue/*.json)
        [ "$status" = 000 ] && reason="nobody answered" || reason="the service answered $status"
        printf '%s queued for the next start: %s.\n' "${#all[@]}" "$reason" >&2
        exit 1
        ;;
    esac
}

mkdir -p queue/refused
if [ "${1:-}" != send ]; then
    id=$(new_event_id) # before the work: repeating it cannot bill twice
{{#count}}
    metadata=$(work)
{{/count}}
{{#measured}}
    amount=${1:-{{amount}}}
    [[ $amount =~ ^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$ ]] || {
        echo "'$amount' is not a number." >&2
        exit 1
    }
    metadata=$(work "$amount")
{{/measured}}
    record "$id" "$metadata"
fi
while files=(queue/*.json) && ((${#files[@]} > 0)); do
    send_batch "${files[@]:0:most_per_request}"
done
echo "$accepted accepted, $fresh of them new, $refused refused, 0 queued."
((refused == 0))
