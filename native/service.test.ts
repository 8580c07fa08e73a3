import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BASE_DRIVERS, Config, PRINTER_PROFILES } from '../main/contract';
import { MAKES } from './base/makes';
import { PROFILES } from './printer/profiles';
import { createDevicesService } from './service';

it('settings take the drivers and profiles that there are, and no other', () => {
  expect([...BASE_DRIVERS]).toEqual(MAKES.map(({ driver }) => driver));
  expect([...PRINTER_PROFILES]).toEqual(PROFILES.map(({ id }) => id));
});

it('a device that can’t be made is told as a fault, and the others work', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'daogou-service-'));
  const good = Config.parse({
    dataDir: dir,
    printer: { port: join(dir, 'printer') },
    scanner: { port: 'none' },
  });
  const config = { ...good, base: { ...good.base, driver: 'nonesuch' as 'goal' } };
  const service = createDevicesService({ config, emit: () => undefined, spoolDir: join(dir, 'spool') });
  try {
    const [base, printer, scanner] = await service.handlers.status(undefined as never);
    expect(base).toMatchObject({
      kind: 'base',
      state: 'fault',
      detail: expect.stringContaining('nonesuch') as string,
    });
    expect(base?.reason).toBeUndefined();
    expect(printer?.reason).not.toBe('off');
    expect(printer?.name).toBe('generic-80');
    expect(scanner).toMatchObject({ state: 'absent', reason: 'off' });
  } finally {
    await service.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
