import { z } from 'zod';

/** A feature of an IMDF file as the `map` table holds it. */
export const Feature = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  geometry: z.unknown().optional(),
  properties: z.looseObject({}).nullish(),
});
export type Feature = z.infer<typeof Feature>;
