import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { IntlProvider } from "react-intl";
import type { Messages } from "./en.js";
import { type Language, localeOf, MESSAGES, preferredLanguage, rememberLanguage } from "./languages.js";

interface LanguageControl {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

interface Loaded {
  readonly language: Language;
  readonly messages: Messages;
}

const LanguageContext = createContext<LanguageControl | null>(null);

/** Shows its children once the texts of the visitor's language have arrived. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, setWanted] = useState(preferredLanguage);
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let isWanted = true;
    void MESSAGES[wanted]().then((messages) => {
      if (isWanted) setLoaded({ language: wanted, messages });
    });
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  useEffect(() => {
    if (loaded === null) return;
    document.documentElement.lang = loaded.language === "zh" ? "zh-CN" : "en";
  }, [loaded]);

  const control = useMemo(
    () => ({
      language: wanted,
      choose(language: Language) {
        rememberLanguage(language);
        setWanted(language);
      },
    }),
    [wanted],
  );
  if (loaded === null) return null;
  const locale = localeOf(loaded.language);
  return (
    <LanguageContext value={control}>
      <IntlProvider locale={locale} messages={loaded.messages}>
        <I18nProvider locale={locale}>{children}</I18nProvider>
      </IntlProvider>
    </LanguageContext>
  );
}

export function useLanguage(): LanguageControl {
  const control = use(LanguageContext);
  if (control === null) throw new Error("useLanguage needs a LanguageProvider above it.");
  return control;
}
