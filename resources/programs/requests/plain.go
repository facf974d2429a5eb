// {{what}}
//
//	go run request.go
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
{{#body}}
	"strings"
{{/body}}
)

{{#body}}
const body = {{body}}

{{/body}}
func main() {
	base := os.Getenv("{{address_name}}")
	if base == "" {
		base = {{address}}
	}
	for len(base) > 0 && base[len(base)-1] == '/' {
		base = base[:len(base)-1]
	}
	key := os.Getenv("{{key_name}}")
	if key == "" {
		fail("Set {{key_name}}.")
	}
{{#body}}
	request, err := http.NewRequest("{{method}}", base+{{target}}, strings.NewReader(body))
{{/body}}
{{#nobody}}
	request, err := http.NewRequest("{{method}}", base+{{target}}, nil)
{{/nobody}}
	if err != nil {
		fail(err)
	}
	request.Header.Set("Authorization", "Bearer "+key)
{{#accept}}
	request.Header.Set("Accept", {{accept_value}})
{{/accept}}
{{#body}}
	request.Header.Set("Content-Type", {{content_value}})
{{/body}}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		fail("No answer:", err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		fail("No answer:", err)
	}
	fmt.Println(answer.StatusCode, string(text))
	if answer.StatusCode >= 400 {
		os.Exit(1)
	}
}

func fail(because ...any) {
	fmt.Fprintln(os.Stderr, because...)
	os.Exit(1)
}
