import { expect, test } from '@playwright/test';
import { startRig, type Rig } from './harness';
import { lookInMain } from './terminal';

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig();
});
test.afterAll(() => rig?.close());

test('the page has no Node, no second window, no other site, no inline script', async () => {
  const { app, page } = rig;
  await expect(page.getByTestId('screen')).toBeVisible();
  const found = await page.evaluate(async () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    const fetched = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    );
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'refused',
    );
    return {
      require: typeof scope.require,
      process: typeof scope.process,
      injected: scope.injected,
      opened: window.open('https://example.com/'),
      fetched,
      camera,
    };
  });
  expect(found).toEqual({
    require: 'undefined',
    process: 'undefined',
    injected: undefined,
    opened: null,
    fetched: 'refused',
    camera: 'refused',
  });

  await page.evaluate(() => void (location.href = 'https://example.com/'));
  await page.waitForTimeout(500);
  expect(page.url()).toMatch(/^app:\/\/terminal\//);
  expect(
    await lookInMain(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)),
  ).toBe(1);
  const preferences = await lookInMain(() =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration };
    }),
  );
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false });
});

test('files outside the page’s own folder are not served', async () => {
  const status = await rig.page.evaluate(
    async () => (await fetch('app://terminal/..%2f..%2fpackage.json')).status,
  );
  expect(status).toBe(404);
});
