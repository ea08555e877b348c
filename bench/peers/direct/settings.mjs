/** A setting from the environment; without a default it must be there. */
export function setting(name, byDefault) {
  const value = process.env[name] ?? byDefault;
  if (value === undefined || value === '') {
    console.error(`the environment variable ${name} is not set`);
    process.exit(2);
  }
  return value;
}

/** A whole number above zero from the environment. */
export function count(name, byDefault) {
  const value = Number(setting(name, byDefault));
  if (!Number.isSafeInteger(value) || value < 1) {
    console.error(`the environment variable ${name} is no whole number above zero`);
    process.exit(2);
  }
  return value;
}

/** Stops once, however often it is asked to. */
export function onStop(stop) {
  let stopping;
  const once = () => {
    stopping ??= stop().then(
      () => process.exit(0),
      error => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
}
