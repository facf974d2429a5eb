// SPDX-License-Identifier: MIT
// A saved folder, used as a person would: its settings edited in .env, its lines typed into a shell.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const keepOut = 'dodo_test_do_not_print_me';

export class Folder {
  // `home` takes the caches and logs of npm and go, so that they stay in the build folder.
  static async open(path, saved, home) {
    const folder = new Folder(path, saved);
    folder.home = home;
    folder.env = Object.fromEntries(
      (await readFile(join(path, '.env.example'), 'utf8'))
        .split('\n')
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    );
    await folder.set({ DODO_PAYMENTS_API_KEY: keepOut });
    return folder;
  }

  constructor(path, saved) {
    this.path = path;
    this.saved = saved;
  }

  async set(changes) {
    Object.assign(this.env, changes);
    const lines = Object.entries(this.env).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(this.path, '.env'), lines.join(''));
  }

  #shell(args, extra) {
    const lines = this.saved.run.filter((line) => line !== 'npm ci');
    const last = lines.pop();
    const words = args.map((word) => `'${word}'`).join(' ');
    lines.push(args.length === 0 ? last : last === 'npm start' ? `npm start -- ${words}` : `${last} ${words}`);
    const { PATH } = process.env;
    const quiet = { PYTHONDONTWRITEBYTECODE: '1', NPM_CONFIG_UPDATE_NOTIFIER: 'false' };
    const env = { PATH, HOME: this.home, LANG: 'C.UTF-8', ...quiet, ...extra };
    return ['sh', ['-e', '-c', lines.join('\n')], { cwd: this.path, env }];
  }

  #finished(args, typed) {
    return new Promise((resolve) => {
      const child = execFile(...this.#shell(args, {}), (error, out, err) => {
        assert.ok(!`${out}${err}`.includes(keepOut), `the key is printed by ${this.saved.title}`);
        resolve({ code: error ? error.code : 0, out, err });
      });
      child.stdin.end(typed);
    });
  }

  // Ends by itself.
  run(...args) {
    return this.#finished(args, '');
  }

  async talk(lines) {
    const { code, out, err } = await this.#finished([], `${lines.join('\n')}\n`);
    assert.equal(code, 0, `${out}${err}`);
    return out;
  }

  async done(...args) {
    const { code, out, err } = await this.run(...args);
    assert.equal(code, 0, `${this.saved.title} in ${this.path}: ${out}${err}`);
    return out;
  }

  // Listens until it is stopped. `lines` grows; `url` is the one it printed.
  async serve(extra = {}) {
    const [shell, words, options] = this.#shell([], extra);
    const child = spawn(shell, words, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const lines = [];
    const url = new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          const [, found] = /^POST (http:\S+)$/.exec(line) ?? [];
          if (found) resolve(found);
        });
      }
      ended.then(() => reject(new Error(`${this.saved.title} ended: ${lines.join('\n')}`)));
    });
    const stop = () => {
      try {
        process.kill(-child.pid, 'SIGKILL'); // its own group: npm and what npm started
      } catch {
        // it has ended
      }
      return ended;
    };
    try {
      return { url: await url, lines, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  }

  async queued(below = '') {
    const names = await readdir(join(this.path, 'queue', below)).catch(() => []);
    return names.filter((name) => name.endsWith('.json'));
  }

  async queuedEvents() {
    const names = await this.queued();
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(this.path, 'queue', name), 'utf8'))));
  }

  async put(events) {
    const queue = join(this.path, 'queue');
    await mkdir(queue, { recursive: true });
    await Promise.all(events.map((event) => writeFile(join(queue, `${event.event_id}.json`), JSON.stringify(event))));
  }

  async keepQueue() {
    await cp(join(this.path, 'queue'), join(this.path, 'kept'), { recursive: true });
  }

  async restoreQueue() {
    await rm(join(this.path, 'queue'), { recursive: true });
    await cp(join(this.path, 'kept'), join(this.path, 'queue'), { recursive: true });
  }
}

// Waits for what another process does; says what did not come.
export async function until(what, holds) {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not in 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
