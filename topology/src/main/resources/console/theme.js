// Runs before the first paint, so that no page flashes in the other scheme. What the user chose wins over the system.
(() => {
  const chosen = localStorage.getItem('stocktide.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
