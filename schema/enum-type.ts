import { registerEnumType } from "./decorators.js";

/** Defines an enum of the graph from the description of each of its values. */
export function enumType<const Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [Key in Value]: Key } {
  const names = Object.keys(values) as Value[];
  const type = Object.fromEntries(names.map((value) => [value, value])) as { [Key in Value]: Key };
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(type, {
    name,
    description,
    valuesConfig: valuesConfig as Record<Value, { description: string }>,
  });
  return type;
}
