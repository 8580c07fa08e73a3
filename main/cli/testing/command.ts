import { randomUUID } from 'node:crypto';
import { execFile, type ExecFileException } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { dataInPlace } from '../../../build/bundle/data-in-place.mjs';

export interface CommandResult {
  status: number;
  out: string;
  err: string;
  /** Each line of the output, read as JSON. */
  lines: () => Record<string, unknown>[];
}

export interface BundledCommand {
  file: string;
  /** `input` is its standard input, which is empty otherwise. */
  run(args: string[], environment?: NodeJS.ProcessEnv, input?: string): Promise<CommandResult>;
  remove(): void;
}

/** In two parts, because scripts of this repository are bundled with this very text replaced. */
const ADDRESS = ['import', 'meta.url'].join('.');

/** The real `daogou`, bundled from the sources as they are, for tests that run it as a program. */
export async function bundleCommand(): Promise<BundledCommand> {
  // Beside the native packages, which stay outside of bundles.
  const file = path.join(
    process.cwd(),
    'node_modules',
    '.cache',
    `daogou-${process.pid}-${randomUUID().slice(0, 8)}.cjs`,
  );
  await build({
    entryPoints: ['main/cli/daogou.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    plugins: [dataInPlace],
    logLevel: 'silent',
    define: { [ADDRESS]: '""' },
  });
  return {
    file,
    run: (args, environment = {}, input = '') =>
      new Promise((resolve) => {
        const child = execFile(
          process.execPath,
          [file, ...args],
          { env: { ...process.env, ...environment }, maxBuffer: 1 << 24 },
          (error, out, err) => {
            const status = statusOf(error);
            resolve({
              status,
              out,
              err,
              lines: () =>
                out
                  .split('\n')
                  .filter((line) => line.startsWith('{'))
                  .map((line) => JSON.parse(line) as Record<string, unknown>),
            });
          },
        );
        child.stdin?.end(input);
      }),
    remove: () => rmSync(file, { force: true }),
  };
}

/** The exit status; 1 for a program that did not end by itself. */
function statusOf(error: ExecFileException | null): number {
  if (!error) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}
