import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bytes that other ways would send to bring the new catalog file to a terminal with the old one; 'not
 * installed' where their program is missing.
 */
export function rivals(dir: string, from: string, to: string): Record<string, number | string> {
  const out = join(dir, 'rival');
  const ways: [string, string, string[]][] = [
    ['zstd --patch-from -3', 'zstd', ['-q', '-f', '-3', '--long=31', `--patch-from=${from}`, to, '-o', out]],
    [
      'zstd --patch-from -19',
      'zstd',
      ['-q', '-f', '-19', '-T0', '--long=31', `--patch-from=${from}`, to, '-o', out],
    ],
    [
      'xdelta3 -9',
      'xdelta3',
      ['-e', '-f', '-q', '-9', '-B', String(statSync(from).size), '-s', from, to, out],
    ],
    ['zstd -19 of the file', 'zstd', ['-q', '-f', '-19', '-T0', '--long=27', to, '-o', out]],
  ];
  const sizes: Record<string, number | string> = {};
  for (const [name, program, args] of ways) {
    rmSync(out, { force: true });
    const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
    sizes[name] = !error && status === 0 && existsSync(out) ? statSync(out).size : 'not installed';
  }
  rmSync(out, { force: true });
  const copy = join(dir, 'rsync-copy.db');
  try {
    execFileSync('cp', [from, copy]);
    const text = execFileSync(
      'rsync',
      ['--no-whole-file', '--inplace', '--ignore-times', '--stats', '-z', to, copy],
      { encoding: 'utf8' },
    );
    const bytes = (what: string) =>
      Number(new RegExp(`Total bytes ${what}: ([\\d,]+)`).exec(text)?.[1]?.replaceAll(',', '') ?? NaN);
    // Both ways count for a terminal's data plan: the signatures go up, the changes come down.
    sizes['rsync -z'] = bytes('sent') + bytes('received');
  } catch {
    sizes['rsync -z'] = 'not installed';
  } finally {
    rmSync(copy, { force: true });
  }
  return sizes;
}
