// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   npm install {{package}} tsx
//   npx tsx request.ts
{{#fresh}}
import { randomUUID } from "node:crypto";
{{/fresh}}
import {{client}} from "{{package}}";

async function main(): Promise<void> {
  const client = new {{client}}({
    baseURL: process.env.{{address_name}} || {{address}},
    {{key_option}}: process.env.{{key_name}},
    maxRetries: 0, // one request, as it was recorded
  });
  const answer = await {{call}}.asResponse();
  console.log(answer.status, await answer.text());
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (!(error instanceof {{client}}.APIError)) return console.error(error);
  console.error(error.status ?? "no answer", error.error ? JSON.stringify(error.error) : error.message);
});
