import { useEffect, useState } from 'react';
import type { CategoryNode } from '../../../main/contract';
import { invoke } from '../../lib/bridge';

const MAX_DEPTH = 5;

/** Below each of these categories, the largest one that has no further ones: what people really ask for (酱油, not 粮油调味). */
export function useLeafCategories(tops: readonly CategoryNode[]): CategoryNode[] {
  const key = tops.map((c) => c.path.join('>')).join('|');
  const [found, setFound] = useState<{ key: string; leaves: CategoryNode[] }>({ key: '', leaves: [] });

  useEffect(() => {
    let stopped = false;
    void Promise.all(tops.map(leafBelow)).then((leaves) => {
      if (!stopped) setFound({ key, leaves });
    });
    return () => {
      stopped = true;
    };
    // `key` stands for the categories.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return found.key === key ? found.leaves : [...tops];
}

async function leafBelow(top: CategoryNode): Promise<CategoryNode> {
  let node = top;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const below = await invoke('catalog.browse', { path: node.path });
    if (!below.ok || below.value.categories.length === 0) return node;
    node = below.value.categories.reduce((a, b) => (b.count > a.count ? b : a));
  }
  return node;
}
