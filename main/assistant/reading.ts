import type { Catalog, Understood } from '../contract';
import { KnowledgeIndex } from './answer/knowledge';
import { LinearClassifier } from './understand/classify/classifier';
import { featuresOf } from './understand/classify/features';
import intentModel from './understand/classify/intents.json';
import topicModel from './understand/classify/topics.json';
import { CueLexicon } from './understand/cue-lexicon';
import { Homophones } from './understand/homophones';
import type { Question } from './understand/types';
import { understand, type Meaning } from './understand/understand';

/** What utterances are read with in one catalog. */
export interface Reader {
  readonly knowledge: KnowledgeIndex;
  readonly classifier: LinearClassifier;
  /** @param given `fallback`: the language where the words tell none; `harmless`: words of danger name goods */
  understand(
    question: Question,
    given: { fallback: Understood; hasFocus: boolean; harmless?: boolean },
  ): Meaning;
}

/** Compiles what utterances are read with: the general cues once, the store's knowledge once a catalog. */
export class Readers {
  private cues: CueLexicon | undefined;
  private classifier: LinearClassifier | undefined;
  private homophones: Homophones | undefined;
  private indexed: { catalog: Catalog; knowledge: KnowledgeIndex } | undefined;

  /** The reader for this catalog. */
  of(catalog: Catalog): Reader {
    const sounds = catalog.sounds.bind(catalog);
    const cues = (this.cues ??= new CueLexicon(sounds));
    const homophones = (this.homophones ??= new Homophones(sounds));
    const features = (text: string): number[] => featuresOf(text, sounds);
    const classifier = (this.classifier ??= new LinearClassifier(intentModel, features));
    if (this.indexed?.catalog !== catalog)
      this.indexed = {
        catalog,
        knowledge: new KnowledgeIndex(catalog, cues, new LinearClassifier(topicModel, features)),
      };
    return {
      knowledge: this.indexed.knowledge,
      classifier,
      understand: (question, given) => understand(question, { catalog, cues, homophones, ...given }),
    };
  }

  /** Compiles all, and loads the general dictionaries, which come with the first words that need them. */
  warm(catalog: Catalog): void {
    this.of(catalog);
    catalog.dictionaryWords(catalog.fold('電視 where'));
  }
}
