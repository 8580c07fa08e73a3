import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { servePublished } from '../../../catalog-sync';
import { bundleCommand } from './command';
import { gtinOf, writeFeed } from './feed';

/**
 * `npm run test:operations [-- --database postgres://…]`: runs every shell command of the operations
 * guide, block by block, in a folder of its own. Commands whose program or database is not here are named and
 * passed over.
 */
const GUIDE = 'catalog-sync/OPERATIONS.md';
/** A server is ended as soon as it has said where it serves. */
const SERVES = /--serve/;

interface Command {
  section: string;
  line: string;
}

function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  let section = '';
  let inside = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (line.startsWith('```')) inside = line === '```sh';
    else if (inside && line.trim() !== '') commands.push({ section, line });
  }
  return commands;
}

function run(line: string, environment: NodeJS.ProcessEnv): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', `set -euo pipefail; ${SERVES.test(line) ? 'exec ' : ''}${line}`], {
      env: environment,
    });
    let text = '';
    const take = (chunk: Buffer) => {
      text += chunk.toString();
      if (SERVES.test(line) && text.includes('"url"')) child.kill('SIGINT');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => resolve({ status: code ?? 1, text }));
  });
}

async function main(): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'daogou-operations-'));
  const at = (...parts: string[]) => path.join(dir, ...parts);
  const command = await bundleCommand();
  const server = await servePublished(at('repository'));
  const database = process.argv.includes('--database')
    ? process.argv[process.argv.indexOf('--database') + 1]
    : undefined;
  try {
    for (const name of ['bin', 'terminal/keys', 'mirror'])
      mkdirSync(at(...name.split('/')), { recursive: true });
    writeFileSync(at('bin', 'daogou'), `#!/bin/sh\nexec '${process.execPath}' '${command.file}' "$@"\n`);
    chmodSync(at('bin', 'daogou'), 0o755);
    writeFeed(at('feed'));
    const environment = {
      ...process.env,
      ...{
        PATH: `${at('bin')}:${process.env.PATH}`,
        F: at('feed'),
        R: at('repository'),
        K: at('keys'),
        MIRROR: at('mirror'),
        GTIN: gtinOf(3),
        DATABASE: database,
      },
      ...{
        DAOGOU_DATA_DIR: at('terminal'),
        DAOGOU_SYNC_URL: server.url,
        DAOGOU_SYNC_ROOT_FILE: at('repository', 'metadata', '1.root.json'),
      },
    };
    let failed = 0;
    let passedOver = 0;
    let section = '';
    for (const one of commandsOf(readFileSync(GUIDE, 'utf8'))) {
      if (one.section !== section) {
        section = one.section;
        process.stdout.write(`${section}\n`);
        if (section.includes('Staged')) writeFeed(at('feed'), (n) => `${n + 1}.50`);
        if (section.includes('Offers made'))
          cpSync(at('keys', 'store.pem'), at('terminal', 'keys', 'store.pem'));
      }
      const lacks =
        one.line.includes('$DATABASE') && !database
          ? 'no --database given'
          : one.line.startsWith('rsync') && !existsSync('/usr/bin/rsync')
            ? 'rsync is not here'
            : undefined;
      if (lacks) {
        passedOver += 1;
        process.stdout.write(`  – ${one.line}\n      passed over: ${lacks}\n`);
        continue;
      }
      // A free port: the guide's may be taken here.
      const { status, text } = await run(one.line.replace('--port 8080', '--port 0'), environment);
      if (status !== 0) failed += 1;
      const said =
        text
          .trim()
          .split('\n')
          .at(status === 0 ? -1 : 0) ?? '';
      process.stdout.write(
        `  ${status === 0 ? '✓' : `✗ (${status})`} ${one.line}\n      ${said.slice(0, 160)}\n`,
      );
    }
    // After everything: what a mirror serves is what terminals take, and they follow every changed key.
    const mirror = await servePublished(
      existsSync(at('mirror', 'metadata')) ? at('mirror') : at('repository'),
    );
    for (const [name, url] of [
      ['repository', server.url],
      ['mirror', mirror.url],
    ] as const) {
      const { status, out } = await command.run(['sync'], {
        ...environment,
        DAOGOU_SYNC_URL: url,
        DAOGOU_DATA_DIR: at(`after-${name}`),
      });
      if (status !== 0) failed += 1;
      process.stdout.write(
        `${status === 0 ? '✓' : '✗'} a new terminal syncs from the ${name}: ${out.trim().slice(0, 120)}\n`,
      );
    }
    await mirror.close();
    const follow = await command.run(['sync'], environment);
    if (follow.status !== 0) failed += 1;
    process.stdout.write(
      `${follow.status === 0 ? '✓' : '✗'} the old terminal follows every changed key: ${(follow.out || follow.err).trim().slice(0, 120)}\n`,
    );
    process.stdout.write(`${failed} failed, ${passedOver} passed over\n`);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await server.close();
    command.remove();
    rmSync(dir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
