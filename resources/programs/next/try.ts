// SPDX-License-Identifier: MIT
// Tries the route without Next.js: calls its function and sends back the answer.
import { createServer } from "node:http";
import { POST } from "@/app/api/generate/route";
import { connect } from "@/lib/usage";

connect(); // says at once what is not set

const server = createServer(async (incoming, outgoing) => {
  const wanted = incoming.method === "POST" && incoming.url === "/api/generate";
  if (!wanted) return void outgoing.writeHead(404).end();
{{#measured}}
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
{{/measured}}
{{#count}}
  incoming.resume();
{{/count}}
{{#count}}
  const answer = await POST();
{{/count}}
{{#measured}}
  const request = new Request(`http://localhost${incoming.url}`, { method: "POST", body: Buffer.concat(chunks) });
  const answer = await POST(request);
{{/measured}}
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
});

server.listen(Number(process.env["PORT"] || 3000), "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`POST http://127.0.0.1:${address.port}/api/generate`);
});
