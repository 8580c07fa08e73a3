import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, listening } from './mosquitto';

const HOME = '/usr/lib/postgresql';

function binaries(): string | undefined {
  if (!existsSync(HOME)) return undefined;
  return readdirSync(HOME)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(HOME, version, 'bin'))
    .find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')));
}

/** The unprivileged user to run as, where this is root: PostgreSQL refuses to run as root. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return { uid: id('-u'), gid: id('-g') };
}

/** One plain line of what a test with a real PostgreSQL lacks here, or nothing. */
export function postgresMissing(): string | undefined {
  if (!binaries()) return 'PostgreSQL is not here: apt-get install postgresql';
  try {
    account();
    return undefined;
  } catch {
    return 'this is root and there is no user postgres to run PostgreSQL as';
  }
}

/** A PostgreSQL of its own, on a free port of this machine. */
export class Postgres {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(dir: string): Promise<Postgres> {
    const bin = binaries() ?? '';
    const as = account();
    mkdirSync(dir, { recursive: true });
    if (as) chownSync(dir, as.uid, as.gid);
    const data = join(dir, 'data');
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'daogou', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
      { stdio: 'ignore', cwd: dir, ...as },
    );
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      `unix_socket_directories=${dir}`,
      'fsync=off',
    ].flatMap((setting) => ['-c', setting]);
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
      stdio: 'ignore',
      cwd: dir,
      ...as,
    });
    await listening(port);
    return new Postgres(child, `postgres://daogou@127.0.0.1:${port}/postgres`);
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    // Fast shutdown: connections are ended.
    this.process.kill('SIGINT');
    await gone;
  }
}
