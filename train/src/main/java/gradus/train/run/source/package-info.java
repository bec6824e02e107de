/**
 * Where the examples of a run come from, as its run file says: a {@link
 * gradus.train.run.source.DataSource} reads them, {@link gradus.train.run.source.DataCuts} cuts the
 * validation and test parts off, and {@link gradus.train.run.source.DataSettings} scales them and
 * makes the batches. Everything learned from data is learned on the training part alone.
 */
package gradus.train.run.source;
