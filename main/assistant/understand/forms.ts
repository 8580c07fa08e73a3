import { ALLERGEN, CLAIM, GOODS } from './classify/features';
import { patternOf } from './pattern';
import { formTable } from './tables/forms';

/** A form of speech of the table. */
export type Form = keyof typeof formTable;

const compiled = new Map<Form, RegExp>();

function formOf(form: Form): RegExp {
  let pattern = compiled.get(form);
  if (!pattern) {
    pattern = patternOf(formTable[form]);
    compiled.set(form, pattern);
  }
  return pattern;
}

/** Whether a text has the form. @param text folded, in small letters, as all here */
export const hasForm = (text: string, form: Form): boolean => formOf(form).test(text);

/** Where a text has the form first, with the groups of the table's pattern. */
export const formIn = (text: string, form: Form): RegExpExecArray | null => formOf(form).exec(text);

/** The text without the first that has the form. */
export const withoutForm = (text: string, form: Form): string => text.replace(formOf(form), '');

const ONLY_NAMES = new RegExp(`^[${GOODS}${ALLERGEN}${CLAIM}的?？!！。.\\s]+$`);

/** Whether a delexicalised form is nothing but names. */
export const onlyNames = (delexicalised: string): boolean => ONLY_NAMES.test(delexicalised);
