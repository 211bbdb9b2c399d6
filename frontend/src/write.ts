/*
 * Ask before a page is left on which something has been typed that nobody has saved. The form does all
 * else by itself.
 */

// As in edit.html: from here on the text scrolls, instead of being laid out anew at each key.
const LONG_TEXT = 100_000;

const form = document.querySelector<HTMLFormElement>("form.write");
let unsaved = form !== null && "unsaved" in form.dataset;

form?.addEventListener("input", ({ target }) => {
  unsaved = true;
  if (target instanceof HTMLTextAreaElement && target.id === "text") {
    target.closest(".write-body")?.classList.toggle("is-long", target.value.length > LONG_TEXT);
  }
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
