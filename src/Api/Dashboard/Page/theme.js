// Runs before the first paint, so that nobody sees the other theme flash by.
try {
  const chosen = JSON.parse(localStorage.getItem('busqstash') ?? '{}').theme;
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // No storage, no choice: the system's theme.
}
