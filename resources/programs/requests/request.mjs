// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   {{run}}      (Node 18 or newer, plain fetch)
{{#fresh}}
import { randomUUID } from "node:crypto";
{{/fresh}}

async function main() {
  const base = (process.env.{{address_name}} || {{address}}).replace(/\/+$/, "");
  const key = process.env.{{key_name}};
  if (!key) throw new Error("Set {{key_name}}.");
  const answer = await fetch(base + {{target}}, {
    method: "{{method}}",
    headers: {
      Authorization: `Bearer ${key}`,
{{#accept}}
      Accept: {{accept_value}},
{{/accept}}
{{#body}}
      "Content-Type": {{content_value}},
{{/body}}
    },
{{#body}}
    body: {{body}},
{{/body}}
  });
  console.log(answer.status, await answer.text());
  if (!answer.ok) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message, error.cause?.message ?? "");
  process.exitCode = 1;
});
