import type { Fields } from "../../vendor/fields.js";
import type { CustomField } from "../model.js";

/** Reads custom fields; empty if none are set up. A value that is unset or unreadable is the empty string. */
export function readCustomFields(fields: Fields, name: string): readonly CustomField[] {
  return (fields.items(name) ?? []).flatMap((item) => {
    const key = item && item.id("Key");
    return item === null || key === null ? [] : { key, value: item.text("Value") ?? "" };
  });
}
