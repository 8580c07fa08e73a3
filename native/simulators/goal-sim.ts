/**
 * A simulated base with its own navigation, spoken to in JSON lines. Its codec is its own. Drives straight at
 * its goal; time is what `advance` is told.
 */
export class GoalSim {
  x: number;
  y: number;
  theta: number;
  linear = 0;
  goal: { id: number; x: number; y: number; theta: number; speed: number } | undefined;
  nav: 'idle' | 'driving' | 'arrived' | 'blocked' | 'failed' = 'idle';
  hazards: string[] = [];
  blocked = false;
  /** Metres, two sigma; `lost`: it says that it does not know where it is. */
  bound = 0.05;
  lost = false;
  silent = false;
  battery = 0.9;
  driven = 0;
  badLines = 0;
  #seq = 0;
  #poseId: number | undefined;
  #goalId: number | undefined;
  #now = 0;
  #heard = -Infinity;
  #held = '';

  constructor(start: { x: number; y: number; theta: number }) {
    this.x = start.x;
    this.y = start.y;
    this.theta = start.theta;
  }

  receive(bytes: Uint8Array): void {
    const parts = (this.#held + Buffer.from(bytes).toString('utf8')).split('\n');
    this.#held = parts.pop() ?? '';
    for (const line of parts) {
      const cut = line.lastIndexOf(',"crc":"');
      if (
        cut < 0 ||
        line.slice(cut + 12) !== '"}' ||
        check(line.slice(0, cut)) !== line.slice(cut + 8, cut + 12)
      ) {
        this.badLines += 1;
        continue;
      }
      const message = read(line);
      if (!message) {
        this.badLines += 1;
        continue;
      }
      this.#heard = this.#now;
      if (message.type === 'cancel') this.#forget();
      else if (message.type === 'pose' && message.id !== this.#poseId) {
        this.#poseId = message.id;
        ({ x: this.x, y: this.y, theta: this.theta } = message.pose);
      } else if (message.type === 'goto' && message.id !== this.#goalId) {
        this.#goalId = message.id;
        this.goal = { id: message.id, ...message.goal, speed: message.speed };
        this.nav = 'driving';
      }
    }
  }

  /** When the last good line came, in the simulator's milliseconds. */
  get heardMs(): number {
    return this.#heard;
  }

  /**
   * Turns for 50 ms, 1.5 rad/s at most; true when it looks there. It rolls on meanwhile: its wheels take it
   * any way.
   */
  #turnTo(theta: number): boolean {
    const turn = Math.atan2(Math.sin(theta - this.theta), Math.cos(theta - this.theta));
    this.theta += Math.max(-0.075, Math.min(0.075, turn));
    return Math.abs(turn) <= 0.075;
  }

  #forget(): void {
    this.goal = undefined;
    if (this.nav === 'driving' || this.nav === 'blocked') this.nav = 'idle';
  }

  /** Goes on by 50 ms and answers the line of that moment. */
  advance(): Uint8Array {
    this.#now += 50;
    if (this.#now - this.#heard > 200) this.#forget();
    const { goal } = this;
    const free = goal && !this.blocked && this.hazards.length === 0;
    const want = free ? goal.speed : 0;
    this.linear += Math.max(-0.2, Math.min(0.03, want - this.linear));
    if (goal) {
      this.nav = this.blocked ? 'blocked' : 'driving';
      const away = Math.hypot(goal.x - this.x, goal.y - this.y);
      const step = Math.min(away, Math.max(0, this.linear) * 0.05);
      if (away > 0.02) {
        const course = Math.atan2(goal.y - this.y, goal.x - this.x);
        this.#turnTo(course);
        this.x += step * Math.cos(course);
        this.y += step * Math.sin(course);
        this.driven += step;
      } else {
        this.linear = 0;
        if (this.#turnTo(goal.theta)) {
          this.nav = 'arrived';
          this.goal = undefined;
        }
      }
    }
    if (this.silent) return new Uint8Array(0);
    const body = JSON.stringify({
      seq: this.#seq++,
      type: 'state',
      pose: this.lost ? null : { x: this.x, y: this.y, theta: this.theta },
      bound: this.bound,
      poseId: this.#poseId,
      linear: this.linear,
      angular: 0,
      nav: this.nav,
      goalId: this.#goalId,
      battery: this.battery,
      charging: false,
      docked: false,
      hazards: this.hazards,
    }).slice(0, -1);
    return Buffer.from(`${body},"crc":"${check(body)}"}\n`, 'utf8');
  }
}

interface Message {
  type: string;
  id: number;
  goal: { x: number; y: number; theta: number };
  speed: number;
  pose: { x: number; y: number; theta: number };
}

/** A line that passed its check may still be nonsense, once in 65,536. */
function read(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

/** CRC-16/CCITT-FALSE by table, another way than the driver's. */
const TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let value = index << 8;
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1;
  return value & 0xffff;
});

function check(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8'))
    crc = ((crc << 8) & 0xffff) ^ TABLE[((crc >> 8) ^ byte) & 0xff]!;
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
