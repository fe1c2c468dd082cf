import type { Fields } from "../../vendor/fields.js";
import type { CustomField } from "../model.js";

/** Custom fields; none where none are set up. A value that was never set, or cannot be read, is the empty text. */
export function readCustomFields(fields: Fields, name: string): readonly CustomField[] {
  return (fields.items(name) ?? []).flatMap((item) => {
    const key = item && item.id("Key");
    return item === null || key === null ? [] : { key, value: item.text("Value") ?? "" };
  });
}
