import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Input, Label, TextField } from "react-aria-components/TextField";
import { useLocation } from "wouter";
import { useText } from "../messages/use-text.js";
import styles from "./home-page.module.css";

/** Opens a class by the number of its course, since ClassIn has no call that lists courses. */
export function OpenClass() {
  const text = useText();
  const [, navigate] = useLocation();
  const [courseId, setCourseId] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (courseId.trim() !== "") navigate(`/class/${encodeURIComponent(courseId.trim())}`);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField value={courseId} onChange={setCourseId} inputMode="numeric">
        <Label>{text("home.courseId")}</Label>
        <Input />
      </TextField>
      <Button type="submit" data-kind="primary">
        {text("home.open")}
      </Button>
    </form>
  );
}
