/**
 * Ways to change an example by chance, so that a model sees more than the data holds: each a record
 * and a line of {@link gradus.train.data.augment.Augmentations}. Images are channels last.
 */
package gradus.train.data.augment;
