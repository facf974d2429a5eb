// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//
//	go mod init request && go get github.com/dodopayments/dodopayments-go
//	go run request.go
package main

import (
	"context"
{{#newid}}
	"crypto/rand"
{{/newid}}
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
{{#marked}}
	"strings"
{{/marked}}
{{#time}}
	"time"
{{/time}}

	"github.com/dodopayments/dodopayments-go"
	"github.com/dodopayments/dodopayments-go/option"
{{#shared}}
	"github.com/dodopayments/dodopayments-go/shared"
{{/shared}}
)

{{#body}}
const recorded = {{body}}

{{/body}}
func main() {
	base := os.Getenv("DODO_PAYMENTS_BASE_URL")
	if base == "" {
		base = {{address}}
	}
	client := dodopayments.NewClient(
		option.WithBaseURL(base),
		option.WithBearerToken(os.Getenv("DODO_PAYMENTS_API_KEY")),
		option.WithMaxRetries(0), // one request, as it was recorded
	)
{{#body}}
	body := recorded
{{/body}}
{{#marked}}
	for strings.Contains(body, {{mark}}) {
		body = strings.Replace(body, {{mark}}, newID(), 1)
	}
{{/marked}}
	var answer *http.Response
	var text []byte
	{{call}}
	var refused *dodopayments.Error
	if errors.As(err, &refused) {
		text, _ = io.ReadAll(refused.Response.Body)
		fmt.Println(refused.StatusCode, string(text))
		os.Exit(1)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "No answer:", err)
		os.Exit(1)
	}
	fmt.Println(answer.StatusCode, string(text))
}
{{#newid}}

func newID() string {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		panic(err)
	}
	return fmt.Sprintf("%x", id)
}
{{/newid}}
