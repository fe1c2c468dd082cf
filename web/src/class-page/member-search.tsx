import { Input, Label, SearchField } from "react-aria-components/SearchField";
import { useText } from "../messages/use-text.js";

interface Props {
  readonly onSearch: (search: string) => void;
}

/** Finds members among those that are loaded: Tencent IM cannot search. */
export function MemberSearch({ onSearch }: Props) {
  const text = useText();
  return (
    <SearchField onChange={onSearch}>
      <Label>{text("class.search")}</Label>
      <Input />
    </SearchField>
  );
}
