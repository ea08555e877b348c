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

export const redisUrl = setting('REDIS_URL', 'redis://127.0.0.1:6379');
export const queueName = setting('QUEUE', 'webhooks');

const DAY_SECONDS = 24 * 60 * 60;

/**
 * What both queues do with a job. A job that is done keeps its id taken for as long as it is kept: that is what drops a
 * repeat. 48 hours, as Stocktide has it; the count bounds Redis' memory, and with it how far back repeats are known.
 */
export const jobOptions = {
  attempts: 5,
  backoff: {type: 'exponential', delay: 1000},
  removeOnComplete: {age: 2 * DAY_SECONDS, count: count('KEEP_JOBS', '100000')},
  removeOnFail: {age: 7 * DAY_SECONDS},
};

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
