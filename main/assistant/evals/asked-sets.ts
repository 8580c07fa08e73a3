import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { cacheDir } from '../../config';
import type { Answer, SentenceEncoder } from '../../contract';
import { createEngine, type Conversation, type Engine } from '..';
import { misses } from './check';
import { misheard } from './mishear';
import { Question } from './question';

/** One question, what the terminal answered, and which expectations that misses: none where it is right. */
export interface Asked {
  question: Question;
  answer: Answer;
  missed: string[];
}

const QUESTIONS = 'build/eval-stores/questions';
/** A sentence of so many characters has two syllables misheard, a shorter one has one. */
const LONG = 8;

/** The questions of a set by its name, or of a file. Undefined where there is none. */
export function questionsOf(set: string): Question[] | undefined {
  const file = existsSync(set) ? set : path.join(QUESTIONS, `${set}.jsonl`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Question.parse(JSON.parse(line)));
}

/** Asks as the terminal does: every store's goods learnt, a conversation's questions one after another. */
export class AskedSets {
  private now = new Date();
  private readonly engines = new Map<string, Promise<Engine>>();
  private readonly closers: (() => void)[] = [];

  constructor(private readonly encoder: SentenceEncoder | undefined) {}

  /** @param mishear Mandarin is asked as a recogniser mishears it */
  async ask(questions: readonly Question[], mishear = false): Promise<Asked[]> {
    const conversations = new Map<string, Conversation>();
    const out: Asked[] = [];
    for (const question of questions) {
      const engine = await this.engineOf(question.store);
      this.now = new Date(question.now);
      const key = question.conversation ? `${question.store}/${question.conversation}` : question.id;
      const conversation = conversations.get(key) ?? engine.newConversation();
      conversations.set(key, conversation);
      const text =
        mishear && question.lang === 'zh'
          ? misheard(question.say, question.say.length >= LONG ? 2 : 1)
          : question.say;
      const answer = engine.ask({ text, spoken: mishear }, conversation);
      out.push({ question, answer, missed: misses(answer, question.expect) });
    }
    return out;
  }

  close(): void {
    for (const close of this.closers) close();
  }

  private engineOf(store: string): Promise<Engine> {
    const known = this.engines.get(store) ?? this.opened(store);
    this.engines.set(store, known);
    return known;
  }

  private async opened(store: string): Promise<Engine> {
    const folder =
      store.includes('/') || existsSync(path.join('build', store)) ? store : `eval-stores/${store}`;
    const { file } = await provisionFeed(path.join('build', folder), cacheDir());
    const catalog = openCatalogReader(file);
    this.closers.push(() => catalog.close());
    const engine = createEngine({
      catalog: () => catalog,
      clock: () => this.now,
      encoder: () => this.encoder,
    });
    await engine.learn();
    return engine;
  }
}
