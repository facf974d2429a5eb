// SPDX-License-Identifier: MIT
// How a copied request is started, and how a language that is not started is read. `slow`: only for the cases
// that ask for it.
import { execFile, execFileSync } from 'node:child_process';

const isThere = (tool) => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

// Ends by itself; never rejects.
export const run = (command, options) =>
  new Promise((resolve) => {
    const done = (error, out, err) => resolve({ code: error ? (error.code ?? 1) : 0, out, err });
    execFile(command[0], command.slice(1), { maxBuffer: 64 << 20, timeout: 120_000, ...options }, done).stdin.end();
  });

const php = () => isThere('php') && execFileSync('php', ['-m']).includes('curl');

// In the folder the file is in. A language without `start` is only read, by `check`.
export const runs = [
  { kind: 'cURL', tool: 'curl', start: () => ['bash', 'request.sh'] },
  { kind: 'TypeScript', tool: 'node', start: () => ['node', '--import', 'tsx', 'request.ts'] },
  { kind: 'Python', tool: 'python3', start: () => ['python3', 'request.py'] },
  // The form with its official client, against a stand-in: its own comes from a registry of its own.
  { kind: 'Python', label: 'Python with its client', tool: 'python3', client: true, start: () => ['python3', 'request.py'] },
  { kind: 'fetch', tool: 'node', start: () => ['node', 'request.mjs'] },
  { kind: 'PHP', tool: 'php', there: php, start: () => ['php', 'request.php'] },
  { kind: 'Ruby', tool: 'ruby', start: () => ['ruby', 'request.rb'] },
  { kind: 'Java', tool: 'javac', slow: true, start: () => ['java', 'Request.java'] },
  {
    kind: 'C#',
    tool: 'mcs',
    slow: true,
    there: () => isThere('mcs') && isThere('mono'),
    start: () => ['sh', '-c', 'mcs -nologo -out:request.exe -r:System.Net.Http.dll request.cs && mono request.exe'],
  },
  // Its official client comes from a registry of its own: the form that uses it is parsed, the plain one runs.
  { kind: 'Go', tool: 'gofmt', check: () => ['gofmt', '-e', '-l', 'request.go'] },
  { kind: 'Kotlin', tool: 'kotlinc', check: () => ['kotlinc', 'Request.kt', '-d', 'out'] },
];

export const isInstalled = (one) => (one.there ? one.there() : isThere(one.tool));
