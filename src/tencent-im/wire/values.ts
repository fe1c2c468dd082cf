import { z } from "zod";
import { looseInteger } from "../../vendor/loose.js";
import type { CustomField } from "../model.js";

/** Told of a value that the vendor sent and nobody documented, so that somebody learns of it. */
export type NoteUnknown = (field: string, value: string) => void;

export const optionalInteger = looseInteger.optional();
export const optionalText = z.string().optional();

/** Custom fields as the vendor sends them; absent where none are configured. */
export const customFieldList = z.array(z.object({ Key: z.string(), Value: z.string() })).optional();

export function readCustomFields(list: z.infer<typeof customFieldList>): readonly CustomField[] {
  return (list ?? []).map(({ Key, Value }) => ({ key: Key, value: Value }));
}

/** What a Date can hold. */
const LAST_SECOND = 8_640_000_000_000;

/** Unix seconds, where 0 stands for never. */
export const readTime = (seconds: number | undefined): Date | null =>
  seconds === undefined || seconds === 0 || seconds > LAST_SECOND ? null : new Date(seconds * 1000);

/** Looks a vendor's word up; some of its own samples carry a trailing blank. */
export function readWord<T>(
  words: ReadonlyMap<string, T>,
  field: string,
  word: string | undefined,
  note: NoteUnknown,
): T | null {
  if (word === undefined || word === "") return null;
  const known = words.get(word.trim());
  if (known !== undefined) return known;
  note(field, word);
  return null;
}
