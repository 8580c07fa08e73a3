import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleCommand, type BundledCommand } from './testing/command';

let command: BundledCommand;
let dataDir: string;
beforeAll(async () => {
  command = await bundleCommand();
  dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-doctor-'));
});
afterAll(() => {
  command.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Finding {
  check: string;
  state: string;
  message: string;
}

it('tells what staff should see to, in both languages, and touches nothing', async () => {
  for (const folder of ['config', 'keys']) mkdirSync(path.join(dataDir, folder));
  writeFileSync(path.join(dataDir, 'config', 'store.json'), '{"staffPin": "486213"');
  writeFileSync(path.join(dataDir, 'keys', 'store.pem'), 'a key');
  chmodSync(path.join(dataDir, 'keys', 'store.pem'), 0o644);
  writeFileSync(path.join(dataDir, 'state.db'), Buffer.alloc(8_192, 7));
  const none = { DAOGOU_BASE_PORT: 'none', DAOGOU_PRINTER_PORT: 'none', DAOGOU_SCANNER_PORT: 'none' };
  const { status, out, lines } = await command.run(['doctor', '--json'], {
    ...none,
    DAOGOU_DATA_DIR: dataDir,
    DAOGOU_LANGUAGE: 'fr',
  });
  expect(status).toBe(1);
  const findings = lines() as unknown as Finding[];
  const of = (check: string) => findings.filter((finding) => finding.check === check);
  expect(of('settings').map(({ state }) => state)).toEqual(['fail', 'fail']);
  expect(
    of('settings')
      .map(({ message }) => message)
      .join(),
  ).toMatch(/DAOGOU_LANGUAGE.*store\.json/s);
  expect(out).not.toContain('486213');
  expect(of('records')).toMatchObject([
    { state: 'fail', message: expect.stringMatching(/记录文件已损坏.*damaged/s) },
  ]);
  expect(of('keys')).toMatchObject([{ state: 'fail', message: expect.stringMatching(/chmod 600/) }]);
  expect(of('catalog')).toHaveLength(1);
  expect(readdirSync(dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
});
