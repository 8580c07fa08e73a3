import type { EmergencyNumbers, InBoth } from '../contract';
import { dialled } from '../words';

/** What stays when the page can't be kept alive. */
const words: InBoth = {
  zh: '屏幕暂时用不了，请找店员。',
  en: 'This screen is out of order for now. Please ask our staff.',
};
const soon: InBoth = { zh: '正在自动恢复', en: 'It is restarting by itself' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A page with nothing in it that could fail: no script, no file.
 * @param known the emergency numbers of the store, as far as they were last known
 */
export const attentionPage = (known?: EmergencyNumbers): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>导购 Daogou</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 24px; padding: 48px; box-sizing: border-box; text-align: center;
    background: #f7f5f0; color: #1f1d1a; font-family: "Noto Sans CJK SC", sans-serif; cursor: none; user-select: none; }
  p { margin: 0; font-size: 32px; } p.first { font-size: 56px; font-weight: 700; } p.soon { font-size: 24px; opacity: 0.7; }
  dl { margin: 24px 0 0; display: flex; flex-wrap: wrap; justify-content: center; gap: 16px 56px; } dt { font-size: 28px; } dd { margin: 0; font-size: 64px; font-weight: 800; color: #b3261e; }
</style>
<body data-testid="attention">
<p class="first">${words.zh}</p>
<p lang="en">${words.en}</p>
<p class="soon">${soon.zh} · <span lang="en">${soon.en}</span></p>
<dl data-testid="emergency-numbers">${dialled(known)
  .map(
    ({ names, number }) =>
      `<div><dt>${names.map(({ lang, text }) => `<span lang="${lang}">${escaped(text)}</span>`).join(' ')}</dt><dd>${escaped(number)}</dd></div>`,
  )
  .join('')}</dl>
</body>
</html>
`;

/** Its own policy: not even a script of ours. */
export const ATTENTION_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";
