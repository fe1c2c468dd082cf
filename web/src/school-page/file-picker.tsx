import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Banner } from "../components/banner.js";
import { useText } from "../messages/use-text.js";
import { MOST_BYTES, type NamesFile, readNamesFile } from "./read-names-file.js";

interface Props {
  readonly onRead: (file: NamesFile) => void;
}

/** Takes a file from the visitor's disk. Nothing is sent yet. */
export function FilePicker({ onRead }: Props) {
  const text = useText();
  const [isTooLarge, setIsTooLarge] = useState(false);
  const take = async (file: File) => {
    setIsTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) onRead(await readNamesFile(file));
  };
  return (
    <>
      <p>{text("names.columns")}</p>
      <FileTrigger
        acceptedFileTypes={[".csv", ".txt", "text/csv"]}
        onSelect={(files) => {
          const file = files?.item(0);
          if (file != null) void take(file);
        }}
      >
        <Button>{text("names.choose")}</Button>
      </FileTrigger>
      {isTooLarge && (
        <Banner kind="warning">{text("names.tooLarge", { mebibytes: MOST_BYTES / 2 ** 20 })}</Banner>
      )}
    </>
  );
}
