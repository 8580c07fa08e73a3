import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DaogouError,
  type ErrorCode,
  type NavReason,
  type NavState,
  type PrintReason,
  type Reason,
  type StaffCallState,
  type Understood,
} from '../contract';
import { say } from '../words';
import { answering, LEAD, NAV, never, rig, SLIP, type Script } from './testing/rig';

const LANGS: readonly Understood[] = ['zh', 'en'];
const FOLLOW = /跟我来|follow me/;
const PRINTING = /正在打印|(?:is|are) printing/;
const TOLD = /已经发给店员|已经通知店员|sent this to our staff|have been told/;
const OTHER: Record<Understood, RegExp> = { zh: /[a-z]{4,}/i, en: /[\u4e00-\u9fff]/ };
const fails = (code: ErrorCode, reason?: Reason) => () =>
  Promise.reject(new DaogouError(code, 'prose that nobody may read', false, { reason }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function ask(r: ReturnType<typeof rig>, milliseconds = 30_000): Promise<void> {
  const asked = r.director.conversation.ask({ text: '?' });
  await vi.advanceTimersByTimeAsync(milliseconds);
  await asked;
}

/** What every ending has in common: said as shown, in the shopper's language, and the place is told. */
function common(r: ReturnType<typeof rig>, lang: Understood): string {
  const [text, ...more] = r.heard();
  expect(more).toEqual([]);
  expect(r.screen.state.answer?.text).toBe(text);
  expect(r.screen.state.turn.state).toBe('idle');
  expect(text).not.toMatch(OTHER[lang]);
  return text!;
}

describe.each(LANGS)('lead me there, %s', (lang) => {
  const lead = (script: Partial<Script>, base?: 'ready' | 'absent' | 'fault') =>
    rig({ ask: () => answering(lang, [LEAD]), ...script }, { base });

  it('follow me is said only after the base took the trip', async () => {
    let accept!: (nav: NavState) => void;
    const r = lead({ navigate: () => new Promise((resolve) => (accept = resolve)) }, 'ready');
    const asked = r.director.conversation.ask({ text: '?' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(r.heard()).toEqual([]);
    expect(r.screen.state.answer?.text).not.toMatch(FOLLOW);
    accept(NAV);
    await asked;
    expect(common(r, lang)).toMatch(FOLLOW);
    expect(r.called('navigate')).toMatchObject([{ target: { aisle: 'B3', bay: '2', label: '清泉洗发水' } }]);
  });

  it.each(['absent', undefined] as const)('without wheels (%s) the way is drawn', async (base) => {
    const r = lead({}, base);
    await ask(r);
    expect(common(r, lang)).toMatch(lang === 'zh' ? /B3.*画在地图上/ : /B3.*drawn on the map/);
    expect(r.called('navigate')).toEqual([]);
    expect(r.screen.state.nav).toMatchObject({
      state: 'idle',
      path: [
        [0, 0],
        [1, 1],
      ],
    });
  });

  const refusals: NavReason[] = [
    'not_connected',
    'no_answer',
    'battery_low',
    'locked',
    'displaced',
    'no_position',
    'no_way',
    'other_floor',
  ];
  it.each(refusals)('refused, %s: why, the place, the map and a person', async (reason) => {
    const r = lead({ navigate: fails('not_ready', reason) }, 'ready');
    await ask(r);
    const text = common(r, lang);
    expect(text).not.toMatch(FOLLOW);
    expect(text).toContain(say(lang, `nav.reason.${reason}`));
    expect(text).toMatch(lang === 'zh' ? /B3.*地图.*店员/ : /B3.*map.*staff/);
    expect(r.screen.state.nav).toMatchObject({
      state: 'idle',
      reason,
      path: [
        [0, 0],
        [1, 1],
      ],
    });
  });

  it('slow: gives up, tells it, and makes sure that nothing drives off later', async () => {
    const r = lead({ navigate: never }, 'ready');
    await ask(r);
    expect(common(r, lang)).toContain(say(lang, 'nav.reason.timeout'));
    expect(r.called('stop')).toHaveLength(1);
  });

  it('the devices process is away', async () => {
    const r = lead(
      { navigate: fails('unavailable'), plan: fails('unavailable'), stop: fails('unavailable') },
      'ready',
    );
    await ask(r);
    expect(common(r, lang)).toContain(say(lang, 'nav.reason.unavailable'));
  });

  const endings: [NavState['state'], NavReason, boolean][] = [
    ['fault', 'lost', true],
    ['fault', 'battery_empty', true],
    ['fault', 'unplugged', true],
    ['fault', 'cliff', true],
    ['fault', 'emergency_stop', true],
    ['blocked', 'way_blocked', true],
    ['stopped', 'button', false],
    ['stopped', 'slept', false],
  ];
  it.each(endings)('broken midway, %s %s', async (state, reason, staff) => {
    const r = lead({}, 'ready');
    await ask(r);
    r.director.guidance.onNav({ state, reason, path: [], detail: 'plain English for the log' });
    await vi.advanceTimersByTimeAsync(5_000);
    const text = r.heard()[1]!;
    expect(text).toContain(say(lang, `nav.reason.${reason}`));
    expect(text).toMatch(lang === 'zh' ? /地图.*店员/ : /map.*staff/);
    expect(text).not.toMatch(OTHER[lang]);
    expect(TOLD.test(text)).toBe(staff);
    expect(r.screen.state.call).toEqual(
      staff ? expect.objectContaining({ reason: 'robot', state: 'sent' }) : null,
    );
  });

  it('is refused for its reason while the way is planned, and what the robot was before is no end of a trip', async () => {
    let refuse!: (error: DaogouError) => void;
    const r = lead({ navigate: () => new Promise((_resolve, reject) => (refuse = reject)) }, 'ready');
    const { guidance, conversation } = r.director;
    guidance.onNav({ state: 'stopped', reason: 'button', path: [] });
    const asked = conversation.ask({ text: '?' });
    await vi.advanceTimersByTimeAsync(10);
    guidance.onNav({ state: 'planning', path: [] });
    guidance.onNav({ state: 'stopped', reason: 'button', path: [] });
    refuse(new DaogouError('cannot_plan', 'prose that nobody may read'));
    await vi.advanceTimersByTimeAsync(10);
    await asked;
    expect(common(r, lang)).toContain(say(lang, 'nav.reason.cannot_plan'));
    expect(r.screen.state.nav).toMatchObject({ state: 'idle', reason: 'cannot_plan' });
  });

  it('what locks the robot while its way is planned is told once and stays shown', async () => {
    let refuse!: (error: DaogouError) => void;
    const r = lead({ navigate: () => new Promise((_resolve, reject) => (refuse = reject)) }, 'ready');
    const asked = r.director.conversation.ask({ text: '?' });
    await vi.advanceTimersByTimeAsync(10);
    r.director.guidance.onNav({ state: 'planning', path: [] });
    r.director.guidance.onNav({ state: 'fault', reason: 'cliff', path: [] });
    refuse(new DaogouError('conflict', 'prose that nobody may read'));
    await vi.advanceTimersByTimeAsync(5_000);
    await asked;
    expect(r.heard()).toHaveLength(1);
    expect(r.heard()[0]).toContain(say(lang, 'nav.reason.cliff'));
    expect(r.screen.state).toMatchObject({
      nav: { state: 'fault', reason: 'cliff' },
      call: { reason: 'robot' },
    });
  });

  it('waits for a closed way without calling anybody', async () => {
    const r = lead({}, 'ready');
    await ask(r);
    r.director.guidance.onNav({ state: 'blocked', reason: 'way_closed', path: [] });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(r.screen.state.call).toBeNull();
    expect(r.heard()).toHaveLength(1);
  });
});

describe.each(LANGS)('print it, %s', (lang) => {
  const print = (script: Partial<Script>, printer: 'ready' | 'absent' | 'fault' = 'ready') =>
    rig({ ask: () => answering(lang, [SLIP], { intent: 'print' }), ...script }, { printer });

  it('printing is said only after the printer took it and is ready', async () => {
    const r = print({});
    await ask(r);
    expect(common(r, lang)).toMatch(PRINTING);
    expect(r.screen.state.print).toEqual({ jobId: 'j1', state: 'queued', what: 'slip' });
    expect(r.screen.state.call).toBeNull();
  });

  it('no printer: the place on screen, and as a code to take along', async () => {
    const r = print({}, 'absent');
    await ask(r);
    const text = common(r, lang);
    expect(text).not.toMatch(PRINTING);
    expect(text).toMatch(lang === 'zh' ? /没有打印机.*B3.*屏幕.*扫码/ : /no printer.*B3.*screen.*scan/);
    expect(r.screen.state.print).toMatchObject({ state: 'failed', reason: 'no_printer' });
    expect(r.called('print')).toEqual([]);
  });

  it.each(['paper_out', 'cover_open', 'offline', 'error', 'silent', 'disconnected'] as const)(
    '%s at once: kept, staff called, the place on screen',
    async (reason) => {
      const r = print({ print: () => ({ jobId: 'j1', state: 'queued', reason }) }, 'fault');
      await ask(r);
      const text = common(r, lang);
      expect(text).not.toMatch(PRINTING);
      expect(text).toContain(say(lang, `print.reason.${reason}`));
      expect(text).toMatch(TOLD);
      expect(text).toMatch(lang === 'zh' ? /再打印.*B3/ : /print it again.*B3/);
      expect(r.screen.state.call).toMatchObject({ reason: 'printer', state: 'sent' });
      expect(r.screen.state.view).toBe('answer');
    },
  );

  it('does not say that staff were told where nobody can be', async () => {
    const r = print(
      { print: () => ({ jobId: 'j1', state: 'queued', reason: 'paper_out' }), call: () => 'no_channel' },
      'fault',
    );
    await ask(r);
    expect(common(r, lang)).not.toMatch(TOLD);
  });

  const refusals: [ErrorCode, PrintReason][] = [
    ['unavailable', 'spool_full'],
    ['storage', 'storage'],
    ['not_found', 'not_found'],
    ['unavailable', 'no_printer'],
    ['unavailable', 'unavailable'],
  ];
  it.each(refusals)('refused, %s %s', async (code, reason) => {
    const r = print({ print: fails(code, reason) });
    await ask(r);
    const text = common(r, lang);
    expect(text).not.toMatch(PRINTING);
    expect(text).toContain(say(lang, `print.reason.${reason}`));
    expect(r.screen.state.print).toMatchObject({ state: 'failed', reason });
  });

  it('slow', async () => {
    const r = print({ print: never });
    await ask(r);
    expect(common(r, lang)).toContain(say(lang, 'print.reason.timeout'));
  });

  it('broken midway: told once, staff called, and the paper that comes in the end shown', async () => {
    const r = print({});
    await ask(r);
    const { printing } = r.director;
    printing.onPrint({ jobId: 'j1', state: 'printing' });
    printing.onPrint({ jobId: 'j1', state: 'waiting', reason: 'paper_out' });
    printing.onPrint({ jobId: 'j1', state: 'waiting', reason: 'cover_open' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(r.heard()).toHaveLength(2);
    expect(r.heard()[1]).toContain(say(lang, 'print.reason.paper_out'));
    expect(r.heard()[1]).not.toMatch(OTHER[lang]);
    expect(r.screen.state).toMatchObject({
      print: { state: 'waiting', reason: 'cover_open' },
      call: { reason: 'printer' },
    });
    printing.onPrint({ jobId: 'j1', state: 'done' });
    expect(r.screen.state.print).toEqual({ jobId: 'j1', state: 'done', what: 'slip' });
  });

  it('shows nothing of another shopper’s paper', async () => {
    const r = print({});
    r.director.printing.onPrint({ jobId: 'old', state: 'failed', reason: 'paper_out' });
    expect(r.screen.state).toMatchObject({ print: null, call: null });
    await ask(r);
    r.director.conversation.home();
    r.director.printing.onPrint({ jobId: 'j1', state: 'done' });
    expect(r.screen.state.print).toBeNull();
  });

  it.each(['coupon', 'knowledge'] as const)('a %s is printed, each one', async (what) => {
    const ids = what === 'coupon' ? ['c1', 'c2'] : ['k1'];
    const r = rig(
      { ask: () => answering(lang, [{ type: 'print', what, ids }], { intent: 'print' }) },
      { printer: 'ready' },
    );
    await ask(r);
    expect(r.called('paper')).toEqual(ids.map((id) => ({ type: what, id, lang })));
    expect(r.called('print')).toHaveLength(ids.length);
    expect(common(r, lang)).toMatch(PRINTING);
  });

  const coupons = (script: Partial<Script>, printer: 'ready' | 'absent' | 'fault' = 'ready') =>
    rig(
      {
        ask: () =>
          answering(lang, [{ type: 'print', what: 'coupon', ids: ['c1', 'c2', 'c3'] }], { intent: 'print' }),
        ...script,
      },
      { printer },
    );
  const ended = (id: string): Promise<unknown> =>
    id === 'c2'
      ? fails('conflict', 'not_found')()
      : Promise.resolve({ type: 'coupon', title: { zh: '洗发九折', en: 'Shampoo offer' }, code: id });

  it('of several coupons one that has ended does not keep the others from coming out', async () => {
    const r = coupons({ paper: ended });
    await ask(r);
    const text = common(r, lang);
    expect(r.called('print')).toHaveLength(2);
    expect(text).toMatch(lang === 'zh' ? /3 张优惠券里有 2 张正在打印/ : /2 of your 3 coupons are printing/);
    expect(text).toContain(say(lang, 'print.reason.not_found'));
    expect(r.screen.state.print).toMatchObject({ what: 'coupon', reason: 'not_found' });
  });

  it('of several coupons each has its own ending: one comes out, the others wait for paper', async () => {
    let jobs = 0;
    const r = coupons({
      print: () => ({
        jobId: `j${++jobs}`,
        state: 'queued',
        ...(jobs > 1 && { reason: 'paper_out' as const }),
      }),
    });
    await ask(r);
    const text = common(r, lang);
    expect(text).toMatch(
      lang === 'zh' ? /3 张优惠券里有 1 张正在打印.*有 2 张/ : /1 of your 3 coupons is printing.*2 of them/,
    );
    expect(text).toMatch(TOLD);
    expect(r.screen.state.print).toMatchObject({ jobId: 'j2', reason: 'paper_out' });
    // The one that comes out does not hide those that don't.
    r.director.printing.onPrint({ jobId: 'j1', state: 'done' });
    expect(r.screen.state.print).toMatchObject({ jobId: 'j2', reason: 'paper_out' });
    r.director.printing.onPrint({ jobId: 'j2', state: 'done' });
    expect(r.screen.state.print).toMatchObject({ jobId: 'j2', state: 'done', what: 'coupon' });
  });

  it('a coupon without a printer is taken along by its code, and nothing is said of places', async () => {
    const r = coupons({ paper: ended }, 'absent');
    await ask(r);
    const text = common(r, lang);
    expect(text).not.toMatch(lang === 'zh' ? /位置/ : /place is on/);
    expect(text).toMatch(
      lang === 'zh' ? /没有打印机.*券码在屏幕上/ : /no printer.*coupon code is on the screen/,
    );
    expect(r.screen.state.print).toMatchObject({
      what: 'coupon',
      coupons: [{ code: 'c1' }, { code: 'c3' }],
    });
    expect(r.called('print')).toEqual([]);
  });

  it('a sheet without a printer is on the screen where its text stands there, else with staff', async () => {
    const sheet = { type: 'print', what: 'knowledge', ids: ['k1'] } as const;
    const read = rig(
      { ask: () => answering(lang, [], { intent: 'howto', knowledge: 'k1' }) },
      { printer: 'absent' },
    );
    await ask(read);
    await read.director.printing.printByTouch({ ...sheet, ids: ['k1'] });
    expect(read.heard()[1]).toMatch(lang === 'zh' ? /内容在屏幕上/ : /text is on the screen/);
    const r = rig(
      { ask: () => answering(lang, [{ ...sheet, ids: ['k1'] }], { intent: 'print', knowledge: 'k1' }) },
      { printer: 'absent' },
    );
    await ask(r);
    expect(common(r, lang)).toMatch(lang === 'zh' ? /店员/ : /staff/);
    expect(common(r, lang)).not.toMatch(lang === 'zh' ? /屏幕/ : /screen/);
  });

  it('paper that runs out under several coupons is told once', async () => {
    let jobs = 0;
    const r = coupons({ print: () => ({ jobId: `j${++jobs}`, state: 'queued' }) });
    await ask(r);
    for (const jobId of ['j1', 'j2', 'j3'])
      r.director.printing.onPrint({ jobId, state: 'waiting', reason: 'paper_out' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(r.heard()).toHaveLength(2);
  });

  it('a coupon that breaks midway is not called a slip', async () => {
    const r = coupons({ paper: ended });
    await ask(r);
    r.director.printing.onPrint({ jobId: 'j1', state: 'waiting', reason: 'paper_out' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(r.heard()[1]).toMatch(lang === 'zh' ? /券码在屏幕上/ : /coupon code is on the screen/);
    expect(r.screen.state.print).toMatchObject({ what: 'coupon', state: 'waiting' });
  });

  it('a catalog that is slow over the paper is told as that, not as a slow printer', async () => {
    const r = coupons({ paper: never });
    await ask(r);
    expect(common(r, lang)).toContain(say(lang, 'print.reason.not_made'));
    expect(r.called('paper')).toHaveLength(1);
  });

  it('a coupon that is no longer in force is not promised', async () => {
    const r = rig(
      {
        ask: () => answering(lang, [{ type: 'print', what: 'coupon', ids: ['c1'] }]),
        paper: fails('conflict', 'not_found'),
      },
      { printer: 'ready' },
    );
    await ask(r);
    expect(common(r, lang)).not.toMatch(PRINTING);
    expect(r.called('print')).toEqual([]);
  });
});

describe.each(LANGS)('a person, %s', (lang) => {
  const CALL = { type: 'handoff' as const, reason: 'requested' as const };
  const person = (call: Script['call'], desk?: string) =>
    rig({
      ask: () => answering(lang, [{ ...CALL, desk }], { intent: 'handoff', handoff: 'requested', text: '' }),
      call,
    });

  it('is on the way only where the broker took the call', async () => {
    const r = person(() => 'sent');
    await ask(r);
    expect(common(r, lang)).toMatch(TOLD);
    expect(r.screen.state).toMatchObject({ view: 'handoff', call: { reason: 'requested', state: 'sent' } });
  });

  const away: [string, Script['call'], StaffCallState][] = [
    ['the broker is away', () => 'waiting', 'waiting'],
    ['nobody listens', () => 'no_channel', 'no_channel'],
    ['the catalog process is away', fails('unavailable'), 'waiting'],
  ];
  it.each(away)('%s: where to go instead', async (_what, call, state) => {
    const desk = lang === 'zh' ? '服务台' : 'the service desk';
    const r = person(call, desk);
    await ask(r);
    const text = common(r, lang);
    expect(text).not.toMatch(TOLD);
    expect(text).toContain(desk);
    expect(r.screen.state.call?.state).toBe(state);
  });

  it('shows that it is still being told, and later that it was', async () => {
    const r = person(never);
    void r.director.conversation.ask({ text: '?' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(r.heard()).toEqual([]);
    expect(r.screen.state.call?.state).toBe('sending');
    r.director.assistance.onCall('sent');
    expect(r.screen.state.call?.state).toBe('sent');
  });

  it.each([
    ['sent', true],
    ['waiting', false],
    ['no_channel', false],
  ] as const)(
    'in danger, %s: whether anybody was told, and nothing of waiting here or going to the desk',
    async (state, told) => {
      const unsafe = { type: 'handoff' as const, reason: 'unsafe' as const };
      const spoken = rig({
        ask: () => answering(lang, [unsafe], { intent: 'handoff', handoff: 'unsafe' }),
        call: () => state,
      });
      await ask(spoken);
      const touched = rig({ call: () => state });
      touched.director.conversation.setLanguage(lang);
      await touched.director.assistance.callByTouch('unsafe');
      for (const r of [spoken, touched]) {
        expect(TOLD.test(r.heard()[0]!)).toBe(told);
        expect(r.heard()[0]).not.toMatch(/在这里稍等|服务台|wait here|service desk/);
        expect(r.screen.state).toMatchObject({ view: 'handoff', call: { reason: 'unsafe', state } });
      }
    },
  );

  it('by touch, with the desk from the map', async () => {
    const r = rig({ call: () => 'no_channel' });
    r.director.conversation.setLanguage(lang);
    await r.director.assistance.callByTouch();
    expect(r.heard()[0]).toContain(lang === 'zh' ? '服务台' : 'the service desk');
    expect(r.heard()[0]).not.toMatch(TOLD);
  });
});

describe('stop', () => {
  const states: NavState['state'][] = [
    'idle',
    'planning',
    'driving',
    'waiting',
    'arrived',
    'returning',
    'blocked',
    'stopped',
    'fault',
  ];
  it.each(states)('is sent while the robot is believed %s: by voice, by touch, on cancel', async (state) => {
    for (const commands of [[{ type: 'stop' as const }], [{ type: 'home' as const }]]) {
      const r = rig({ ask: () => answering('zh', commands) });
      r.screen.set({ nav: { state, path: [] } });
      await ask(r);
      expect(r.called('stop')).toHaveLength(1);
    }
    const touched = rig();
    touched.screen.set({ nav: { state, path: [] } });
    await touched.director.guidance.stopByTouch();
    expect(touched.called('stop')).toHaveLength(1);
  });

  it.each([
    ['zh', fails('unavailable')],
    ['en', fails('unavailable')],
    ['zh', never],
    ['en', never],
  ] as const)('that is not confirmed is told, %s', async (lang, stop) => {
    const r = rig({ ask: () => answering(lang, [{ type: 'stop' }], { text: '' }), stop });
    r.screen.set({ nav: NAV });
    await ask(r);
    expect(common(r, lang)).toMatch(lang === 'zh' ? /急停/ : /emergency stop/);
  });

  it('says nothing of wheels where there are none', async () => {
    const r = rig({ ask: () => answering('zh', [{ type: 'stop' }]), stop: fails('unavailable') }, {});
    await ask(r);
    expect(r.heard()).toEqual([]);
  });

  it('ends a trip that was just being asked for', async () => {
    let accept!: (nav: NavState) => void;
    const r = rig({ navigate: () => new Promise((resolve) => (accept = resolve)) });
    const leading = r.director.guidance.leadByTouch({ aisle: 'B3', label: 'B3' });
    await vi.advanceTimersByTimeAsync(10);
    await r.director.guidance.stopByTouch();
    accept(NAV);
    await leading;
    expect(r.screen.state.nav.state).toBe('stopped');
    expect(r.heard()).toEqual([]);
  });
});

describe.each(LANGS)('wait, go on and the voice, %s', (lang) => {
  const asked = (type: 'hold' | 'go_on', script: Partial<Script> = {}) =>
    rig({ ask: () => answering(lang, [{ type }], { text: lang === 'zh' ? '好的。' : 'Okay.' }), ...script });

  it('I wait is said of a robot that does', async () => {
    const r = asked('hold');
    await ask(r);
    expect(common(r, lang)).toMatch(lang === 'zh' ? /等您/ : /waiting here/);
  });

  it('not of one that stands anyway, nor of one that does not answer', async () => {
    const standing = asked('hold', { wait: () => ({ state: 'idle', path: [] }) });
    await ask(standing);
    expect(common(standing, lang)).not.toMatch(/等您|waiting/);
    for (const wait of [fails('unavailable'), never]) {
      const r = asked('hold', { wait });
      await ask(r);
      expect(common(r, lang)).toMatch(lang === 'zh' ? /急停/ : /emergency stop/);
    }
  });

  it('going on is said of a robot that does', async () => {
    const r = asked('go_on');
    r.screen.set({ nav: { state: 'waiting', reason: 'asked', path: [] } });
    await ask(r);
    expect(common(r, lang)).toMatch(lang === 'zh' ? /继续走/ : /going on/);
    const away = asked('go_on', { wait: fails('unavailable') });
    away.screen.set({ nav: { state: 'waiting', reason: 'asked', path: [] } });
    await ask(away);
    expect(common(away, lang)).toMatch(lang === 'zh' ? /走不了.*地图.*店员/ : /can’t go on.*map.*staff/);
  });

  it('louder is said where the voice is', async () => {
    const text = lang === 'zh' ? '好的，我大声一点。' : 'Okay, a bit louder.';
    const louder = (volume: Script['volume']) =>
      rig({ ask: () => answering(lang, [{ type: 'volume', change: 'louder' }], { text }), volume });
    const r = louder(() => undefined);
    await ask(r);
    expect(common(r, lang)).toBe(text);
    const away = louder(fails('unavailable'));
    await ask(away);
    expect(common(away, lang)).not.toBe(text);
  });
});
