import { z } from 'zod';
import { LocalizedText, onlyIn, type StoreInfo } from '../../../main/contract';
import { StoreId } from '../../wire/release';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is not a time of day such as 08:00');
const Hours = z.array(z.tuple([Clock, Clock]));

const Zone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  },
  { error: (issue) => `'${String(issue.input)}' is not an IANA time zone such as Asia/Shanghai` },
);

const Name = LocalizedText.refine(
  (name) => onlyIn(name, 'zh').trim() !== '' && onlyIn(name, 'en').trim() !== '',
  'needs both zh and en',
);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date such as 2026-10-01');

const Dialled = z
  .string()
  .trim()
  .regex(
    /^\+?\d(?:[\d ]{0,17}\d)$/,
    'is not a number to dial: 2 to 20 digits and spaces, a + in front at most',
  );

/** `store.json` (store-feed.md). */
export const StoreFile = z.object({
  id: z.string().trim().pipe(StoreId),
  name: Name,
  timezone: Zone,
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 code such as CNY'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is not an ISO 3166-1 alpha-2 code such as CN')
    .optional(),
  /** The store's own numbers to call for help, all three; they go before its country's. */
  emergency: z.object({ fire: Dialled, medical: Dialled, police: Dialled }).optional(),
  hours: z.object({
    Monday: Hours,
    Tuesday: Hours,
    Wednesday: Hours,
    Thursday: Hours,
    Friday: Hours,
    Saturday: Hours,
    Sunday: Hours,
  }),
  languages: z.array(z.string().min(1)).min(1),
  holidays: z.array(z.object({ date: Day, name: Name, hours: Hours })).default([]),
  phone: z.string().optional(),
  parking: LocalizedText.optional(),
  services: z.array(z.string()).default([]),
}) satisfies z.ZodType<StoreInfo>;
