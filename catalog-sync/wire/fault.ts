import { DaogouError } from '../../main/contract';

/** What can be wrong with a catalog object that was fetched whole. */
export type ObjectFault = 'wrong_object' | 'wrong_base' | 'wrong_length' | 'wrong_digest' | 'newer_schema';

export class ObjectError extends DaogouError {
  constructor(
    readonly fault: ObjectFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super('integrity', message, false, options);
  }
}
