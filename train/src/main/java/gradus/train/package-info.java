/**
 * Training: a {@link gradus.train.Recipe} says what is trained, an {@link gradus.train.Engine}
 * holds the memory and the compiled programs, a {@link gradus.train.Trainer} goes through the data,
 * tells listeners what happens, and stops.
 */
package gradus.train;
