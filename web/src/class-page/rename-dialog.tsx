import { type FormEvent, useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components/Modal";
import { Input, Label, Text, TextField } from "react-aria-components/TextField";
import { useText } from "../messages/use-text.js";
import styles from "./class-page.module.css";
import { nameOf } from "./sort-members.js";
import type { Member } from "./types.js";

interface Props {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onRename: (nameCard: string) => void;
}

/** Tencent IM's limit for a name card, in bytes of UTF-8. */
const MOST_BYTES = 50;

/** Asks for a new name card. The server checks it; the dialog only counts, because nobody sees bytes. */
export function RenameDialog({ member, onClose, onRename }: Props) {
  const text = useText();
  const [nameCard, setNameCard] = useState(member.nameCard ?? "");
  const bytes = new TextEncoder().encode(nameCard).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(nameCard);
    onClose();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose}>
      <Modal>
        <Dialog>
          <Heading slot="title">{text("rename.title", { name: nameOf(member) })}</Heading>
          <form className={styles.form} onSubmit={submit}>
            <TextField
              value={nameCard}
              onChange={setNameCard}
              autoFocus
              isInvalid={bytes > MOST_BYTES}
              validationBehavior="aria"
            >
              <Label>{text("rename.label")}</Label>
              <Input />
              <Text slot="description">{text("rename.bytes", { bytes, limit: MOST_BYTES })}</Text>
            </TextField>
            <div className={styles.buttons}>
              <Button onPress={onClose}>{text("app.cancel")}</Button>
              <Button type="submit" data-kind="primary">
                {text("rename.submit")}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
