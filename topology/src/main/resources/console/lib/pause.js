/** @param signal ends it early; none where nothing does */
export function pause(millis, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), {once: true});
  });
}
