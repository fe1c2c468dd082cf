import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Input, Label, TextField } from "react-aria-components/TextField";
import { useText } from "../messages/use-text.js";
import styles from "./sign-in.module.css";

interface Props {
  readonly onSubmit: (token: string) => void;
}

/** Takes the access token that the school's sign-in has issued. */
export function TokenForm({ onSubmit }: Props) {
  const text = useText();
  const [token, setToken] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== "") onSubmit(token.trim());
  };
  return (
    <form className={styles.card} onSubmit={submit}>
      <TextField value={token} onChange={setToken} type="password" autoComplete="off">
        <Label>{text("signIn.token")}</Label>
        <Input />
      </TextField>
      <Button type="submit" data-kind="primary">
        {text("signIn.submit")}
      </Button>
    </form>
  );
}
