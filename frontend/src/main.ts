/*
 * What a page can do beyond reading: a video's still becomes its player after a click. Until then,
 * and without JavaScript, it is a link to the host, and nothing has been loaded from there.
 */

const PLAYERS: Record<string, (id: string, start: string) => string> = {
  youtube: (id, start) =>
    `https://www.youtube-nocookie.com/embed/${id}?autoplay=1&rel=0&start=${start}`,
  vimeo: (id, start) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1#t=${start}s`,
};

document.addEventListener("click", (event) => {
  // With a key held the reader asks for a new tab or window, and gets the host's page.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>("a[data-video-host]");
  if (!link) return;
  const { videoHost = "", videoId = "", videoStart = "0" } = link.dataset;
  const address = PLAYERS[videoHost];
  if (!address) return;
  event.preventDefault();
  const player = playerFrame(address(encodeURIComponent(videoId), encodeURIComponent(videoStart)));
  player.title = link.textContent.trim();
  link.replaceWith(player);
  player.focus();
});

function playerFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-presentation", "allow-popups");
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // YouTube refuses to play where it is not told on which site it stands.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = address;
  return frame;
}
