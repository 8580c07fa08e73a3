import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, listening } from '../testing';

const PLACES = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'];
const program = () => PLACES.find((file) => existsSync(file));

export const nginxMissing = (): string | undefined =>
  program() ? undefined : 'nginx is not here: apt-get install nginx-light';

/** One answered request. */
export interface Request {
  status: number;
  bytes: number;
  seconds: number;
  path: string;
}

/**
 * What the operations guide says to put before a repository, as nginx says it: objects and numbered metadata
 * never change and are kept for ever, `timestamp.json` and what is not there yet are asked for anew.
 */
export const siteConfig = (repository: string, listen: string): string => `
server {
  listen ${listen};
  root ${repository};
  location ~ ^/targets/catalog/[0-9a-f]+\\.[\\w.-]+$ { add_header Cache-Control "public, max-age=31536000, immutable"; etag on; }
  location ~ ^/metadata/\\d+\\.(root|targets|snapshot)\\.json$ { add_header Cache-Control "public, max-age=31536000, immutable"; error_page 404 = @missing; }
  location = /metadata/timestamp.json { add_header Cache-Control "no-cache"; }
  location @missing { add_header Cache-Control "no-cache" always; return 404; }
  location / { return 404; }
}
`;

/** Debian's nginx before a repository, with a log of every request. */
export class Nginx {
  #process: ChildProcess | undefined;
  private constructor(
    private readonly dir: string,
    private readonly log: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  static async start(dir: string, repository: string): Promise<Nginx> {
    const port = await freePort();
    for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'])
      mkdirSync(join(dir, name), { recursive: true });
    const log = join(dir, 'access.log');
    writeFileSync(
      join(dir, 'nginx.conf'),
      `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; master_process on; worker_processes 2; worker_rlimit_nofile 8192;
pid ${join(dir, 'nginx.pid')};
events { worker_connections 4096; }
http {
  log_format plain '$status $body_bytes_sent $request_time $uri';
  access_log ${log} plain;
  sendfile on; default_type application/octet-stream;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(dir, name.replace('client_', ''))};`).join(' ')}
  ${siteConfig(repository, `127.0.0.1:${port} backlog=4096`)}
}
`,
    );
    const nginx = new Nginx(dir, log, port);
    await nginx.up();
    return nginx;
  }

  async up(): Promise<void> {
    this.#process = spawn(
      program() ?? '',
      ['-c', join(this.dir, 'nginx.conf'), '-p', this.dir, '-e', join(this.dir, 'error.log')],
      { stdio: 'ignore' },
    );
    await listening(this.port);
  }

  /** Ends it at once: connections break off, as when a host goes. */
  async down(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }

  requests(): Request[] {
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [status, bytes, seconds, path = ''] = line.split(' ');
        return { status: Number(status), bytes: Number(bytes), seconds: Number(seconds), path };
      });
  }
}
