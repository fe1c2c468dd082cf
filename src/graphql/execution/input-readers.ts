import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { longestList } from "../limits/list-lengths.js";
import { type InputPath, inputPath, type VariableProblems } from "./variable-problems.js";

/** Checks a value and coerces it in one pass, as graphql-js does. What it returns counts only while there is no problem. */
export type ReadInput = (value: unknown, path: InputPath, problems: VariableProblems) => unknown;

/** Made once for each type and each place that takes it, so that a value costs no look at its type. */
const readers = new WeakMap<GraphQLInputType, Map<string, ReadInput>>();

/** `place`: the coordinate of the input field or argument that takes the value. */
export function inputReader(type: GraphQLInputType, place: string): ReadInput {
  const ofType = readers.get(type) ?? new Map<string, ReadInput>();
  readers.set(type, ofType);
  const made = ofType.get(place);
  if (made !== undefined) return made;
  // An input type may hold itself, so the reader is known before it is made.
  let read: ReadInput | null = null;
  ofType.set(place, (value, path, problems) => read?.(value, path, problems));
  read = makeReader(type, place);
  ofType.set(place, read);
  return read;
}

function makeReader(type: GraphQLInputType, place: string): ReadInput {
  if (isNonNullType(type)) {
    const read = inputReader(type.ofType, place);
    return (value, path, problems) => {
      if (value != null) return read(value, path, problems);
      return problems.add(path, `is missing, and must be ${String(type)}`);
    };
  }
  if (isListType(type)) return listReader(inputReader(type.ofType, place), longestList(place));
  if (isInputObjectType(type)) return objectReader(type);
  return isEnumType(type) ? enumReader(type) : scalarReader(type);
}

function listReader(readItem: ReadInput, most: number): ReadInput {
  return (value, path, problems) => {
    if (value == null) return null;
    // GraphQL reads a single value as a list of one.
    if (!Array.isArray(value)) return [readItem(value, path, problems)];
    if (value.length > most)
      return problems.add(path, `has ${value.length} items, far more than are allowed`);
    const items: unknown[] = [];
    for (const item of value) {
      if (problems.areEnough) break;
      items.push(readItem(item, inputPath(path, items.length), problems));
    }
    return items;
  };
}

function objectReader(type: GraphQLInputObjectType): ReadInput {
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    fallback: field.defaultValue,
    isNeeded: isNonNullType(field.type) && field.defaultValue === undefined,
    read: inputReader(field.type, `${type.name}.${field.name}`),
  }));
  const names = new Set(fields.map(({ name }) => name));
  return (value, path, problems) => {
    if (value == null) return null;
    if (typeof value !== "object" || Array.isArray(value)) return problems.add(path, `must be ${type.name}`);
    const given = value as Readonly<Record<string, unknown>>;
    const read: Record<string, unknown> = {};
    for (const field of fields) {
      const { name } = field;
      const of = Object.hasOwn(given, name) ? given[name] : undefined;
      if (of !== undefined || field.isNeeded) read[name] = field.read(of, inputPath(path, name), problems);
      else if (field.fallback !== undefined) read[name] = field.fallback;
    }
    for (const name in given) {
      if (problems.areEnough) break;
      if (!names.has(name)) problems.addUnknownField(path, name);
    }
    return read;
  };
}

function enumReader(type: GraphQLEnumType): ReadInput {
  return (value, path, problems) => {
    if (value == null) return null;
    const known = typeof value === "string" ? type.getValue(value) : null;
    return known == null ? problems.add(path, `must be a value of ${type.name}`) : known.value;
  };
}

function scalarReader(type: GraphQLScalarType): ReadInput {
  const { whyNotNumber } = type.extensions;
  return (value, path, problems) => {
    if (value == null) return null;
    try {
      const parsed: unknown = type.parseValue(value);
      if (parsed !== undefined) return parsed;
    } catch {
      // Its message prints the value.
    }
    const why = typeof value === "number" && typeof whyNotNumber === "string" ? `. ${whyNotNumber}` : "";
    return problems.add(path, `must be ${type.name}${why}`);
  };
}
