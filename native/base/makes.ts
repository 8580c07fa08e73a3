import type { BaseMake } from './make';
import { goalMake } from './goal/make';
import { kobukiMake } from './kobuki/make';

/**
 * The makes of base this terminal can drive; the first is the usual one. A further one is a file that exports
 * a `BaseMake`, its name here and in `BASE_DRIVERS` of `main/contract/config.ts`.
 */
export const MAKES: readonly BaseMake[] = [kobukiMake, goalMake];
