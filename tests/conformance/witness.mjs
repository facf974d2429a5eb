// SPDX-License-Identifier: MIT
// Sees every answer of the suite: the clients are given its `fetch`, and what went past it is read from the
// sandbox's own record. An answer that does not fit its schema, or has none, is remembered as a fault.
import Ajv from 'ajv';
import { definitions, routeOf } from './routes.mjs';

const ajv = new Ajv({
  allErrors: true,
  discriminator: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
});
ajv.addSchema({ $id: 'dodo', $defs: definitions });

// What does not fit, in words; null when all does.
export function misfit(name, value) {
  const validate = ajv.getSchema(`dodo#/$defs/${name}`);
  if (!validate) return `there is no schema ${name}`;
  if (validate(value)) return null;
  return validate.errors
    .slice(0, 4)
    .map(({ instancePath, message, params }) => `${instancePath || name} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}

const fetchHere = globalThis.fetch;

export class Witness {
  validated = 0;
  calls = new Set();
  codes = new Set(); // "422 INVALID_REQUEST_BODY"
  #faults = new Set();
  #seen = new Set(); // ids of exchanges

  fetch = async (url, init) => {
    const answer = await fetchHere(url, init);
    this.#seen.add(answer.headers.get('x-pixelmeter-exchange'));
    const copy = answer.clone();
    const type = answer.headers.get('content-type') ?? '';
    if (type.startsWith('text/event-stream')) copy.body.cancel();
    else
      await copy.text().then(
        (body) => this.see(init?.method ?? 'GET', new URL(url).pathname, answer.status, answer.headers, body),
        () => {}, // cut short on purpose; its record is looked at
      );
    return answer;
  };

  see(method, path, status, headers, body) {
    let wrong;
    try {
      wrong = this.#wrong(method.toUpperCase(), path, status, headers, body);
    } catch (error) {
      wrong = error.message;
    }
    if (wrong) this.#faults.add(`${method.toUpperCase()} ${path} ${status}: ${wrong}`);
  }

  // Told once.
  takeFaults() {
    const faults = [...this.#faults];
    this.#faults.clear();
    return faults;
  }

  // What other programs did, what was cut and what was dropped.
  seeRecord(exchange) {
    if (this.#seen.has(exchange.id) || /^\/(v1|sdapi|sdcpp|files)\//.test(exchange.target)) return;
    const headers = new Map(exchange.answer_head);
    const [path] = exchange.target.split('?');
    this.see(exchange.method, path, exchange.status, headers, exchange.answer_body);
  }

  #wrong(method, path, status, headers, body) {
    const type = headers.get('content-type') ?? '';
    if (/^\/(session|buy)\//.test(path) && type.startsWith('text/html')) return null; // pages for people
    this.validated += 1;
    if (status >= 400) return this.#wrongRefusal(method, path, status, headers, type, body);
    const route = routeOf(method, path);
    if (!route) return 'there is no schema for this call';
    this.calls.add(`${route.method} ${route.pattern}`);
    const name = route.answers[status];
    if (!name) return 'there is no schema for this status';
    if (name === 'Empty') return body === '' && type === '' ? null : `a body or a type: ${type} ${body.slice(0, 80)}`;
    if (name === 'Pdf') return type === 'application/pdf' ? null : `${type} is no PDF`;
    if (name === 'Stream') return null;
    if (!type.startsWith('application/json')) return `${type} is no JSON`;
    return misfit(name, JSON.parse(body));
  }

  #wrongRefusal(method, path, status, headers, type, body) {
    if (!type.startsWith('application/json')) return `${type} is no JSON`;
    const told = JSON.parse(body);
    this.codes.add(`${status} ${told.code}`);
    return misfit('Error', told);
  }
}
