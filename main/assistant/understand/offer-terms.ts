/**
 * Where an offer asks for a sum or a number of pieces first, it says so in words: '满100减20', 'spend £30',
 * '3件8折'.
 */
const SUM =
  /满\s*(\d+(?:\.\d+)?)\s*(?:元|块)?(?!\s*[件瓶包个盒])|(?:spend|over|orders? (?:of|over)|purchases? (?:of|over)|when you spend)\s*(?:more than |over )?[¥$£€]?\s*(\d+(?:\.\d+)?)/i;
const PIECES =
  /(?:满|买|购|任选|任意)\s*([2-9]|[两二三四五六七八九]|\d{2,})\s*[件瓶包个盒罐袋支]|([2-9]|[两二三四五六七八九])\s*件\s*(?:起|\d|[一二三四五六七八九])|第二件|second (?:item|one)|\b(?:buy|any|when you buy) (?:two|three|four|[2-9])\b|\b(?:two|three|[2-9]) or more\b/i;

/** What an offer asks for before it lowers a price: several pieces, or a sum. */
export function thresholdOf(words: string): { pieces: boolean; sum?: number } {
  const sum = SUM.exec(words);
  return {
    pieces: PIECES.test(words),
    ...(sum && { sum: Number(sum[1] ?? sum[2]) }),
  };
}
