/** Work that can be put down between two steps and taken up again. */
export type Steps<T> = Generator<void, T, void>;

/** Milliseconds of work after which others get their turn: questions, and the supervisor's pings. */
const TURN_MS = 5;

/** Does it all at once. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Does it in turns of a few milliseconds, in the background. */
export async function inTurns<T>(work: Steps<T>): Promise<T> {
  for (let end = performance.now() + TURN_MS; ;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    end = performance.now() + TURN_MS;
  }
}
