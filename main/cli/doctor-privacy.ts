import { exposed } from '../config';
import type { Config } from '../contract';
import { isWeakPin, pinState } from '../staff';
import type { Finding } from './doctor-finding';

/**
 * Whether anybody but its owner can look into the data folder. The terminal mends that at its start where it
 * may.
 */
export function checkPrivacy({ dataDir }: Config): Finding {
  const [first, ...more] = exposed(dataDir);
  if (first === undefined)
    return { check: 'privacy', state: 'ok', message: `${dataDir} is its owner’s alone` };
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return {
    check: 'privacy',
    state: 'warn',
    message: `other users can read ${first}${others}: start the terminal as the owner of ${dataDir}, or run “chmod -R go-rwx ${dataDir}”`,
  };
}

/** Whether a PIN keeps shoppers out of the staff page. */
export function checkPin(config: Config): Finding {
  const found = (state: Finding['state'], message: string): Finding => ({
    check: 'staff PIN',
    state,
    message,
  });
  const { pin } = pinState(config);
  switch (pin) {
    case 'set':
      return found(
        'ok',
        config.staffPin === ''
          ? 'set, and kept hashed'
          : 'set, and kept hashed; staffPin of the configuration is not used and may go',
      );
    case 'configured':
      return found(
        'warn',
        'stands in clear in the configuration: run “daogou pin set” and take staffPin out',
      );
    case 'demo':
      return found(
        'warn',
        'this is a demonstration: its PIN is shown to everybody; switch demo off, or run “daogou pin set”',
      );
    case 'damaged':
      return found('fail', 'its file is damaged, and nobody gets in: run “daogou pin set”');
    case 'missing':
      return isWeakPin(config.staffPin) && config.staffPin !== ''
        ? found(
            'warn',
            'that of the configuration is among the first that a guesser tries, and is not used: run “daogou pin set”',
          )
        : found('warn', 'none is set, and whoever opens the staff page first sets it: run “daogou pin set”');
  }
}
