// SPDX-License-Identifier: MIT

// Does one piece of work and sends its usage event to Dodo Payments, once.
//
{{#count}}
//	go run .         does the work and sends its event
{{/count}}
{{#measured}}
//	go run . AMOUNT  does the work and sends its event; {{amount}} when left out
{{/measured}}
//	go run . send    only sends what is still queued
package main

import (
	"bytes"
	cryptorand "crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The meter's event name, letter for letter. Meter: {{meter}}, unit: {{unit}}.
const eventName = {{event_name}}

// One file an event, until the service has accepted it.
const queueFolder = "queue"

const (
	mostPerRequest = 1000
	tries          = 4
)

var chance = rand.New(rand.NewSource(time.Now().UnixNano()))

type event struct {
	EventID    string         `json:"event_id"`
	CustomerID string         `json:"customer_id"`
	EventName  string         `json:"event_name"`
	Timestamp  string         `json:"timestamp"`
	Metadata   map[string]any `json:"metadata"`
}

// errRefused: the request is at fault. Sending it again cannot help.
var errRefused = errors.New("refused")

// What you charge for happens here. It returns what the meter reads.
{{#count}}
func work() map[string]any {
	return {{metadata}}
}
{{/count}}
{{#measured}}
func work(amount json.Number) map[string]any {
	return {{metadata}}
}

func amountFrom(text string) (json.Number, error) {
	var amount json.Number
	if err := json.Unmarshal([]byte(text), &amount); err != nil || amount == "" || text[0] == '"' {
		return "", fmt.Errorf("“%s” is not a number", text)
	}
	return amount, nil
}
{{/measured}}

func setting(name, because string) (string, error) {
	if value := strings.TrimSpace(os.Getenv(name)); value != "" {
		return value, nil
	}
	return "", fmt.Errorf("set %s%s", name, because)
}

// Made before the work, so that repeating the work or the request cannot bill twice.
func newEventID() (string, error) {
	id := make([]byte, 16)
	_, err := cryptorand.Read(id)
	return fmt.Sprintf("%x", id), err
}

func pathOf(one event, folder ...string) string {
	return filepath.Join(append(append([]string{queueFolder}, folder...), one.EventID+".json")...)
}

// On disk before it returns: whatever fails after this, the event is sent at the next start.
func record(one event) error {
	text, err := json.Marshal(one)
	if err != nil {
		return err
	}
	part := pathOf(one) + ".part"
	file, err := os.Create(part)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(part, pathOf(one))
}

func queued() []string {
	names, _ := filepath.Glob(filepath.Join(queueFolder, "*.json"))
	return names
}

func read(names []string) ([]event, error) {
	events := make([]event, len(names))
	for i, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		decoder := json.NewDecoder(file)
		decoder.UseNumber() // digits stay as they were written
		err = decoder.Decode(&events[i])
		file.Close()
		if err != nil {
			return nil, err
		}
	}
	return events, nil
}

// Growing waits with chance in them; a wait the service asks for, up to a minute, comes first.
func waitBefore(attempt int, hint string) time.Duration {
	asked := time.Duration(0)
	if seconds, err := strconv.Atoi(hint); err == nil {
		asked = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(hint); err == nil {
		asked = time.Until(at)
	}
	if asked > 0 && asked <= time.Minute {
		return asked
	}
	wait := 500 * time.Millisecond << attempt
	return time.Duration(float64(wait) * (0.75 + chance.Float64()/4))
}

type service struct {
	base, key string
	client    http.Client
}

// One try. The answer's status is 0 when none came.
func (s *service) try(body []byte) (status int, said []byte, hint string) {
	request, err := http.NewRequest(http.MethodPost, strings.TrimRight(s.base, "/")+"/events/ingest", bytes.NewReader(body))
	if err != nil {
		return 0, []byte(err.Error()), ""
	}
	request.Header.Set("Authorization", "Bearer "+s.key)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "usage-go/1.0")
	answer, err := s.client.Do(request)
	if err != nil {
		return 0, []byte(err.Error()), ""
	}
	defer answer.Body.Close()
	said, err = io.ReadAll(answer.Body)
	if err != nil {
		return 0, []byte(err.Error()), ""
	}
	return answer.StatusCode, said, answer.Header.Get("Retry-After")
}

// One request, repeated with the same ids. Returns how many events were new.
func (s *service) post(events []event) (int, error) {
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		return 0, err
	}
	for attempt := 0; ; attempt++ {
		status, said, hint := s.try(body)
		switch {
		case status >= 200 && status < 300:
			var answer struct {
				IngestedCount int `json:"ingested_count"`
			}
			err := json.Unmarshal(said, &answer)
			return answer.IngestedCount, err
		case status == 400 || status == 413 || status == 422:
			return 0, fmt.Errorf("%w: %s", errRefused, said)
		case status != 0 && status != 408 && status != 409 && status != 429 && status < 500, attempt+1 == tries:
			return 0, fmt.Errorf("%d queued for the next start: %d %s", len(queued()), status, said)
		}
		time.Sleep(waitBefore(attempt, hint))
	}
}

type sent struct{ accepted, fresh, refused int }

func (s *service) sendBatch(events []event, total *sent) error {
	fresh, err := s.post(events)
	if errors.Is(err, errRefused) {
		// One bad event fails the whole request, so the batch is halved until the bad one stands alone.
		if half := (len(events) + 1) / 2; len(events) > 1 {
			if err := s.sendBatch(events[:half], total); err != nil {
				return err
			}
			return s.sendBatch(events[half:], total)
		}
		// Kept, not lost: it can be mended and put back into the queue by hand.
		fmt.Fprintf(os.Stderr, "Event %s was %v\n", events[0].EventID, err)
		total.refused++
		return os.Rename(pathOf(events[0]), pathOf(events[0], "refused"))
	}
	if err != nil {
		return err
	}
	for _, one := range events {
		if err := os.Remove(pathOf(one)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	total.accepted += len(events)
	total.fresh += fresh // fewer than sent: the service had the others already
	return nil
}

func (s *service) sendAll() (total sent, err error) {
	for names := queued(); len(names) > 0; names = queued() {
		if len(names) > mostPerRequest {
			names = names[:mostPerRequest]
		}
		events, err := read(names)
		if err != nil {
			return total, err
		}
		if err := s.sendBatch(events, &total); err != nil {
			return total, err
		}
	}
	return total, nil
}

func workAndRecord(customer, argument string) error {
	id, err := newEventID()
	if err != nil {
		return err
	}
{{#count}}
	metadata := work()
{{/count}}
{{#measured}}
	if argument == "" {
		argument = "{{amount}}"
	}
	amount, err := amountFrom(argument)
	if err != nil {
		return err
	}
	metadata := work(amount)
{{/measured}}
	now := time.Now().UTC().Format("2006-01-02T15:04:05.000Z07:00")
	return record(event{id, customer, eventName, now, metadata})
}

func run(argument string) error {
	base, err := setting("DODO_PAYMENTS_BASE_URL", ": without the address line the official client talks to live")
	if err != nil {
		return err
	}
	key, err := setting("DODO_PAYMENTS_API_KEY", "")
	if err != nil {
		return err
	}
	customer, err := setting("DODO_CUSTOMER_ID", "")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(queueFolder, "refused"), 0o755); err != nil {
		return err
	}
	if argument != "send" {
		if err := workAndRecord(customer, argument); err != nil {
			return err
		}
	}
	to := service{base: base, key: key, client: http.Client{Timeout: time.Minute}}
	total, err := to.sendAll()
	if err != nil {
		return err
	}
	fmt.Printf("%d accepted, %d of them new, %d refused, %d queued.\n", total.accepted, total.fresh, total.refused, len(queued()))
	if total.refused > 0 {
		return errors.New("some events were refused and put aside")
	}
	return nil
}

func main() {
	argument := ""
	if len(os.Args) > 1 {
		argument = os.Args[1]
	}
	if err := run(argument); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
