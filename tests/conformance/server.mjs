// SPDX-License-Identifier: MIT
// Starts `pixelmeter serve` on a free port and stops it again.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export async function start(program) {
  const args = ['serve', '--memory', '--port', '0'];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const failed = ended.then(({ code }) => Promise.reject(new Error(`serve ended early with ${code}`)));
  failed.catch(() => {});
  const line = new Promise((resolve, reject) => {
    child.once('error', reject);
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  const address = JSON.parse(await Promise.race([line, failed]));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { address, stop };
}
