# {{what}}
{{#again}}
# An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
# The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
base={{shell_base}}
{{#variable}}
body={{body}}
while [[ $body == *{{mark}}* ]]; do body=${body/{{mark}}/$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}; done
{{/variable}}
curl --silent --show-error --fail-with-body --globoff --path-as-is \
{{#head}}
  --head \
{{/head}}
{{#line}}
  --request {{method}} \
{{/line}}
  --header "Authorization: Bearer {{shell_key}}" \
{{#accept}}
  --header {{accept}} \
{{/accept}}
{{#body}}
  --header {{content_type}} \
{{/body}}
  --write-out '\n%{http_code}\n' \
{{#argument}}
  --data-raw {{body}} \
{{/argument}}
{{#direct}}
  "${base%/}"{{shell_target}}
{{/direct}}
{{#variable}}
  --data-binary @- "${base%/}"{{shell_target}} <<<"$body"
{{/variable}}
{{#file}}
  --data-binary @- "${base%/}"{{shell_target}} <<'JSON'
{{body}}
JSON
{{/file}}
