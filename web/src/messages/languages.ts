import type { Messages } from "./en.js";

export type Language = "en" | "zh";

/** Each language by its own name, as its readers look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

/** Each language is a file of its own, so that a visitor loads one. */
export const MESSAGES: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import("./en.js")).en,
  zh: async () => (await import("./zh.js")).zh,
};

const KEY = "class-groups.language";
const isLanguage = (text: string | null): text is Language => text === "en" || text === "zh";

/** What the visitor has chosen before, or else the first of the browser's languages that the page speaks. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

/** The language as the visitor's country writes it, for dates and numbers. */
export const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => tag.startsWith(language)) ?? (language === "zh" ? "zh-CN" : "en-GB");

export const rememberLanguage = (language: Language): void => localStorage.setItem(KEY, language);
