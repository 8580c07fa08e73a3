import type { Client } from 'pg';
import { DaogouError } from '../../../main/contract';

/** What the connection string of a database may be shown as. */
export function withoutPassword(url: string): string {
  try {
    const shown = new URL(url);
    if (shown.password) shown.password = '…';
    return shown.href;
  } catch {
    return 'the database';
  }
}

/**
 * Does something with a database and leaves it. What PostgreSQL says is told in one sentence, without the
 * password.
 */
export async function withDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const pg = await import('pg');
  const client = new pg.default.Client({
    connectionString: url,
    connectionTimeoutMillis: 15_000,
    application_name: 'daogou',
    keepAlive: true,
  });
  try {
    await client.connect();
  } catch (cause) {
    throw new DaogouError('unavailable', `Can't reach ${withoutPassword(url)}: ${reason(cause)}.`, true, {
      cause,
    });
  }
  // A connection that breaks while nothing is asked must not end the process; the next question meets it.
  client.on('error', () => undefined);
  try {
    return await work(client);
  } catch (cause) {
    if (cause instanceof DaogouError) throw cause;
    const missing = (cause as { code?: string }).code === '42P01';
    throw new DaogouError(
      missing ? 'not_found' : 'unavailable',
      missing
        ? `${withoutPassword(url)} has no Daogou feed tables; make and fill them with “daogou load”.`
        : `${withoutPassword(url)}: ${reason(cause)}.`,
      !missing,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

const reason = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || String(error)).replaceAll('\n', ' ');
};
