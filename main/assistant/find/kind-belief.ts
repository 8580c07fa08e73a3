/** P(kind), by the kind's number; those that matter only. */
export type KindBelief = ReadonlyMap<number, number>;
