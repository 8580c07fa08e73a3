import { DaogouError } from '../../main/contract';
import { StoreId } from '../wire/release';
import { connectBroker, type BrokerOptions } from './broker-client';

const PATIENCE_MS = 15_000;

/**
 * Tells a store's terminals that something new is published; those that are away hear it when they come back.
 */
export async function sendHint(broker: BrokerOptions, store: string): Promise<void> {
  if (!StoreId.safeParse(store).success)
    throw new DaogouError('bad_request', `'${store.slice(0, 80)}' is no store's id.`);
  let trouble = 'no answer';
  const client = connectBroker(
    broker,
    { clientId: `daogou-hint-${process.pid}`, clean: true, properties: {} },
    (message) => (trouble = message),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new DaogouError(
            'unavailable',
            `The broker did not take the hint within ${PATIENCE_MS / 1000} s: ${trouble}.`,
            true,
          ),
        ),
      PATIENCE_MS,
    );
  });
  try {
    await Promise.race([client.publishAsync(`daogou/${store}/hint`, '{}', { qos: 1 }), late]);
  } finally {
    clearTimeout(timer);
    await client.endAsync(true).catch(() => undefined);
  }
}
