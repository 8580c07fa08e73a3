import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startRig, type Rig } from './harness';
import { askByTouch, screenState, untilReady } from './terminal';

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig();
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

const PAGE = 'app://terminal/index.html';
const ATTENTION = 'app://terminal/attention';

/**
 * Runs code in the page as a touch would, also after its process was replaced, which Playwright's own page
 * does not outlive.
 */
const inPage = <T>(code: string): Promise<T> =>
  rig.app.evaluate(
    ({ BrowserWindow }, source) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(source, true) as Promise<T>,
    code,
  );

/** Where the window is and, on the terminal's page, whether it has drawn itself. */
const seen = (): Promise<string> =>
  rig.app.evaluate(async ({ BrowserWindow }, page) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const url = contents.getURL();
    if (url !== page || contents.isLoading() || contents.isCrashed()) return url === page ? 'loading' : url;
    const drawn = contents.executeJavaScript(
      "document.querySelector('[data-testid=screen]') !== null",
    ) as Promise<boolean>;
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 1_000, false));
    return (await Promise.race([drawn, late]).catch(() => false)) ? 'drawn' : 'loading';
  }, PAGE);
const rendererProcess = (): Promise<number> =>
  rig.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId());

test('3,000 calls at once: most are told busy, main goes on and answers', async () => {
  const { page } = rig;
  const results = await page.evaluate(async () => {
    const calls = Array.from({ length: 3_000 }, () =>
      window.daogou!.invoke('ask.text', { text: '牛奶在哪里' }),
    );
    const codes = (await Promise.all(calls)).map((result) =>
      result.ok ? 'ok' : `${result.error.code} ${result.error.retryable}`,
    );
    return [...new Set(codes)].map((code) => ({ code, count: codes.filter((each) => each === code).length }));
  });
  expect(results.find(({ code }) => code === 'busy true')?.count).toBeGreaterThan(2_900);
  const tooLarge = await page.evaluate(() =>
    window.daogou!.invoke('ask.text', { text: 'x'.repeat(1_000_000) }),
  );
  expect(tooLarge).toMatchObject({ ok: false, error: { code: 'bad_request', retryable: false } });
  await expect.poll(() => askByTouch(page, '洗发水在哪里')).toMatchObject({ ok: true });
  await expect.poll(async () => (await screenState(page)).answer?.say).toBe('洗发水在哪里');
});

test('no door leads out of the page: dialogs, print, downloads, files, other programs, other pages', async () => {
  await rig.app.evaluate(({ app, BrowserWindow, session }) => {
    const found = ((globalThis as Record<string, unknown>).found = { downloads: 0, windows: 0 });
    session.defaultSession.on('will-download', (event) =>
      setImmediate(() => (found.downloads += event.defaultPrevented ? 0 : 1)),
    );
    app.on('browser-window-created', () => (found.windows += 1));
    BrowserWindow.getAllWindows()[0]!.webContents.downloadURL('app://terminal/index.html');
  });
  // Each of them comes back at once: a dialog would hold the page.
  expect(await inPage('window.print()')).toBeUndefined();
  expect(await inPage('[confirm("?"), alert("!")]')).toEqual([false, undefined]);
  expect(await inPage('typeof RTCPeerConnection + typeof webkitRTCPeerConnection')).toBe(
    'undefinedundefined',
  );
  // A file dialog would take the focus from the page.
  const fileDialog = `new Promise((resolve) => {
    addEventListener('blur', () => resolve('opened'), { once: true });
    const input = Object.assign(document.createElement('input'), { type: 'file' });
    input.click();
    if (!window.showOpenFilePicker) return setTimeout(resolve, 2000, 'none');
    showOpenFilePicker().then(() => resolve('opened'), () => setTimeout(resolve, 2000, 'none'));
  })`;
  expect(await inPage(fileDialog)).toBe('none');
  await inPage(
    `void Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' }).click()`,
  );
  for (const address of [
    'mailto:a@example.com',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://example.com/',
    'app://terminal/assets/',
  ]) {
    await inPage(`void (location.href = ${JSON.stringify(address)})`);
    await inPage(`void window.open(${JSON.stringify(address)})`);
  }
  await inPage('new Promise((resolve) => setTimeout(resolve, 1000))');
  expect(await seen()).toBe('drawn');
  expect(await rig.app.evaluate(() => (globalThis as Record<string, unknown>).found)).toEqual({
    downloads: 0,
    windows: 0,
  });
});

