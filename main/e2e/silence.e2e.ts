import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { startRig } from './harness';
import { askByTouch, screenState, untilReady } from './terminal';

/** Set by `npm test`, which runs the end-to-end tests where there is nothing but loopback. */
const alone = Object.keys(networkInterfaces()).every((name) => name === 'lo');

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Every address of a network that was connected or sent to, as `address:port`, and the sockets of those who
 * look names up for others.
 */
function addressesIn(trace: string): string[] {
  const found = new Set<string>();
  for (const line of trace.split('\n')) {
    for (const [, port, v4] of line.matchAll(/sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/g))
      found.add(`${v4}:${port}`);
    for (const [, port, v6] of line.matchAll(/sin6_port=htons\((\d+)\)[^}]*inet_pton\(AF_INET6, "([^"]+)"/g))
      found.add(`[${v6}]:${port}`);
    const resolver = /sun_path="([^"]*(?:resolve|avahi|mdns)[^"]*)"/i.exec(line);
    if (resolver) found.add(resolver[1]!);
  }
  return [...found];
}

/**
 * Tries a peer connection over STUN and over TURN by TCP, to addresses that need no look-up, from the page
 * and from two frames in it.
 */
async function tryPeerConnections(): Promise<string[]> {
  const frame = (set: Partial<HTMLIFrameElement>): Window => {
    const made = Object.assign(document.createElement('iframe'), set);
    document.body.append(made);
    return made.contentWindow!;
  };
  const turn = { username: 'x', credential: 'x' };
  const iceServers = [
    { urls: 'stun:192.0.2.1:3478' },
    { urls: 'turn:192.0.2.1:3478?transport=tcp', ...turn },
    { urls: 'turns:127.0.0.1:9?transport=tcp', ...turn },
  ];
  const from = async (scope: Window): Promise<string> => {
    const Connection = (scope as typeof globalThis & Window).RTCPeerConnection;
    if (!Connection) return 'none';
    const connection = new Connection({ iceServers });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    return 'made';
  };
  return Promise.all([window, frame({}), frame({ srcdoc: '<p>x' })].map(from));
}

test('a terminal at work connects to what is configured and looks nothing up', async () => {
  test.skip(
    !alone,
    'this system makes no network namespace: nothing proves here that the terminal keeps silent',
  );
  test.skip(
    !canTrace(),
    'strace is missing or may not watch programs here: nothing proves here that the terminal keeps silent',
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'daogou-silence-'));
  const trace = path.join(folder, 'strace');
  const broker = await freePort();
  const rig = await startRig({
    trace,
    environment: { DAOGOU_BROKER_PORT: String(broker), XDG_CACHE_HOME: folder },
  });
  try {
    const { page } = rig;
    await untilReady(page);
    await askByTouch(page, '牛奶在哪里');
    await expect.poll(async () => (await screenState(page)).answer?.say).toBe('牛奶在哪里');
    const gtin = (await screenState(page)).cards[0]!.gtin;
    await page.evaluate((each) => window.daogou!.invoke('print.slip', { gtins: [each] }), gtin);
    await page.evaluate(() => window.daogou!.invoke('person.call'));
    // What a page could be made to try, by script or by markup.
    await page.evaluate(async () => {
      const elsewhere = 'https://elsewhere.example/';
      for (const rel of ['dns-prefetch', 'preconnect', 'prefetch'])
        document.head.append(Object.assign(document.createElement('link'), { rel, href: elsewhere }));
      new Image().src = elsewhere;
      navigator.sendBeacon(elsewhere, 'x');
      void fetch(elsewhere).catch(() => {});
      await new Promise((resolve) => (new WebSocket('wss://elsewhere.example/').onerror = resolve));
    });
    // Playwright's own evaluation is lost where it adds frames.
    const tried = await rig.app.evaluate(
      ({ BrowserWindow }, source) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(source, true) as Promise<string[]>,
      `(${String(tryPeerConnections)})()`,
    );
    expect(tried).toEqual(['none', 'none', 'none']);
    await rig.app.evaluate(({ net }) => net.fetch('https://elsewhere.example/').catch(() => {}));
    await page.waitForTimeout(5_000);
  } finally {
    await rig.close();
  }
  const configured = [Number(new URL(rig.hqUrl).port), broker].map((port) => `127.0.0.1:${port}`);
  expect(addressesIn(readFileSync(trace, 'utf8')).sort()).toEqual(configured.sort());
  expect(existsSync(path.join(folder, 'Microsoft'))).toBe(false);
  rmSync(folder, { recursive: true });
});
