/**
 * What each thing that may be said costs the shopper, by how it really is. One is a needless question: a few
 * seconds and a tap. What is said is what costs least by the probabilities of `sureness.ts`; no threshold
 * stands anywhere else (`npm run train:decision` prints those that follow).
 */
export const COSTS = {
  /** An item is named with its place. */
  take: {
    right: 0,
    /** A walk to the wrong shelf and back, and the trust that is lost by it. */
    other: 10,
    /** The same walk for something that isn't in the store: the shopper looks longer before giving up. */
    absent: 12,
  },
  /** 'Are you looking for X?' with two others to tap. */
  ask: {
    right: 1,
    /** The shopper says it again, or taps one of the others. */
    other: 4,
    /** Nobody walks, but the store seems to have what it lacks. */
    absent: 5,
  },
  /** 'I found nothing that fits exactly; the nearest is X', with its place. */
  near: {
    /** It stands there, and is called near only: half of the shoppers look, the other half leave. */
    right: 5,
    other: 7,
    /** Something is offered that isn't what was wanted, and it stays open whether there is any. */
    absent: 1.5,
  },
  /**
   * 'We don't carry it', and where the nearest use is met. Said only of a kind that is known and of which
   * nothing is here.
   */
  absent: {
    /** A sale lost, and a shopper who won't come back for it. */
    right: 15,
    other: 15,
    absent: 0,
  },
} as const satisfies Record<string, Readonly<{ right: number; other: number; absent: number }>>;

/**
 * What it costs to take talk of the store for goods, and goods for talk of the store, by what the store's
 * reading would have said.
 */
export const READING = {
  /** 'I did not get that' tells nobody anything: goods that may be meant are worth showing. */
  missed: { takenForGoods: 2, goodsUnheard: 3 },
  /** An entry, the hours or a facility that was asked for would not be told. */
  told: { takenForGoods: 4, goodsUnheard: 4 },
} as const;

/** Of the items that may be meant: what it costs to show too many or too few of them. */
export const SCOPE = {
  /** Several are shown and one was meant: the shopper picks it from the list. */
  manyForOne: 1,
  /** One is shown and the kind was asked for: there is more, and nobody said so. */
  oneForMany: 2,
} as const;