/** What of WebRTC is found in every frame that a page can make, at once and after it has loaded. */
const WEBRTC_IN_FRAMES = `(async () => {
  const found = [];
  const look = (where, scope) => found.push(...Object.getOwnPropertyNames(scope).filter((name) => /^(webkit)?RTC/.test(name)).map((name) => where + ' ' + name));
  const add = (where, set) => {
    const frame = Object.assign(document.createElement('iframe'), set);
    const loaded = new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 2000); });
    document.body.append(frame);
    look(where + ' at once', frame.contentWindow);
    return loaded.then(() => { look(where + ' loaded', frame.contentWindow); return frame; });
  };
  look('page', window);
  const blank = await add('blank', {});
  await add('blank with address', { src: 'about:blank?1' });
  await add('srcdoc', { srcdoc: '<p>x' });
  const inner = blank.contentDocument.createElement('iframe');
  blank.contentDocument.body.append(inner);
  look('nested', inner.contentWindow);
  blank.contentDocument.open();
  blank.contentDocument.write('<p>x');
  blank.contentDocument.close();
  look('rewritten', blank.contentWindow);
  const count = frames.length;
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
  return { found, count };
})()`;

test('no frame has WebRTC, whatever frame a page makes', async () => {
  expect(await inPage(WEBRTC_IN_FRAMES)).toEqual({ found: [], count: 3 });
});

test('main’s own session refuses every address but the page’s', async () => {
  const answer = await rig.app.evaluate(
    ({ net }, url) =>
      net.fetch(url).then(
        () => 'reached',
        (error: Error) => error.message,
      ),
    rig.hqUrl,
  );
  expect(answer).toMatch(/ERR_BLOCKED_BY_CLIENT|ERR_NAME_NOT_RESOLVED/);
});

test('an empty page does not stay', async () => {
  await rig.app.evaluate(({ BrowserWindow }) => {
    const visited: string[] = ((globalThis as Record<string, unknown>).visited = []);
    BrowserWindow.getAllWindows()[0]!.webContents.on('did-navigate', (_event, url) => visited.push(url));
  });
  await inPage(`void window.open('about:blank', '_self')`).catch(() => {});
  await expect
    .poll(() => rig.app.evaluate(() => (globalThis as Record<string, unknown>).visited))
    .toContain('about:blank');
  await expect.poll(seen).toBe('drawn');
});

test('a page in an endless loop is noticed and begun anew', async () => {
  const before = await rendererProcess();
  await inPage('void setTimeout(() => { for (;;); }, 0)');
  // Sooner for a page that was up, later for one that hangs before its first heartbeat.
  await expect.poll(rendererProcess, { timeout: 120_000 }).not.toBe(before);
  await expect.poll(seen).toBe('drawn');
});

test('a page that fills its memory ends before the machine’s does, and is begun anew', async () => {
  // Else this test would take gigabytes.
  expect(await inPage('performance.memory.jsHeapSizeLimit / 2 ** 20')).toBeLessThan(700);
  const before = await rendererProcess();
  await inPage(
    'void setTimeout(() => { for (const kept = []; ; ) kept.push(new Array(10_000).fill(kept.length)); }, 0)',
  );
  await expect.poll(rendererProcess, { timeout: 120_000 }).not.toBe(before);
  await expect.poll(seen, { timeout: 120_000 }).toBe('drawn');
  // Frames of the new process are as empty as those of the first.
  expect(await inPage(WEBRTC_IN_FRAMES)).toEqual({ found: [], count: 3 });
});

test('a page that dies again and again gives way to ‘please ask our staff’, and comes back by itself', async () => {
  const crash = (): Promise<void> =>
    rig.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );
  const log = (): string => readFileSync(path.join(rig.dataDir, 'logs/main.log'), 'utf8');
  let away = false;
  for (let times = 0; times < 6 && !away; times++) {
    const before = await rendererProcess();
    await crash();
    const next = async (): Promise<string> => {
      if (log().includes('again and again')) return 'away';
      return (await rendererProcess()) === before ? 'dying' : seen();
    };
    await expect.poll(next).toMatch(/^(away|drawn)$/);
    away = (await next()) === 'away';
  }
  expect(away).toBe(true);
  await expect.poll(seen).toBe(ATTENTION);
  // Words stand on it: dark dots on the light ground.
  const dark = (): Promise<number> =>
    rig.app.evaluate(async ({ BrowserWindow }) => {
      const dots = (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toBitmap();
      let count = 0;
      for (let at = 0; at < dots.length; at += 4)
        if (dots[at]! + dots[at + 1]! + dots[at + 2]! < 240) count += 1;
      return count;
    });
  await expect.poll(dark).toBeGreaterThan(500);
  await expect.poll(seen, { timeout: 120_000 }).toBe('drawn');
});
