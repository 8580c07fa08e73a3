import type { MqttClient } from 'mqtt';
import { DaogouError, UNANSWERED_DAYS } from '../../main/contract';
import type { Database } from '../db/open';
import { openPrivate } from '../state/open-private';
import { startRetention } from '../state/retention';
import { daysAgo } from '../state/unanswered';
import { StoreId } from '../wire/release';
import { connectBroker, type BrokerOptions } from './broker-client';
import { Gone, Heartbeat, StaffCall, UnansweredRecord } from './messages';

/** One thing a desk learnt, as it was applied. */
export type FleetNews =
  | ({ kind: 'terminal'; store: string; terminal: string } & (Omit<Heartbeat, 'online'> & { online: boolean } | { online: false }))
  | ({ kind: 'call'; store: string; terminal: string } & StaffCall)
  | ({ kind: 'unanswered'; store: string; terminal: string } & UnansweredRecord);

export interface FleetDeskOptions {
  broker: BrokerOptions;
  /** Database of what was heard; made where there is none. */
  file: string;
  /** Names this desk at the broker, so that what comes while it is away waits for it. */
  name?: string;
  /** One store only; default all that the broker lets it hear. */
  store?: string;
  /** Once for each message, after it is on disk. */
  onNews?: (news: FleetNews) => void;
  onTrouble?: (message: string) => void;
  clock?: () => Date;
}

export interface FleetDesk {
  /** Resolves when the broker has taken the subscriptions. */
  readonly ready: Promise<void>;
  terminals(): FleetNews[];
  unanswered(): FleetNews[];
  standingCalls(): FleetNews[];
  close(): Promise<void>;
}

const migrations = [
  {
    id: 1,
    sql: `
CREATE TABLE heard (id TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX heard_at ON heard (at);
CREATE TABLE latest (kind TEXT NOT NULL, store TEXT NOT NULL, terminal TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, store, terminal)) WITHOUT ROWID;
CREATE TABLE question (id TEXT PRIMARY KEY, store TEXT NOT NULL, terminal TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
`,
  },
  // The rows before held sentences.
  { id: 2, sql: 'DELETE FROM question; CREATE INDEX question_at ON question (at);' },
];

/** Ids are remembered longer than any session keeps a message. */
const REMEMBERED_MS = 60 * 86_400_000;

/**
 * The receiving end of what terminals tell: HQ's for all stores, or a staff device's for one. A message counts as received (PUBACK) only
 * once it is on disk; one that comes again changes nothing.
 */
export function openFleetDesk({ broker, file, name = 'hq', store = '+', onNews = () => undefined, onTrouble = () => undefined, clock = () => new Date() }: FleetDeskOptions): FleetDesk {
  if (store !== '+' && !StoreId.safeParse(store).success) throw new DaogouError('bad_request', `'${store.slice(0, 80)}' is no store's id.`);
  const db = openPrivate(file, migrations);
  const stopForgetting = startRetention(db, () => forget(db, clock()), (error) => onTrouble(`what is too old could not be forgotten: ${String(error)}`));
  const client: MqttClient = connectBroker(broker, { clientId: `daogou-desk-${name}` }, onTrouble);
  // mqtt.js sends PUBACK after this has called back without an error; a failed write leaves the message with the broker.
  client.handleMessage = (packet, done) => {
    let news: FleetNews | undefined;
    try {
      news = apply(db, packet.topic, packet.payload.toString(), clock());
    } catch (error) {
      onTrouble(`a message could not be kept: ${String(error)}`);
      client.reconnect();
      return done(error as Error);
    }
    done();
    if (news) onNews(news);
  };
  const ready = new Promise<void>((resolve) => {
    client.on('connect', () => {
      const topics = ['terminals', 'calls', 'unanswered'].map((part) => `daogou/${store}/${part}/+`);
      client.subscribe(topics, { qos: 1 }, (error, granted) => {
        const refused = error ? error.message : granted?.find(({ qos }) => qos > 2)?.topic;
        if (refused === undefined) resolve();
        else onTrouble(`the broker refused a subscription: ${refused}`);
      });
    });
  });
  const latest = (kind: string): FleetNews[] => (db.prepare('SELECT json FROM latest WHERE kind = ? ORDER BY store, terminal').all(kind) as { json: string }[]).map(({ json }) => JSON.parse(json) as FleetNews);
  return {
    ready,
    terminals: () => latest('terminal'),
    unanswered: () => (db.prepare('SELECT json FROM question ORDER BY at, id').all() as { json: string }[]).map(({ json }) => JSON.parse(json) as FleetNews),
    standingCalls: () => latest('call').filter((news) => news.kind === 'call' && news.standing),
    async close() {
      stopForgetting();
      await client.endAsync();
      db.close();
    },
  };
}

/** True where something was too old. */
function forget(db: Database, now: Date): boolean {
  const questions = db.prepare('DELETE FROM question WHERE at < ?').run(daysAgo(now, UNANSWERED_DAYS)).changes;
  return questions + db.prepare('DELETE FROM heard WHERE at < ?').run(new Date(now.getTime() - REMEMBERED_MS).toISOString()).changes > 0;
}

/** Applies one message in one transaction; nothing comes back where it was heard before or is no message of ours. */
function apply(db: Database, topic: string, text: string, at: Date): FleetNews | undefined {
  const [, store, part, terminal] = topic.split('/');
  if (!store || !terminal) return undefined;
  const news = read(part ?? '', store, terminal, text);
  if (!news) return undefined;
  return db.transaction(() => {
    const now = at.toISOString();
    if ('id' in news && db.prepare('INSERT OR IGNORE INTO heard (id, at) VALUES (?, ?)').run(news.id, now).changes === 0) return undefined;
    if (news.kind === 'unanswered') {
      // It waited too long somewhere on its way.
      if (news.at < daysAgo(at, UNANSWERED_DAYS)) return undefined;
      db.prepare('INSERT OR IGNORE INTO question (id, store, terminal, at, json) VALUES (?, ?, ?, ?, ?)').run(news.id, store, terminal, news.at, JSON.stringify(news));
      return news;
    }
    const before = db.prepare('SELECT at, json FROM latest WHERE kind = ? AND store = ? AND terminal = ?').get(news.kind, store, terminal) as { at: string; json: string } | undefined;
    if (!('at' in news)) {
      // The terminal is gone; what it said last stays.
      const last = before ? (JSON.parse(before.json) as FleetNews) : news;
      if (last.kind === 'terminal' && !last.online && before) return undefined;
      db.prepare('INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?, ?)').run(news.kind, store, terminal, before?.at ?? now, JSON.stringify({ ...last, online: false }));
      return news;
    }
    if (before && before.at > news.at) return undefined;
    db.prepare('INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?, ?)').run(news.kind, store, terminal, news.at, JSON.stringify(news));
    return news;
  })();
}

function read(part: string, store: string, terminal: string, text: string): FleetNews | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const from = { store, terminal };
  switch (part) {
    case 'terminals': {
      if (Gone.safeParse(json).success) return { kind: 'terminal', ...from, online: false };
      const beat = Heartbeat.safeParse(json);
      return beat.success ? { kind: 'terminal', ...from, ...beat.data } : undefined;
    }
    case 'calls': {
      const call = StaffCall.safeParse(json);
      return call.success ? { kind: 'call', ...from, ...call.data } : undefined;
    }
    case 'unanswered': {
      const record = UnansweredRecord.safeParse(json);
      return record.success ? { kind: 'unanswered', ...from, ...record.data } : undefined;
    }
    default:
      return undefined;
  }
}
