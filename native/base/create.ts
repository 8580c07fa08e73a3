import { DaogouError, type Config } from '../../main/contract';
import { SerialConnection } from '../serial/connection';
import { portResolver } from '../serial/discovery';
import type { MadeBase } from './make';
import { MAKES } from './makes';

/** The configured base; undefined when this terminal has no wheels. */
export function createBase(config: Config, stateDir: string): MadeBase | undefined {
  if (config.base.port === 'none') return undefined;
  const make = MAKES.find(({ driver }) => driver === config.base.driver);
  if (!make)
    throw new DaogouError(
      'bad_request',
      `base.driver “${config.base.driver}” is none of ${MAKES.map(({ driver }) => driver).join(', ')}.`,
    );
  const line = new SerialConnection({
    name: 'robot base',
    resolve: portResolver(config.base.port, make.usb),
    baudRate: config.base.baudRate,
  });
  return make.create(config, line, stateDir);
}
