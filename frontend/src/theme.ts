/*
 * The reader's choice between light and dark. This file blocks the page, so that a stored choice
 * is applied before anything is drawn; it stays tiny and is a plain script, without imports.
 * Without a choice, and without JavaScript, the system's setting holds.
 */
{
  const KEY = "theme";
  const root = document.documentElement;

  /** Storage can be forbidden; the page then simply follows the system. */
  const stored = (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const apply = (theme: string | null): void => {
    if (theme === "light" || theme === "dark") root.dataset["bsTheme"] = theme;
    else delete root.dataset["bsTheme"];
  };

  const isDark = (): boolean =>
    (root.dataset["bsTheme"] ??
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  apply(stored());
  // The switch is of use only where this file runs: the style sheet shows it by this class.
  root.classList.add("js");

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
    const theme = isDark() ? "light" : "dark";
    apply(theme);
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // The choice then lasts as long as the page.
    }
  });

  // A choice made in one tab holds in all of them.
  addEventListener("storage", (event) => {
    if (event.key === KEY) apply(event.newValue);
  });
}
