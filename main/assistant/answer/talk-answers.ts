import type { ControlKind, HandoffReason, Lang } from '../../contract';
import type { Draft } from './draft';

/** The talk itself: people who need people, steering, greetings, and what a terminal can't know. */

export function handoffAnswer(lang: Lang, reason: HandoffReason): Draft {
  const zh = lang === 'zh';
  const text: Record<HandoffReason, string> = {
    requested: zh ? '好的，店员可以帮您。' : 'Of course. Our staff can help you.',
    upset: zh
      ? '非常抱歉给您添麻烦了，这件事请店员来处理。'
      : 'I am very sorry about this. A member of staff should sort it out with you.',
    repeated_failure: zh
      ? '抱歉，我没能帮上忙，店员可以帮您。'
      : 'Sorry, I have not been able to help. Our staff can.',
    unsafe: zh ? '请别着急。' : 'Please stay calm.',
  };
  // Whether anybody could be told is known, and said, only after the call.
  return {
    intent: 'handoff',
    text: text[reason],
    handoff: reason,
    facts: { handoff: reason },
    actions: [{ type: 'handoff', reason }],
  };
}

export function controlAnswer(lang: Lang, control: ControlKind): Draft {
  const zh = lang === 'zh';
  const text: Record<ControlKind, string> = {
    stop: zh ? '好的，我先停下。' : 'Okay, stopping.',
    cancel: zh ? '好的，已取消。' : 'Okay, cancelled.',
    repeat: zh
      ? '我还没有说过什么，请问您想找什么？'
      : 'I have not said anything yet. What are you looking for?',
    louder: zh ? '好的，我大声一点。' : 'Okay, a bit louder.',
    softer: zh ? '好的，我小声一点。' : 'Okay, a bit softer.',
    slower: zh ? '好的，我说慢一点。' : 'Okay, I will speak more slowly.',
    faster: zh ? '好的，我说快一点。' : 'Okay, I will speak faster.',
    switch_language: zh ? '好的，我说中文。' : 'Okay, I will speak English.',
    start_over: zh
      ? '好的，我们重新开始。请问您想找什么？'
      : 'Okay, let us start over. What are you looking for?',
    yes: zh ? '好的。请问您想找什么？' : 'Okay. What are you looking for?',
    no: zh ? '好的。还需要找别的吗？' : 'Okay. Is there anything else?',
    back: zh ? '好的，回到上一步。' : 'Okay, going back.',
    help: zh
      ? '您可以问我商品在哪里、多少钱、有没有货、有什么优惠、含不含过敏原，也可以让我带您过去或叫店员。'
      : 'You can ask me where things are, what they cost, whether they are in stock, on offer or contain an allergen; I can also lead you there or call staff.',
  };
  return {
    intent: 'control',
    control,
    facts: { control },
    text: text[control],
    asks: control === 'repeat' || control === 'start_over' || control === 'yes' || control === 'no',
  };
}

export function smalltalkAnswer(lang: Lang, kind: 'greet' | 'thanks' | 'bye' | 'who' | 'abuse'): Draft {
  const zh = lang === 'zh';
  const text = {
    greet: zh ? '您好！请问想找什么？' : 'Hello! What are you looking for?',
    thanks: zh ? '不客气，祝您购物愉快。' : 'You’re welcome. Enjoy your shopping.',
    bye: zh ? '再见，欢迎下次光临。' : 'Goodbye, and see you again.',
    who: zh
      ? '我是店里的导购助手，可以帮您找商品、查价格和优惠。'
      : 'I am the store’s guide. I can help you find things and check prices and offers.',
    abuse: zh ? '我在这儿帮您找东西。请问需要什么？' : 'I am here to help you find things. What do you need?',
  };
  return { intent: 'smalltalk', text: text[kind], asks: kind === 'greet' || kind === 'abuse' };
}

export function outOfScopeAnswer(lang: Lang): Draft {
  return {
    intent: 'out_of_scope',
    abstained: true,
    unanswered: 'abstained',
    text:
      lang === 'zh'
        ? '这个我帮不上，我只知道店里的事。您可以问我商品在哪里、多少钱。'
        : 'I can’t help with that; I only know about this store. You can ask me where things are or what they cost.',
  };
}

/** Nothing was understood. */
export function missedAnswer(lang: Lang): Draft {
  return {
    intent: 'out_of_scope',
    abstained: true,
    unanswered: 'abstained',
    miss: true,
    text:
      lang === 'zh'
        ? '抱歉，我没听明白，请换个说法再说一遍。'
        : 'Sorry, I didn’t get that. Could you say it another way?',
  };
}

/** A follow-up with nothing to follow. */
export function whatItemAnswer(lang: Lang, intent: Draft['intent']): Draft {
  return {
    intent,
    miss: true,
    asks: true,
    text: lang === 'zh' ? '请问您说的是哪件商品？' : 'Which item do you mean?',
  };
}
