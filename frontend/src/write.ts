/*
 * Ask before a page is left on which something has been typed that nobody has saved. The form does all
 * else by itself.
 */

const form = document.querySelector<HTMLFormElement>("form.write");
let unsaved = form !== null && "unsaved" in form.dataset;

form?.addEventListener("input", () => {
  unsaved = true;
});

form?.addEventListener("submit", ({ submitter }) => {
  // A preview opens beside this page and saves nothing.
  if (submitter instanceof HTMLButtonElement && submitter.formTarget === "_blank") return;
  unsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

export {};
