/**
 * What a run writes down while it trains: one JSON object a line in {@code events.jsonl}.
 *
 * <p>The trainer appends {@link gradus.train.log.Event}s to a {@link gradus.train.log.RunLog};
 * reports, charts and diagnosis read them back with {@link gradus.train.log.RunLogReader} as a
 * {@link gradus.train.log.RunHistory} and never reach into the trainer. Lines are only ever added:
 * a run that is resumed says so with {@link gradus.train.log.Event.Resumed}, and the reader drops
 * what was written past that step.
 */
package gradus.train.log;
