/** Multi-packs are told by their size ('550ml×24') or by name. */
const CASE = /[x×*]\s*\d{1,3}\b|整箱|箱装|\bcase\b/i;
const CASE_SAID = /整箱|一箱|箱装|成箱|\bcase\b|\bcrate\b/;
const SINGLE_SAID = /一(?:瓶|罐|听|盒|支|袋|杯)|单[瓶盒罐听包支袋]|散装|\b(?:single|one) (?:bottle|can)\b/;

/** Whether an item is a whole case, by its size and name. */
export const isCase = (text: string): boolean => CASE.test(text);

/** Whether somebody asks for a whole case or for a single piece. */
export function packSaid(text: string): 'case' | 'single' | undefined {
  if (CASE_SAID.test(text)) return 'case';
  return SINGLE_SAID.test(text) ? 'single' : undefined;
}
