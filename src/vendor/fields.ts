/** What was odd about a detail of a vendor's answer. */
export type OddKind =
  | "null"
  | "boolean"
  | "number"
  | "text"
  | "list"
  | "object"
  | "out-of-range"
  | "unknown-word"
  | "not-utf-8"
  | "half-a-character";

/** A detail of a vendor's answer that could not be taken as it was sent. Holds no value: it may be somebody's name. */
export interface Oddity {
  /** The vendor's own name of the field; of the command, where it is the whole answer. */
  readonly field: string;
  readonly kind: OddKind;
  /** The word, where it is one of a list that the vendor documents, and is not in it. */
  readonly word?: string;
}

export type NoteOddity = (oddity: Oddity) => void;

/** What GraphQL's Int can carry. */
const MAX_INT = 2 ** 31 - 1;
/** The end of the year 9999: what RFC 3339 can write, in Unix seconds. */
const LAST_SECOND = 253_402_300_799;

/** A list of objects, each at its place. Null stands for an item that is no object. */
export type Items = readonly (Fields | null)[];

/**
 * One object of a vendor's answer, read field by field. What is absent or null, or cannot be read, is null, and costs
 * nothing but itself. What was sent and could not be taken as it was is noted.
 */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #note: NoteOddity;

  private constructor(object: Readonly<Record<string, unknown>>, note: NoteOddity) {
    this.#object = object;
    this.#note = note;
  }

  /** Null for what is no object. */
  static of(json: unknown, note: NoteOddity): Fields | null {
    return isObject(json) ? new Fields(json, note) : null;
  }

  /** As it was sent; undefined where it was not. Never what an object inherits. */
  sent(name: string): unknown {
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  has(name: string): boolean {
    return this.sent(name) !== undefined;
  }

  /** Text. A number is taken as text. Half of a surrogate pair becomes U+FFFD, as it would on its way to a client. */
  text(name: string): string | null {
    const value = this.sent(name);
    if (typeof value === "number") {
      this.#odd(name, "number");
      return String(value);
    }
    if (typeof value !== "string") return this.#unreadable(name, value);
    if (!value.isWellFormed()) this.#odd(name, "half-a-character");
    return value.toWellFormed();
  }

  /** An id: text that is not empty, or a whole number that JavaScript can hold exactly. */
  id(name: string): string | null {
    const value = this.sent(name);
    if (typeof value === "number" && !Number.isSafeInteger(value)) return this.#odd(name, "out-of-range");
    const id = this.text(name);
    return id === "" ? null : id;
  }

  /** A count that GraphQL's Int can carry. */
  count(name: string): number | null {
    return this.integer(name, MAX_INT);
  }

  /** Unix seconds, where 0 stands for never. */
  time(name: string): Date | null {
    const seconds = this.integer(name);
    return seconds === null || seconds === 0 ? null : new Date(seconds * 1000);
  }

  /** One of the vendor's words. Some of its own samples carry a trailing blank. */
  word<T>(name: string, words: ReadonlyMap<string, T>): T | null {
    const word = this.text(name)?.trim() ?? "";
    if (word === "") return null;
    const known = words.get(word);
    if (known !== undefined) return known;
    this.#note({ field: name, kind: "unknown-word", word });
    return null;
  }

  /**
   * A list of objects. Absent, null and an empty object are an empty list. Null for anything else that is no list: what
   * it holds, nobody knows.
   */
  items(name: string): Items | null {
    const value = this.sent(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.#unreadable(name, value);
      return value === null || (isObject(value) && Object.keys(value).length === 0) ? [] : null;
    }
    return value.map((item: unknown) => {
      const fields = Fields.of(item, this.#note);
      if (fields === null) this.#unreadable(name, item);
      return fields;
    });
  }

  /** A whole number from 0 on, also as a string of digits. */
  integer(name: string, most = LAST_SECOND): number | null {
    const value = this.sent(name);
    if (typeof value !== "number" && !(typeof value === "string" && DIGITS.test(value)))
      return this.#unreadable(name, value);
    const number = Number(value);
    return Number.isInteger(number) && number >= 0 && number <= most
      ? number
      : this.#odd(name, "out-of-range");
  }

  #unreadable(name: string, value: unknown): null {
    return value === undefined ? null : this.#odd(name, kindOf(value));
  }

  #odd(field: string, kind: OddKind): null {
    this.#note({ field, kind });
    return null;
  }
}

const DIGITS = /^-?\d{1,20}$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(value: unknown): OddKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return "object";
  }
}
