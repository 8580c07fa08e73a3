import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const PROGRAMS = ['mosquitto', 'mosquitto_passwd', 'openssl'];
const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const find = (name: string) => PLACES.map((dir) => join(dir, name)).find((file) => existsSync(file));

/** One plain line of what a test with a real broker lacks here, or nothing. */
export function mosquittoMissing(): string | undefined {
  const missing = PROGRAMS.filter((name) => !find(name));
  return missing.length > 0 ? `${missing.join(', ')} not here: apt-get install mosquitto openssl` : undefined;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until something listens there. */
export async function listening(port: number): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.unref();
      setTimeout(() => socket.destroy(), 200).unref();
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** Debian's mosquitto with TLS, passwords, an ACL and persistence, as a store's back office would run it. */
export class Mosquitto {
  #process: ChildProcess | undefined;
  private constructor(
    readonly port: number,
    readonly ca: string,
    private readonly dir: string,
  ) {}

  /**
   * @param acl what each user may do, in mosquitto's words; a user's password is their name.
   * @param own users with passwords of their own, whose name is their client id and stands as %u in
   * `patterns`.
   */
  static async start(
    dir: string,
    acl: Record<string, string[]>,
    { own = {}, patterns = [] }: { own?: Record<string, string>; patterns?: string[] } = {},
  ): Promise<Mosquitto> {
    mkdirSync(join(dir, 'persistence'), { recursive: true });
    makeCertificates(dir);
    writePasswords(dir, { ...Object.fromEntries(Object.keys(acl).map((user) => [user, user])), ...own });
    writeRights(dir, acl, patterns);
    const port = await freePort();
    writeConfig(dir, port, patterns.length > 0);
    const broker = new Mosquitto(port, readFileSync(join(dir, 'ca.pem'), 'utf8'), dir);
    await broker.up();
    return broker;
  }

  get url(): string {
    return `mqtts://127.0.0.1:${this.port}`;
  }

  as(user: string): { url: string; username: string; password: string; ca: string } {
    return { url: this.url, username: user, password: user, ca: this.ca };
  }

  async up(): Promise<void> {
    this.#process = spawn(find('mosquitto') ?? '', ['-c', join(this.dir, 'mosquitto.conf')], {
      stdio: 'ignore',
    });
    await listening(this.port);
  }

  /** Ends it; what it retains and queues is on its disk. */
  async down(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const VALID = ['-days', '2'];

/** A certificate authority and a server's certificate of its, for this machine's address. */
function makeCertificates(dir: string): void {
  const openssl = (...args: string[]) =>
    execFileSync(find('openssl') ?? '', args, { cwd: dir, stdio: 'ignore' });
  openssl(
    'req',
    '-x509',
    ...NEW_KEY,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    ...VALID,
    '-subj',
    '/CN=Test CA',
  );
  openssl('req', ...NEW_KEY, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=127.0.0.1');
  writeFileSync(join(dir, 'san.cnf'), 'subjectAltName=IP:127.0.0.1');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    ...signing,
    '-out',
    'server.pem',
    ...VALID,
    '-extfile',
    'san.cnf',
  );
}

function writePasswords(dir: string, passwords: Readonly<Record<string, string>>): void {
  writeFileSync(join(dir, 'passwords'), '');
  chmodSync(join(dir, 'passwords'), 0o600);
  for (const [user, password] of Object.entries(passwords))
    execFileSync(find('mosquitto_passwd') ?? '', ['-b', join(dir, 'passwords'), user, password], {
      stdio: 'ignore',
    });
}

function writeRights(
  dir: string,
  acl: Readonly<Record<string, string[]>>,
  patterns: readonly string[],
): void {
  const users = Object.entries(acl).map(
    ([user, topics]) => `user ${user}\n${topics.map((topic) => `topic ${topic}`).join('\n')}\n`,
  );
  writeFileSync(
    join(dir, 'acl'),
    [patterns.map((pattern) => `pattern ${pattern}\n`).join(''), ...users].join('\n'),
  );
  chmodSync(join(dir, 'acl'), 0o600);
}

function writeConfig(dir: string, port: number, nameIsClientId: boolean): void {
  writeFileSync(
    join(dir, 'mosquitto.conf'),
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${join(dir, 'passwords')}`,
      `acl_file ${join(dir, 'acl')}`,
      `cafile ${join(dir, 'ca.pem')}`,
      `certfile ${join(dir, 'server.pem')}`,
      `keyfile ${join(dir, 'server.key')}`,
      'persistence true',
      `persistence_location ${join(dir, 'persistence')}/`,
      'max_queued_messages 0',
      ...(nameIsClientId ? ['use_username_as_clientid true'] : []),
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ].join('\n'),
  );
}
