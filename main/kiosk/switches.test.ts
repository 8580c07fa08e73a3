import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));
const { refusedSwitches } = await import('./switches');

describe('switches on the packaged app’s command line', () => {
  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--inspect-port=1',
    '--js-flags=--expose-gc',
    '--load-extension=/tmp/x',
    '--host-rules=MAP * 10.0.0.1',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--proxy-server=10.0.0.1:8080',
    '--ignore-certificate-errors',
    '--disable-web-security',
    '--renderer-cmd-prefix=/tmp/x',
    '--utility-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--browser-subprocess-path=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--log-net-log=/tmp/x',
    '--enable-features=X',
    '--use-fake-ui-for-media-stream',
    '-r',
    '--require=/tmp/x.js',
  ])('%s is refused', (given) => {
    expect(refusedSwitches(['--no-sandbox', given, 'file'])).toEqual([given]);
  });

  it('those an installation needs are taken, and words are no switches', () => {
    expect(
      refusedSwitches([
        '--no-sandbox',
        '--ozone-platform=wayland',
        '--log-level=3',
        '--force-device-scale-factor=1.5',
        'word',
        '--',
        '--inspect',
      ]),
    ).toEqual([]);
  });
});
