import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import { RefusedTable } from "./refused-table.js";
import { saveResult } from "./save-result.js";
import type { Upload } from "./upload.js";

interface Props {
  readonly upload: Upload;
  readonly onClose: () => void;
}

/** What came of an upload: the counts, and the rows that were not set. */
export function UploadResult({ upload, onClose }: Props) {
  const text = useText();
  const { changed, unchanged, refused } = upload.progress;
  return (
    <>
      <output>{text("names.done", { changed, unchanged, refused: refused.length })}</output>
      {refused.length > 0 && (
        <>
          <RefusedTable rows={refused} />
          <Button onPress={() => void saveResult(upload)}>{text("names.save")}</Button>
        </>
      )}
      <Button data-kind="primary" onPress={onClose}>
        {text("names.another")}
      </Button>
    </>
  );
}
