/** What may be kept of an utterance that went unanswered: no numbers that name a person, no names, no addresses. */
export function redact(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[email]')
    .replace(/\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dxX]/g, '[id]')
    .replace(/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]')
    .replace(/(?<!\d)(?:\+?\d[\d\s().-]{7,}\d)(?!\d)/g, '[number]')
    .replace(/(?:[零〇一二三四五六七八九幺两][\s-]?){7,}/g, '[number]')
    .replace(/\d{5,}/g, '[number]')
    .replace(/(我叫|我的名字是|我的名字叫|名字叫|我姓|本人叫|我是)([\u3400-\u9fff]{1,4}|[A-Za-z]+(?: [A-Z][a-z]+)?)(?=[，,。.！!？?\s]|$|想|要|找|的)/g, (_all, lead: string) => (lead === '我是' ? `${lead}[name]` : `${lead}[name]`))
    .replace(/\b(my name is|my name's|i am called|call me|this is)\s+[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)?/giu, '$1 [name]');
}
