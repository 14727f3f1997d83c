// Opens and closes a <dialog>. The browser keeps the focus inside and gives it back to what had it before.
export function open(dialog) {
  if (!dialog.open) dialog.showModal();
  // A field that is optional must not call up the keyboard of a phone: the dialog may name what comes first.
  const first = dialog.querySelector("[data-first-focus]") ?? dialog.querySelector("input:not([type=hidden]), select, textarea");
  if (first) first.focus();
}

export function close(dialog) {
  if (dialog.open) dialog.close();
}
