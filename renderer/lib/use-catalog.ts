import { useEffect, useEffectEvent, useState } from 'react';
import type { IpcRequest, IpcResponse } from '../../main/contract';
import { invoke } from './bridge';
import { useScreen } from './screen-store';

type CatalogChannel = 'catalog.browse' | 'catalog.offers' | 'catalog.map';

const RETRY_MS = 2_000;

export type Loaded<T> = { state: 'loading' } | { state: 'failed' } | { state: 'ready'; value: T };

/** Answers already had, for the catalog they belong to. */
const cache = new Map<string, unknown>();
let cacheOf: number | undefined;

/**
 * Reads from the catalog and reads again when another catalog goes live; while the catalog is away it keeps
 * trying.
 */
export function useCatalog<C extends CatalogChannel>(
  channel: C,
  request?: IpcRequest<C>,
): Loaded<IpcResponse<C>> {
  const sequence = useScreen((s) => s.catalog?.sequence);
  const up = useScreen((s) => s.services.catalog === 'up');
  const key = `${channel} ${JSON.stringify(request ?? null)} ${sequence ?? ''}`;
  const [loaded, setLoaded] = useState<{ key: string; result: Loaded<IpcResponse<C>> } | null>(null);

  const read = useEffectEvent(async () => {
    const result = await invoke(channel, request);
    if (result.ok) remember(sequence, key, result.value);
    return result;
  });

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const result = await read();
      if (stopped) return;
      if (result.ok) {
        setLoaded({ key, result: { state: 'ready', value: result.value } });
      } else {
        setLoaded({ key, result: { state: 'failed' } });
        timer = setTimeout(() => void load(), RETRY_MS);
      }
    };
    // Offers change while a catalog stands (one may be pushed, one may end), so they are read every time they
    // are shown.
    if (channel === 'catalog.offers' || !cache.has(key)) void load();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
    // `up` makes it try again at once when the service is back.
  }, [key, up, channel]);

  if (loaded?.key === key) return loaded.result;
  const held = cache.get(key);
  return held === undefined ? { state: 'loading' } : { state: 'ready', value: held as IpcResponse<C> };
}

function remember(sequence: number | undefined, key: string, value: unknown): void {
  if (sequence !== cacheOf) cache.clear();
  cacheOf = sequence;
  cache.set(key, value);
}
