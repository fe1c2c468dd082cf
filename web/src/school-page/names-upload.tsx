import { useState } from "react";
import { useText } from "../messages/use-text.js";
import { FilePicker } from "./file-picker.js";
import { FilePreview } from "./file-preview.js";
import type { NamesFile } from "./read-names-file.js";
import styles from "./school-page.module.css";
import { UploadPanel } from "./upload-panel.js";
import { useUpload } from "./use-upload.js";

/** Sets official names from a file: choose it, see what is in it, send it, and see what came of it. */
export function NamesUpload() {
  const text = useText();
  const [file, setFile] = useState<NamesFile | null>(null);
  const { upload, stopped, begin, goOn, close } = useUpload();
  const send = (chosen: NamesFile) => {
    setFile(null);
    begin(chosen);
  };
  return (
    <section className={styles.card} aria-labelledby="names">
      <h2 id="names">{text("names.title")}</h2>
      {upload !== null && <UploadPanel upload={upload} stopped={stopped} onGoOn={goOn} onClose={close} />}
      {upload === null && <FilePicker onRead={setFile} />}
      {upload === null && file !== null && <FilePreview file={file} onSend={() => send(file)} />}
    </section>
  );
}
