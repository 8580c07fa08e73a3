import { Duplex, pipeline, Transform, type TransformCallback } from 'node:stream';
import type { Socket } from 'node:net';

/** What the embedded broker takes at most; nothing that a stranger sends makes it larger. */
export interface BrokerBounds {
  /** One packet, bytes. */
  packetBytes: number;
  /** One packet of a connection whose password is not known yet, bytes. */
  firstPacketBytes: number;
  /** Retained messages together, bytes and number. */
  retainedBytes: number;
  retainedMessages: number;
  /** Clients at once, of all addresses and of one. */
  clients: number;
  clientsPerAddress: number;
  /** Connections of one address, and of all, that have not said yet who they are; the oldest gives way. */
  waitingPerAddress: number;
  waiting: number;
  /** How long one may wait before it says who it is, milliseconds. */
  waitingMs: number;
  subscriptionsPerClient: number;
  /** Longest keep-alive that a client may ask for, seconds; without one it is refused. */
  keepaliveSeconds: number;
  /** Wrong passwords of one address before it must wait. */
  wrongPasswords: number;
  /** The first such wait, milliseconds; it doubles, up to a minute. */
  backoffMs: number;
}

export const defaultBounds: BrokerBounds = {
  packetBytes: 256 * 1024,
  firstPacketBytes: 8 * 1024,
  retainedBytes: 16 * 1024 * 1024,
  retainedMessages: 5_000,
  clients: 64,
  clientsPerAddress: 32,
  waitingPerAddress: 8,
  waiting: 32,
  waitingMs: 10_000,
  subscriptionsPerClient: 16,
  keepaliveSeconds: 300,
  wrongPasswords: 3,
  backoffMs: 1_000,
};

const LONGEST_BACKOFF_MS = 60_000;
/** Wrong passwords count for so long after the last one. */
const FORGIVEN_MS = 15 * 60_000;
/** Addresses remembered; the longest silent goes first. */
const MOST_ADDRESSES = 1_000;

/** One connection, from the moment it is there. */
export interface Visitor {
  readonly address: string;
  readonly stream: Duplex;
  /** Largest packet that it may send now, bytes. */
  packetBytes: number;
  /** Under which name it came in. */
  user?: string;
  /** What it has subscribed to. */
  readonly filters: Set<string>;
}

/**
 * Who is there, who waits at the door, and who knocked with a wrong password. Times are monotonic
 * milliseconds.
 */
export class BrokerDoor {
  readonly #visitors = new Map<Duplex, Visitor>();
  readonly #wrong = new Map<string, { times: number; at: number }>();
  constructor(private readonly bounds: BrokerBounds) {}

  /** The stream that the broker reads and writes instead of the socket. */
  open(socket: Socket): Duplex {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    this.#makeRoom(address);
    const limit = new FrameLimit(() => visitor.packetBytes);
    // What goes wrong reaches the broker through the stream.
    const readable = pipeline(socket, limit, () => undefined);
    const stream = Duplex.from({ readable, writable: socket });
    const visitor: Visitor = {
      address,
      stream,
      packetBytes: this.bounds.firstPacketBytes,
      filters: new Set(),
    };
    this.#visitors.set(stream, visitor);
    stream.once('close', () => {
      this.#visitors.delete(stream);
      socket.destroy();
    });
    return stream;
  }

  closeAll(): void {
    for (const stream of this.#visitors.keys()) stream.destroy();
  }

  visitor(stream: Duplex): Visitor | undefined {
    return this.#visitors.get(stream);
  }

  /** Whether one of those who are in is so. */
  anybody(so: (visitor: Visitor) => boolean): boolean {
    return [...this.#visitors.values()].some((visitor) => visitor.user !== undefined && so(visitor));
  }

  /** Whether one more client fits beside those that are in. */
  hasRoom({ address }: Visitor): boolean {
    const inside = [...this.#visitors.values()].filter(({ user }) => user !== undefined);
    return (
      inside.length < this.bounds.clients &&
      inside.filter((other) => other.address === address).length < this.bounds.clientsPerAddress
    );
  }

  letIn(visitor: Visitor, user: string): void {
    visitor.user = user;
    visitor.packetBytes = this.bounds.packetBytes;
  }

  /** Milliseconds until a password from there is looked at again. */
  mustWait(address: string, now = performance.now()): number {
    const wrong = this.#wrong.get(address);
    if (!wrong || wrong.times < this.bounds.wrongPasswords) return 0;
    const wait = Math.min(
      this.bounds.backoffMs * 2 ** (wrong.times - this.bounds.wrongPasswords),
      LONGEST_BACKOFF_MS,
    );
    return Math.max(0, wrong.at + wait - now);
  }

  wrongPassword(address: string, now = performance.now()): void {
    const before = this.#wrong.get(address);
    this.#wrong.delete(address);
    this.#wrong.set(address, {
      times: before && now - before.at < FORGIVEN_MS ? before.times + 1 : 1,
      at: now,
    });
    if (this.#wrong.size > MOST_ADDRESSES) this.#wrong.delete(this.#wrong.keys().next().value ?? '');
  }

  /** Those who wait hold no place for ever: the oldest of the same address, then of any, goes. */
  #makeRoom(address: string): void {
    const waiting = [...this.#visitors.values()].filter(({ user }) => user === undefined);
    const here = waiting.filter((visitor) => visitor.address === address);
    if (here.length >= this.bounds.waitingPerAddress) here[0]?.stream.destroy();
    else if (waiting.length >= this.bounds.waiting) waiting[0]?.stream.destroy();
  }
}

/** Most bytes of a remaining length (MQTT 3.1.1, section 2.2.3). */
const LENGTH_BYTES = 4;

/**
 * Passes packets on as they come and ends at the header of one that is too large: the parser behind it would
 * gather all of it first.
 */
class FrameLimit extends Transform {
  /** Bytes of the packet's body that are still to come. */
  #left = 0;
  /** Bytes of the fixed header so far; 0: the next byte begins a packet. */
  #header = 0;
  #length = 0;
  constructor(private readonly most: () => number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#left > 0) {
        const take = Math.min(this.#left, chunk.length - at);
        this.#left -= take;
        at += take;
      } else if (!this.#readHeader(chunk[at++] ?? 0)) {
        done(new Error(`a packet of more than ${this.most()} bytes`));
        return;
      }
    }
    done(null, chunk);
  }

  /** False where the packet that begins is too large. */
  #readHeader(byte: number): boolean {
    this.#header += 1;
    if (this.#header === 1) {
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 0x7f) * 2 ** (7 * (this.#header - 2));
    if (this.#length > this.most() || (byte >= 0x80 && this.#header > LENGTH_BYTES)) return false;
    if (byte < 0x80) {
      this.#left = this.#length;
      this.#header = 0;
    }
    return true;
  }
}
