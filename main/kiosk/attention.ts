import { LANGUAGES, type EmergencyNumbers, type Lang } from '../contract';
import { dialled, isSaidIn, say, sayInAll, type MessageKey } from '../words';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A message in each language that has it, the page's own first. */
const spoken = (key: MessageKey): { lang: Lang; text: string }[] =>
  LANGUAGES.filter((lang) => isSaidIn(lang, key)).map((lang) => ({ lang, text: say(lang, key) }));

/**
 * A page with nothing in it that could fail: no script, no file.
 * @param known the emergency numbers of the store, as far as they were last known
 */
export function attentionPage(known?: EmergencyNumbers): string {
  const [first, ...others] = spoken('attention.now');
  const [soon, ...otherSoon] = spoken('attention.soon');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${sayInAll('app.logo').join(' ')}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 24px; padding: 48px; box-sizing: border-box; text-align: center;
    background: #f7f5f0; color: #1f1d1a; font-family: "Noto Sans CJK SC", sans-serif; cursor: none; user-select: none; }
  p { margin: 0; font-size: 32px; } p.first { font-size: 56px; font-weight: 700; } p.soon { font-size: 24px; opacity: 0.7; }
  dl { margin: 24px 0 0; display: flex; flex-wrap: wrap; justify-content: center; gap: 16px 56px; } dt { font-size: 28px; } dd { margin: 0; font-size: 64px; font-weight: 800; color: #b3261e; }
</style>
<body data-testid="attention">
<p class="first">${first?.text}</p>
${others.map(({ lang, text }) => `<p lang="${lang}">${text}</p>`).join('\n')}
<p class="soon">${[soon?.text, ...otherSoon.map(({ lang, text }) => `<span lang="${lang}">${text}</span>`)].join(' · ')}</p>
<dl data-testid="emergency-numbers">${dialled(known)
    .map(
      ({ names, number }) =>
        `<div><dt>${names.map(({ lang, text }) => `<span lang="${lang}">${escaped(text)}</span>`).join(' ')}</dt><dd>${escaped(number)}</dd></div>`,
    )
    .join('')}</dl>
</body>
</html>
`;
}

/** Its own policy: not even a script of ours. */
export const ATTENTION_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";
