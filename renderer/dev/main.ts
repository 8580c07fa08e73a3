import { Lang } from '../../main/contract';
import { devBridge } from './bridge';
import { isScene, scene } from './scenes';

// The page's address says what to show: /dev/?scene=answer-item&lang=en
const query = new URLSearchParams(window.location.search);
const name = query.get('scene') ?? 'home';
if (!isScene(name)) throw new Error(`There is no scene ${name}.`);

Object.defineProperty(window, 'daogou', {
  value: devBridge(scene(name, Lang.catch('zh').parse(query.get('lang')))),
});
await import('../app/main');
