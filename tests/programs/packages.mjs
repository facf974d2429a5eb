// SPDX-License-Identifier: MIT
// `npm ci` for the saved folders. Folders with the same lock file share what it installs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { check } from '../conformance/check.mjs';

const run = promisify(execFile);
const json = async (path) => JSON.parse(await readFile(path, 'utf8'));

export class Unfetched extends Error {}

async function install(folder, target) {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await copyFile(join(folder, file), join(target, file));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1'];
  await run('npm', ['ci', ...options], { cwd: target }).catch(({ stdout, stderr }) => {
    const said = `${stdout}${stderr}`;
    // A lock file that does not fit is our mistake; anything else is the network's.
    if (/EUSAGE|EINTEGRITY|EJSONPARSE|ETARGET/.test(said)) throw new Error(said);
    throw new Unfetched(said);
  });
  await writeFile(join(target, 'installed'), '');
}

// In place of `npm ci` in the folder itself: the same files, installed once.
export async function installFor(folder, packages) {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) {
    // The command that starts it is all that folders of one lock file differ in.
    hash.update((await readFile(join(folder, file), 'utf8')).replace(/"start": .*/, ''));
  }
  const target = join(packages, hash.digest('hex').slice(0, 16));
  if (!(await readFile(join(target, 'installed')).catch(() => null))) await install(folder, target);
  await symlink(join(target, 'node_modules'), join(folder, 'node_modules'));
}

export async function pinned(name, folder, known) {
  await check(`${name}: every package is pinned, none names a registry, the SDKs are those of the conformance test`, async () => {
    const { dependencies, devDependencies } = await json(join(folder, 'package.json'));
    for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, dependency);
    }
    const { packages } = await json(join(folder, 'package-lock.json'));
    for (const [path, { integrity, resolved }] of Object.entries(packages)) {
      if (path) assert.deepEqual([typeof integrity, resolved], ['string', undefined], path);
    }
    for (const sdk of ['dodopayments', 'openai']) {
      if (dependencies[sdk]) assert.equal(dependencies[sdk], known.dependencies[sdk]);
    }
  });
}

export async function typed(name, folder) {
  await check(`${name}: the types are right, strictly`, async () => {
    const { strict } = (await json(join(folder, 'tsconfig.json'))).compilerOptions;
    assert.equal(strict, true);
    const tsc = run(join(folder, 'node_modules/.bin/tsc'), ['--listFiles'], { cwd: folder });
    const { stdout } = await tsc.catch(({ stdout: said }) => assert.fail(said));
    assert.ok(stdout.includes(folder), 'no file of the folder was read');
  });
}
