import { Button } from "react-aria-components/Button";
import { useText } from "../messages/use-text.js";
import styles from "./page-state.module.css";

interface Props {
  /** The page's heading, if nothing else on the page has one. */
  readonly title?: string;
  readonly children: string;
  /** Shown if trying again can help. */
  readonly onRetry?: (() => void) | undefined;
}

/** Stands where the content would be: while it loads, if there is none, or if it could not be read. */
export function PageState({ title, children, onRetry }: Props) {
  const text = useText();
  return (
    <div className={styles.state}>
      {title !== undefined && <h1>{title}</h1>}
      <output>{children}</output>
      {onRetry !== undefined && <Button onPress={onRetry}>{text("app.retry")}</Button>}
    </div>
  );
}
