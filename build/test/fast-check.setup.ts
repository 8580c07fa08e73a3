import fc from 'fast-check';

/** The gate tries the same cases for everybody; `FC_SEED=$RANDOM npx vitest run …` looks for new ones. */
const GATE_SEED = 20_261_122;

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? GATE_SEED) });
