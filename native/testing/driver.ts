import { readFileSync } from 'node:fs';
import { Config, type NavTarget, type StoreMap } from '../../main/contract';
import { createDevicesService } from '../service';

/**
 * The devices room as a program of its own, for the scenario that kills it: `driver CONFIG.json MAP.json
 * TARGET.json SPOOL`.
 */
const [config, map, target, spoolDir] = process.argv.slice(2);
const json = (file: string | undefined): unknown => JSON.parse(readFileSync(file ?? '', 'utf8'));
const service = createDevicesService({
  config: Config.parse(json(config)),
  emit: () => undefined,
  spoolDir: spoolDir ?? '',
});

async function drive(): Promise<void> {
  for (;;) {
    try {
      await service.handlers.navigate({ map: json(map) as StoreMap, target: json(target) as NavTarget });
      process.stdout.write('driving\n');
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
void drive();
