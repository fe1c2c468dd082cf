import { Button } from "react-aria-components/Button";
import { Banner } from "../components/banner.js";
import { readProblem } from "../graphql/read-problem.js";
import { useFailureText } from "../messages/use-failure-text.js";
import { useText } from "../messages/use-text.js";
import { UploadBar } from "./upload-bar.js";
import { UploadResult } from "./upload-result.js";
import { isDone, type Upload } from "./upload.js";
import type { Stopped } from "./use-upload.js";

interface Props {
  readonly upload: Upload;
  readonly stopped: Stopped | null;
  readonly onGoOn: () => void;
  readonly onClose: () => void;
}

/** An upload on its way, stopped, or done. */
export function UploadPanel({ upload, stopped, onGoOn, onClose }: Props) {
  const text = useText();
  const failureText = useFailureText();
  if (isDone(upload)) return <UploadResult upload={upload} onClose={onClose} />;
  if (stopped === null) return <UploadBar upload={upload} />;
  const reason =
    "failure" in stopped ? failureText(stopped.failure) : text(`problem.${readProblem(stopped.error)}`);
  return (
    <>
      <Banner kind="warning">
        {text("names.stopped", { done: upload.progress.done, total: upload.rows.length, reason })}
      </Banner>
      <Button data-kind="primary" onPress={onGoOn}>
        {text("names.goOn")}
      </Button>
      <Button onPress={onClose}>{text("names.giveUp")}</Button>
    </>
  );
}
