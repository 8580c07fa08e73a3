/**
 * Chosen so often, by the studies of leaked PINs and by what numbers mean in Mandarin, that a guesser begins
 * with them; walks over the keypad among them.
 */
const COMMON = new Set(
  '2580 0852 1470 0741 3690 0963 1590 1593 3571 7539 9517 1236 1478 7896 6987 1379 9731 1397 2468 8642 1357 9753 1004 2012 6688 8866 1688 8168 5188 5201 1314 5210 0520 9420 7758 258000 147258 258369 147369 159357 159753 789456 456123 123789 123654 321654 520131 131452 5201314 1314520 520520 521521 110119 119110 666888 888666 168168 518518 147258369'.split(
    ' ',
  ),
);

/**
 * Whether a PIN is among the first that a guesser tries: too few digits, a run, a repetition, a year, or a
 * common one.
 */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  if (new Set(digits).size < 3) return true;
  const steps = digits.slice(1).map((digit, i) => (digit - digits[i]! + 10) % 10);
  if (new Set(steps).size === 1) return true;
  const half = pin.slice(0, pin.length / 2);
  if (pin.length % 2 === 0 && (pin === half + half || pin === half + [...half].reverse().join('')))
    return true;
  if (/^(.)\1(.)\2(.)\3(?:(.)\4)?$/.test(pin)) return true;
  return /^(?:19|20)\d{2}$/.test(pin) || COMMON.has(pin);
}
