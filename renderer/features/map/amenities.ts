import {
  Accessibility,
  ArrowUpDown,
  Armchair,
  Baby,
  BatteryCharging,
  BriefcaseMedical,
  Car,
  CreditCard,
  CupSoda,
  DoorOpen,
  Droplets,
  FireExtinguisher,
  HeartPulse,
  Info,
  Landmark,
  Lock,
  MapPin,
  MoveUpRight,
  Shirt,
  ShoppingCart,
  Toilet,
  TrendingUp,
  Users,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import type { Amenity } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import type { Words } from '../../lib/i18n';

/**
 * IMDF amenity categories and what retailers write instead, by the word they contain; the first match counts.
 */
const kinds: readonly (readonly [pattern: RegExp, name: MessageKey, icon: LucideIcon])[] = [
  [
    /(?:restroom|toilets?|wc|washroom)\.?(?:wheelchair|accessible|disabled)/,
    'amenity.accessible',
    Accessibility,
  ],
  [/(?:emergency|fire)[^a-z]?(?:exit|door)|evacuat|escape/, 'amenity.fireexit', DoorOpen],
  [/assembly|muster/, 'amenity.assembly', Users],
  [/extinguisher|^fire[^a-z]?(?:equipment|point|cabinet)/, 'amenity.extinguisher', FireExtinguisher],
  [/hydrant|fire[^a-z]?hose|standpipe/, 'amenity.hydrant', FireExtinguisher],
  [/^aed|defib/, 'amenity.aed', HeartPulse],
  [/first.?aid|medical|infirmary/, 'amenity.firstaid', BriefcaseMedical],
  [/restroom|toilet|wc|washroom/, 'amenity.restroom', Toilet],
  [/checkout|cashier|till|register|payment/, 'amenity.checkout', CreditCard],
  [/info|service|customer|help/, 'amenity.information', Info],
  [/elevator|lift/, 'amenity.elevator', ArrowUpDown],
  [/escalator|movingwalk/, 'amenity.escalator', TrendingUp],
  [/stair|steps|ramp/, 'amenity.stairs', MoveUpRight],
  [/exit|evacuation/, 'amenity.exit', DoorOpen],
  [/entry|entrance/, 'amenity.entrance', DoorOpen],
  [/parking|valet/, 'amenity.parking', Car],
  [/atm|bank|cash/, 'amenity.atm', Landmark],
  [/baby|mother|nursing/, 'amenity.baby', Baby],
  [/water|drink/, 'amenity.water', Droplets],
  [/seat|rest|lounge|bench/, 'amenity.seating', Armchair],
  [/cart|trolley|basket|stroller/, 'amenity.cart', ShoppingCart],
  [/charg|power/, 'amenity.charging', BatteryCharging],
  [/locker|storage|baggage|luggage/, 'amenity.locker', Lock],
  [/vending/, 'amenity.vending', CupSoda],
  [/fitting|changing/, 'amenity.fitting', Shirt],
  [/wifi|internet/, 'amenity.wifi', Wifi],
];

const other = [/^/, 'amenity.other', MapPin] as const;

const kindOf = (amenity: Amenity) =>
  kinds.find(([pattern]) => pattern.test(amenity.category.toLowerCase())) ?? other;

export const amenityIcon = (amenity: Amenity): LucideIcon => kindOf(amenity)[2];

/** What the store calls it, or what such a thing is called. */
export function amenityName(amenity: Amenity, words: Words): string {
  const key = kindOf(amenity)[1];
  return words.say(amenity.name) || words.t(key);
}
