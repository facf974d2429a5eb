<?php
// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   php request.php      (with PHP's curl extension)
$base = rtrim(getenv("{{address_name}}") ?: {{address}}, "/");
$key = getenv("{{key_name}}");
if (!$key) {
    fwrite(STDERR, "Set {{key_name}}.\n");
    exit(1);
}
{{#body}}
$body = {{body}};
{{/body}}
{{#fresh}}
$body = preg_replace_callback("/{{mark_bare}}/", fn() => bin2hex(random_bytes(16)), $body);
{{/fresh}}

$request = curl_init($base . {{target}});
curl_setopt_array($request, [
    CURLOPT_CUSTOMREQUEST => "{{method}}",
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer " . $key,
{{#accept}}
        {{accept}},
{{/accept}}
{{#body}}
        {{content_type}},
{{/body}}
    ],
{{#body}}
    CURLOPT_POSTFIELDS => $body,
{{/body}}
{{#emptybody}}
    CURLOPT_POSTFIELDS => "",
{{/emptybody}}
{{#head}}
    CURLOPT_NOBODY => true,
{{/head}}
    CURLOPT_PATH_AS_IS => true,
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($request);
if ($answer === false) {
    fwrite(STDERR, "No answer: " . curl_error($request) . "\n");
    exit(1);
}
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
echo $status, " ", $answer, "\n";
exit($status < 400 ? 0 : 1);
