import type { Bilingual } from '../contract';

/** What stays when the page can't be kept alive. */
const words: Bilingual = { zh: '屏幕暂时用不了，请找店员。', en: 'This screen is out of order for now. Please ask our staff.' };
const soon: Bilingual = { zh: '正在自动恢复', en: 'It is restarting by itself' };

/** A page with nothing in it that could fail: no script, no file, no state of the terminal. */
export const ATTENTION_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>导购 Daogou</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 24px; padding: 48px; box-sizing: border-box; text-align: center;
    background: #f7f5f0; color: #1f1d1a; font-family: "Noto Sans CJK SC", sans-serif; cursor: none; user-select: none; }
  p { margin: 0; font-size: 32px; } p.first { font-size: 56px; font-weight: 700; } p.soon { font-size: 24px; opacity: 0.7; }
</style>
<body data-testid="attention">
<p class="first">${words.zh}</p>
<p lang="en">${words.en}</p>
<p class="soon">${soon.zh} · <span lang="en">${soon.en}</span></p>
</body>
</html>
`;

/** Its own policy: not even a script of ours. */
export const ATTENTION_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";
