import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { useLanguage } from "../messages/language-provider.js";
import { type Language, LANGUAGE_NAMES } from "../messages/languages.js";
import { useText } from "../messages/use-text.js";

export function LanguagePicker() {
  const text = useText();
  const { language, choose } = useLanguage();
  return (
    <ToggleButtonGroup
      aria-label={text("app.language")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={(keys) => [...keys].forEach((key) => choose(key as Language))}
    >
      {Object.entries(LANGUAGE_NAMES).map(([key, name]) => (
        <ToggleButton key={key} id={key} lang={key}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
