/**
 * Data in memory and its way into a training step.
 *
 * <p>The flow: a reader ({@code data.file}, {@code data.table}) or the catalog ({@code
 * data.catalog}) yields a {@link gradus.train.data.DataSplit} of {@link
 * gradus.train.data.Dataset}s; {@link gradus.train.data.Scaling} is learned on its training part
 * alone; {@link gradus.train.data.Batches} turns (seed, epoch, step) into a {@link
 * gradus.train.data.Batch}, augmented ({@code data.augment}); {@link gradus.train.data.Prefetch}
 * does so on another thread. Every step is a pure function of (seed, epoch, step), so a run resumes
 * in mid-epoch exactly.
 */
package gradus.train.data;
