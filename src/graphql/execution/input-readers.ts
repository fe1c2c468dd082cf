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
import type { VariableProblems } from "./variable-problems.js";

/**
 * Checks and coerces a value in one pass, as graphql-js does. The result is valid only if there was no problem. If coercion
 * changes nothing, the result is the value itself, because copying would cost more than checking.
 */
export type ReadInput = (value: unknown, problems: VariableProblems) => unknown;

/** Created once for each type and place, so that reading a value does not inspect its type again. */
const readers = new WeakMap<GraphQLInputType, Map<string, ReadInput>>();

/** `place`: the coordinate of the input field or argument that takes the value. */
export function inputReader(type: GraphQLInputType, place: string): ReadInput {
  const ofType = readers.get(type) ?? new Map<string, ReadInput>();
  readers.set(type, ofType);
  const made = ofType.get(place);
  if (made !== undefined) return made;
  // An input type may contain itself, so the reader is registered before it is created.
  let read: ReadInput | null = null;
  ofType.set(place, (value, problems) => read?.(value, problems));
  read = makeReader(type, place);
  ofType.set(place, read);
  return read;
}

function makeReader(type: GraphQLInputType, place: string): ReadInput {
  if (isNonNullType(type)) {
    const read = inputReader(type.ofType, place);
    return (value, problems) =>
      value == null ? problems.add(`is missing, and must be ${String(type)}`) : read(value, problems);
  }
  if (isListType(type)) return listReader(inputReader(type.ofType, place), longestList(place));
  if (isInputObjectType(type)) return objectReader(type);
  return isEnumType(type) ? enumReader(type) : scalarReader(type);
}

function listReader(readItem: ReadInput, maxLength: number): ReadInput {
  return (value, problems) => {
    if (value == null) return null;
    // GraphQL reads a single value as a list of one.
    if (!Array.isArray(value)) return [readItem(value, problems)];
    if (value.length > maxLength) return problems.add(`has ${value.length} items, far more than are allowed`);
    if (!problems.countItems(value.length)) return null;
    const { path } = problems;
    const level = path.push(0) - 1;
    let changed: unknown[] | null = null;
    for (let index = 0; index < value.length && !problems.isFull; index += 1) {
      path[level] = index;
      const item: unknown = value[index];
      const read = readItem(item, problems);
      if (read === item) continue;
      changed ??= [...value];
      changed[index] = read;
    }
    path.pop();
    return changed ?? value;
  };
}

function objectReader(type: GraphQLInputObjectType): ReadInput {
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    fallback: field.defaultValue,
    isRequired: isNonNullType(field.type) && field.defaultValue === undefined,
    read: inputReader(field.type, `${type.name}.${field.name}`),
  }));
  const names = new Set(fields.map(({ name }) => name));
  return (value, problems) => {
    if (value == null) return null;
    if (typeof value !== "object" || Array.isArray(value)) return problems.add(`must be ${type.name}`);
    const given = value as Readonly<Record<string, unknown>>;
    const { path } = problems;
    const level = path.push("") - 1;
    let changed: Record<string, unknown> | null = null;
    let unread = Object.keys(given).length;
    for (const field of fields) {
      const { name } = field;
      const isGiven = Object.hasOwn(given, name);
      if (isGiven) unread -= 1;
      const inner = isGiven ? given[name] : undefined;
      path[level] = name;
      const read = inner !== undefined || field.isRequired ? field.read(inner, problems) : field.fallback;
      if (read === inner) continue;
      changed ??= { ...given };
      changed[name] = read;
    }
    path.pop();
    if (unread > 0) refuseUnknownFields(given, names, problems);
    return changed ?? given;
  };
}

function refuseUnknownFields(given: object, names: ReadonlySet<string>, problems: VariableProblems): void {
  for (const name in given) {
    if (problems.isFull) return;
    if (!names.has(name)) problems.addUnknownField(name);
  }
}

function enumReader(type: GraphQLEnumType): ReadInput {
  return (value, problems) => {
    if (value == null) return null;
    const known = typeof value === "string" ? type.getValue(value) : null;
    return known == null ? problems.add(`must be a value of ${type.name}`) : known.value;
  };
}

function scalarReader(type: GraphQLScalarType): ReadInput {
  const { whyNotNumber } = type.extensions;
  return (value, problems) => {
    if (value == null) return null;
    try {
      const parsed: unknown = type.parseValue(value);
      if (parsed !== undefined) return parsed;
    } catch {
      // The error is not used, because its message contains the value.
    }
    const why = typeof value === "number" && typeof whyNotNumber === "string" ? `. ${whyNotNumber}` : "";
    return problems.add(`must be ${type.name}${why}`);
  };
}
