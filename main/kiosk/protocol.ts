import { app, net, protocol } from 'electron';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EmergencyNumbers } from '../contract';
import { ATTENTION_CSP, attentionPage } from './attention';

export const APP_ORIGIN = 'app://terminal';
/** The terminal's page, and the one that stands in for it. */
export const PAGE_URL = `${APP_ORIGIN}/index.html`;
export const ATTENTION_URL = `${APP_ORIGIN}/attention`;

/** Whether an address is the terminal's page; a place within it may follow. */
export const isTerminalPage = (url: string): boolean => url.replace(/#.*$/s, '') === PAGE_URL;

/**
 * Everything the page may load and do. Nothing from a network, no inline script, no eval; and by the sandbox
 * no print or message dialog, no download, no popup, no address of another program.
 */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  // Only `about:blank` and `srcdoc` frames come up in spite of these; doors.ts leaves nothing in them.
  "frame-src 'none'",
  "child-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-scripts allow-same-origin',
].join('; ');

/** Must run before `app` is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const attention = (known?: EmergencyNumbers): Response =>
  new Response(attentionPage(known), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': ATTENTION_CSP },
  });

/**
 * Serves the bundled renderer under `app://terminal/`, and only files inside it; and the page that stands in
 * for it, out of this program itself.
 * @param emergency the emergency numbers of the store, as far as they are known by now
 */
export function serveRenderer(root: string, emergency: () => EmergencyNumbers | undefined): void {
  protocol.handle('app', async (request) => {
    if (request.url === ATTENTION_URL) return attention(emergency());
    const url = new URL(request.url);
    const file = path.normalize(
      path.join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)),
    );
    if (url.host !== new URL(APP_ORIGIN).host || !file.startsWith(root + path.sep))
      return new Response('not found', { status: 404 });
    try {
      const response = await net.fetch(pathToFileURL(file).toString());
      const headers = new Headers(response.headers);
      headers.set('Content-Security-Policy', CSP);
      headers.set('X-Content-Type-Options', 'nosniff');
      return new Response(response.body, { status: response.status, headers });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

/** `dist/renderer` beside the running bundle, in the checkout as in the package. */
export function rendererRoot(): string {
  return path.join(app.getAppPath(), 'dist', 'renderer');
}
