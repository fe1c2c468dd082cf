/** What was odd about a value in a vendor's answer. */
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

/** A value in a vendor's answer that could not be used unchanged. The value is left out: it may be a person's name. */
export interface Oddity {
  /** The vendor's own name of the field, or of the command if the whole answer is odd. */
  readonly field: string;
  readonly kind: OddKind;
  /** The word itself, if the vendor documents a list of words and it is not in the list. */
  readonly word?: string;
}

export type NoteOddity = (oddity: Oddity) => void;

/** GraphQL's largest Int. */
const MAX_INT = 2 ** 31 - 1;
/** The end of the year 9999 in Unix seconds: the last time that RFC 3339 can express. */
const LAST_SECOND = 253_402_300_799;

/** A list of objects in the order sent. Null marks an item that is not an object. */
export type Items = readonly (Fields | null)[];

/**
 * One object of a vendor's answer, read field by field. A field that is absent, null or unreadable is read as null, and
 * the other fields stay readable. A value that was sent but could not be used unchanged is reported to `note`.
 */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #note: NoteOddity;

  private constructor(object: Readonly<Record<string, unknown>>, note: NoteOddity) {
    this.#object = object;
    this.#note = note;
  }

  /** Null if `json` is not an object. */
  static of(json: unknown, note: NoteOddity): Fields | null {
    return isObject(json) ? new Fields(json, note) : null;
  }

  /** The value as sent, or undefined. Never an inherited property. */
  sent(name: string): unknown {
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  has(name: string): boolean {
    return this.sent(name) !== undefined;
  }

  /** A number becomes text. A lone surrogate becomes U+FFFD, which UTF-8 encoding would do anyway. */
  text(name: string): string | null {
    const value = this.sent(name);
    if (typeof value === "number") {
      this.#odd(name, "number");
      return String(value);
    }
    if (typeof value !== "string") return this.#unreadable(name, value);
    if (value.isWellFormed()) return value;
    this.#odd(name, "half-a-character");
    return value.toWellFormed();
  }

  /** An id: non-empty text, or a whole number that JavaScript can hold exactly. */
  id(name: string): string | null {
    const value = this.sent(name);
    if (typeof value === "number" && !Number.isSafeInteger(value)) return this.#odd(name, "out-of-range");
    const id = this.text(name);
    return id === "" ? null : id;
  }

  /** A count that fits GraphQL's Int. */
  count(name: string): number | null {
    return this.integer(name, MAX_INT);
  }

  /** A time in Unix seconds. 0 means never. */
  time(name: string): Date | null {
    const seconds = this.integer(name);
    return seconds === null || seconds === 0 ? null : new Date(seconds * 1000);
  }

  /** One of the vendor's words. Some of the vendor's own samples have a trailing space. */
  word<T>(name: string, words: ReadonlyMap<string, T>): T | null {
    const word = this.text(name)?.trim() ?? "";
    if (word === "") return null;
    const known = words.get(word);
    if (known !== undefined) return known;
    this.#note({ field: name, kind: "unknown-word", word });
    return null;
  }

  /**
   * A list of objects. A missing value, null and an empty object count as an empty list. Null for anything else that is
   * not a list, because its content is unknown.
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

  /** A whole number of 0 or more, also as a string of digits. */
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
