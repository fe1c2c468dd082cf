import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { useText } from "../messages/use-text.js";
import styles from "./school-page.module.css";
import type { Upload } from "./upload.js";
import { usePace } from "./use-pace.js";

interface Props {
  readonly upload: Upload;
}

/** How many names are set, how fast, and how long the others will take. */
export function UploadBar({ upload: { fileName, rows, progress } }: Props) {
  const text = useText();
  const { perSecond, secondsLeft } = usePace(progress.done, rows.length);
  return (
    <ProgressBar value={progress.done} maxValue={rows.length}>
      {({ percentage = 0 }) => (
        <>
          <Label>{text("names.sending", { fileName, done: progress.done, total: rows.length })}</Label>
          <div className={styles.track}>
            <div className={styles.fill} style={{ inlineSize: `${percentage}%` }} />
          </div>
          {perSecond > 0 && <p>{text("names.pace", { perSecond, secondsLeft })}</p>}
        </>
      )}
    </ProgressBar>
  );
}
